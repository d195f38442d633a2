"""Addresses of elections at the desk, under /lam-viec/."""

from django.urls import path

from dinhlang.desk.decisions.election import views

app_name = "desk-election"
urlpatterns = [
    path("bau-cu/<slug:code>/", views.election, name="election"),
    path("bau-cu/<slug:code>/phieu/", views.ballots, name="ballots"),
]
