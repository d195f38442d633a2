"""Addresses of accounts."""

from django.urls import path

from dinhlang.web.decisions.money import pages

app_name = "village-money"
urlpatterns = [
    path("thu-chi/anh/<int:picture_id>/", pages.picture, name="picture"),
    path("thu-chi/anh/<int:picture_id>/nho/", pages.small, name="small"),
    path("thu-chi/<slug:code>/", pages.account, name="account"),
    path("thu-chi/<slug:code>/thu-chi.csv", pages.lines, name="csv"),
]
