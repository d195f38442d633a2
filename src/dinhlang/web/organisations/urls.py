"""Addresses of the public pages of communes."""

from django.urls import path

from dinhlang.web.organisations import views

app_name = "organisations"
urlpatterns = [
    path("xa/", views.communes, name="communes"),
    path("xa/<slug:slug>/", views.commune, name="commune"),
]
