"""Addresses of the desk of origins, under /lam-viec/."""

from django.urls import path

from dinhlang.desk.origins.views import way

app_name = "desk-origins"
urlpatterns = [path("nguon-goc/<slug:kind>/<slug:code>/", way.way, name="way")]
