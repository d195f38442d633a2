"""Addresses of initiatives."""

from django.urls import path

from dinhlang.web.decisions.initiatives import pages, sending

app_name = "initiatives"
urlpatterns = [
    path("sang-kien/", pages.initiatives, name="initiatives"),
    path("sang-kien/moi/", sending.send, name="send"),
    path("sang-kien/<slug:code>/", pages.initiative, name="initiative"),
    path("sang-kien/<slug:code>/y-kien/", sending.speak, name="speak"),
]
