"""Addresses of the desk of villages that decide, under /lam-viec/."""

from django.urls import path

from dinhlang.desk.decisions.views import roll

app_name = "desk-decisions"
urlpatterns = [
    path("ho-dan/", roll.villages, name="villages"),
    path("ho-dan/<slug:slug>/", roll.roll, name="roll"),
    path("ho-dan/<slug:slug>/<int:household_id>/", roll.household, name="household"),
]
