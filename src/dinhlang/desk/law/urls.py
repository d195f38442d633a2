"""Addresses of the desk of learning, under /lam-viec/."""

from django.urls import path

from dinhlang.desk.law import views

app_name = "desk-law"
urlpatterns = [
    path("hoc-luat/", views.sessions, name="sessions"),
    path("hoc-luat/nguoi-lon/", views.adults, name="adults"),
    path("hoc-luat/<int:session_id>/", views.session, name="session"),
]
