"""Addresses of these matters at the desk, under /lam-viec/."""

from django.urls import path

from dinhlang.desk.decisions.special import views

app_name = "desk-special"
urlpatterns = [
    path("viec-rieng/<slug:slug>/", views.matters, name="matters"),
    path("sua-bo/<slug:code>/", views.later, name="later"),
    path("hoi-nghi-ap/<slug:code>/", views.conference, name="conference"),
]
