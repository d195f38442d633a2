"""Where does this come from, and what became of it."""

from django.urls import path

from dinhlang.web.origins import views

app_name = "origins"
urlpatterns = [
    path("tu-dau/", views.coverage, name="coverage"),
    path("lay-y-kien/<slug:code>/tu-dau/", views.story, name="story"),
]
