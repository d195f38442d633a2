"""Addresses of the feedback desk, under /lam-viec/."""

from django.urls import path

from dinhlang.desk.feedback.views import case, inbox, unit

app_name = "desk-feedback"
urlpatterns = [
    path("", inbox.inbox, name="inbox"),
    path("da-xong/", inbox.finished, name="finished"),
    path("tim/", inbox.find, name="find"),
    path("don-vi/", unit.figures, name="unit"),
    path("phieu/<int:case_id>/", case.case, name="case"),
    path("phieu/<int:case_id>/tep/", case.attach, name="attach"),
    path("phieu/<int:case_id>/lien-lac/", case.contact, name="contact"),
    path("phieu/<int:case_id>/<slug:verb>/", case.act, name="act"),
    path("tep/<int:attachment_id>/", case.file, name="file"),
    path("tep/<int:attachment_id>/nho/", case.file, {"thumbnail": True}, name="thumbnail"),
]
