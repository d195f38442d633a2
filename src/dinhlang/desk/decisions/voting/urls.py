"""Addresses of the desk of votes, under /lam-viec/."""

from django.urls import path

from dinhlang.desk.decisions.voting import attendance, office, slips, vote

app_name = "desk-ballots"
urlpatterns = [
    path("giup-bo-phieu/", office.enter, name="office"),
    path("giup-bo-phieu/<str:code>/", office.ballot, name="office-ballot"),
    path("bieu-quyet/<slug:code>/", vote.vote, name="vote"),
    path("bieu-quyet/<slug:code>/phieu/", vote.slips, name="slips"),
    path("bieu-quyet/<slug:code>/nhap-phieu/", slips.typing, name="typing"),
    path("bieu-quyet/<slug:code>/diem-danh/", attendance.page, name="attendance"),
    path("bieu-quyet/<slug:code>/diem-danh/gui/", attendance.send, name="attendance-send"),
]
