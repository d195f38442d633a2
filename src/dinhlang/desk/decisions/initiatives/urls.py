"""Addresses of the desk of initiatives, under /lam-viec/."""

from django.urls import path

from dinhlang.desk.decisions.initiatives import views

app_name = "desk-initiatives"
urlpatterns = [
    path("sang-kien/", views.initiatives, name="initiatives"),
    path("sang-kien/moi/<slug:slug>/", views.write, name="write"),
    path("sang-kien/<slug:code>/", views.initiative, name="initiative"),
]
