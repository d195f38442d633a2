"""Addresses of the desk of accounts, under /lam-viec/."""

from django.urls import path

from dinhlang.desk.decisions.money import views

app_name = "desk-money"
urlpatterns = [
    path("thu-chi/<slug:code>/", views.account, name="account"),
    path("thu-chi/<slug:code>/anh/", views.photo, name="photo"),
]
