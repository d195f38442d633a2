"""Where does this come from, and what became of it."""

from django.urls import path

from dinhlang.web.origins.views import pages

app_name = "origins"
urlpatterns = [
    path("tu-dau/", pages.coverage, name="coverage"),
    path("tu-dau/<slug:kind>/<slug:code>/", pages.way, name="way"),
    path("lay-y-kien/<slug:code>/tu-dau/", pages.story, name="story"),
]
