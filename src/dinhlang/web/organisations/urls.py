"""Addresses of the public pages of communes."""

from django.urls import path

from dinhlang.web.organisations import commune_map, views

app_name = "organisations"
urlpatterns = [
    path("ban-do/", commune_map.commune_map, name="map"),
    path("ban-do/ranh-gioi.json", commune_map.outlines, name="outlines"),
    path("xa/", views.communes, name="communes"),
    path("xa/<slug:slug>/", views.commune, name="commune"),
]
