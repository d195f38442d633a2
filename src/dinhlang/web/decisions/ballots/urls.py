"""Addresses of votes: the ballot behind a household's code, and the public table of a counted vote."""

from django.urls import path

from dinhlang.web.decisions.ballots import ballot, table

app_name = "ballots"
urlpatterns = [
    path("bo-phieu/", ballot.enter, name="enter"),
    path("bo-phieu/<str:code>/", ballot.ballot, name="ballot"),
    path("bo-phieu/<str:code>/bien-nhan/", ballot.receipt, name="receipt"),
    path("bo-phieu/<str:code>/khong-phai-y-toi/", ballot.not_mine, name="not-mine"),
    path("bang-phieu/<slug:code>/", table.table, name="table"),
    path("bang-phieu/<slug:code>/bang.csv", table.rows, name="rows"),
]
