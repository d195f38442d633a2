"""Addresses of one's own account, and the short address of the sign-in page."""

from django.urls import path

from dinhlang.web.accounts import views

app_name = "accounts"
urlpatterns = [
    path("dang-nhap/", views.sign_in, name="sign_in"),
    path("dang-nhap/vai/<int:user_id>/", views.take_card, name="take_card"),
    path("phien-dang-nhap/", views.sessions, name="sessions"),
    path("phien-dang-nhap/ket-thuc/", views.end_session, name="end_session"),
    path("phien-dang-nhap/ket-thuc-khac/", views.end_other_sessions, name="end_other_sessions"),
]
