"""Addresses of the desk of surveys, under /lam-viec/."""

from django.urls import path

from dinhlang.desk.surveys.views import codes, typing, village, wave

app_name = "desk-surveys"
urlpatterns = [
    path("khao-sat/", wave.overview, name="overview"),
    path("khao-sat/<slug:code>/", wave.wave, name="wave"),
    path("khao-sat/<slug:code>/dieu-tra-vien/", codes.interviewers, name="interviewers"),
    path("khao-sat/<slug:code>/quay/", codes.counter, name="counter"),
    path("khao-sat/<slug:code>/phieu-o-quay/", codes.counter_slips, name="counter-slips"),
    path("khao-sat/<slug:code>/nhap-phieu/", typing.typing, name="typing"),
    path("khao-sat/<slug:code>/ap/<int:village_id>/", village.village, name="village"),
    path("khao-sat/<slug:code>/ap/<int:village_id>/phieu/", codes.slips, name="slips"),
    path("khao-sat/<slug:code>/ap/<int:village_id>/to-di-thuc-dia/", village.sheet, name="sheet"),
]
