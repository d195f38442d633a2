"""Addresses of the feedback desk, under /lam-viec/."""

from django.urls import path

from dinhlang.desk.feedback import views

app_name = "desk-feedback"
urlpatterns = [
    path("", views.inbox, name="inbox"),
    path("phieu/<int:case_id>/", views.case, name="case"),
    path("phieu/<int:case_id>/tep/", views.attach, name="attach"),
    path("phieu/<int:case_id>/<slug:verb>/", views.act, name="act"),
    path("tep/<int:attachment_id>/", views.file, name="file"),
    path("tep/<int:attachment_id>/nho/", views.file, {"thumbnail": True}, name="thumbnail"),
]
