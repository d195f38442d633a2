"""Addresses of the public log."""

from django.urls import path

from dinhlang.web.transparency.views import files, pages

app_name = "transparency"
urlpatterns = [
    path("nhat-ky/", pages.log, name="log"),
    path("nhat-ky/cach-kiem-tra/", pages.how, name="how"),
    path("nhat-ky/bien-nhan/", pages.receipt, name="receipt"),
    path("nhat-ky/checkpoint", files.checkpoint, name="checkpoint"),
    path("nhat-ky/chinh-sach", files.policy, name="policy"),
    path("nhat-ky/bang-chung/<int:index>.tlog-proof", files.proof, name="proof"),
    path("nhat-ky/<int:index>/", pages.line, name="line"),
]
