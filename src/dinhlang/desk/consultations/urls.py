"""Addresses of the desk of consultations, under /lam-viec/."""

from django.urls import path

from dinhlang.desk.consultations.views import item, overview

app_name = "desk-consultations"
urlpatterns = [
    path("lay-y-kien/", overview.overview, name="overview"),
    path("lay-y-kien/tep/<int:file_id>/", item.file, name="file"),
    path("lay-y-kien/<slug:code>/", item.item, name="item"),
]
