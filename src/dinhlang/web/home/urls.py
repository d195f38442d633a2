"""The first page and the pages about the platform itself."""

from django.urls import path

from dinhlang.web.home import views

app_name = "home"
urlpatterns = [
    path("", views.home, name="home"),
    path("them/", views.more, name="more"),
    path("ve-ban-mau/", views.demo, name="demo"),
    path("dieu-chung-toi-khong-lam/", views.rights, name="rights"),
    path("style-guide/", views.style_guide, name="style_guide"),
]
