"""What people are asked: the list, one draft with its answers, saying something, voting on short statements."""

from django.urls import path

from dinhlang.web.consultations.views import pages, proposing, reading, saying, voting

app_name = "consultations"
urlpatterns = [
    path("lay-y-kien/", pages.everything, name="list"),
    path("lay-y-kien/y-kien/<slug:code>/", saying.mine, name="mine"),
    path("lay-y-kien/tep/<int:file_id>/", reading.file, name="file"),
    path("lay-y-kien/<slug:code>/", pages.item, name="item"),
    path("lay-y-kien/<slug:code>/bao-cao/<slug:kind>/", reading.report, name="report"),
    path("lay-y-kien/<slug:code>/y-kien/", reading.opinions, name="opinions"),
    path("lay-y-kien/<slug:code>/cac-ban/", reading.versions, name="versions"),
    path("lay-y-kien/<slug:code>/cung-y/", saying.join, name="join"),
    path("lay-y-kien/<slug:code>/gop-y/", saying.say, name="say"),
    path("lay-y-kien/<slug:code>/bo-phieu/", voting.vote, name="vote"),
    path("lay-y-kien/<slug:code>/them-cau/", proposing.propose, name="propose"),
]
