"""Addresses of the desk of reception, under /lam-viec/."""

from django.urls import path

from dinhlang.desk.reception.views import day, dialogue, overview

app_name = "desk-reception"
urlpatterns = [
    path("gap-dan/", overview.overview, name="overview"),
    path("gap-dan/tiep-dan/<slug:code>/", day.day, name="day"),
    path("gap-dan/doi-thoai/<slug:code>/", dialogue.dialogue, name="dialogue"),
]
