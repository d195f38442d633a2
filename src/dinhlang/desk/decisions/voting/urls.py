"""Addresses of the desk of votes, under /lam-viec/."""

from django.urls import path

from dinhlang.desk.decisions.voting import attendance, codes, office, printed, slips

app_name = "desk-ballots"
urlpatterns = [
    path("giup-bo-phieu/", office.enter, name="office"),
    path("giup-bo-phieu/<str:code>/", office.ballot, name="office-ballot"),
    path("bieu-quyet/<slug:code>/phieu/", codes.slips, name="slips"),
    path("bieu-quyet/<slug:code>/danh-sach/", printed.roll, name="roll"),
    path("bieu-quyet/<slug:code>/phieu-giay/", printed.ballots, name="paper-ballots"),
    path("bieu-quyet/<slug:code>/nhap-phieu/", slips.typing, name="typing"),
    path("bieu-quyet/<slug:code>/diem-danh/", attendance.page, name="attendance"),
    path("bieu-quyet/<slug:code>/diem-danh/gui/", attendance.send, name="attendance-send"),
]
