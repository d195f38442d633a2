"""Addresses of the desk of disclosure, under /lam-viec/."""

from django.urls import path

from dinhlang.desk.disclosure.views import files, item, overview, village

app_name = "desk-disclosure"
urlpatterns = [
    path("cong-khai/", overview.overview, name="overview"),
    path("ap/cong-khai/", village.village, name="village"),
    path("cong-khai/tep/<int:file_id>/", files.mask, name="mask"),
    path("cong-khai/danh-sach/<slug:slug>/<slug:quarter>/", overview.quarter_list, name="list"),
    path("cong-khai/<slug:code>/", item.item, name="item"),
    path("cong-khai/<slug:code>/tep/", files.add, name="add-file"),
]
