"""Addresses of votes: the ballot behind a household's code, and the public table of a counted vote."""

from django.urls import path

from dinhlang.web.decisions.ballots import account, ballot, table, telephone

app_name = "ballots"
urlpatterns = [
    path("bo-phieu/", ballot.enter, name="enter"),
    path("bo-phieu/dien-thoai/", telephone.sign_in, name="telephone"),
    path("bo-phieu/<str:code>/", ballot.ballot, name="ballot"),
    path("bo-phieu/<str:code>/bien-nhan/", ballot.receipt, name="receipt"),
    path("bo-phieu/<str:code>/khong-phai-y-toi/", ballot.not_mine, name="not-mine"),
    path("bo-phieu/<str:code>/dien-thoai/", telephone.tie, name="tie-telephone"),
    path("bo-phieu/<str:code>/dien-thoai/bo/", telephone.end, name="end-telephone"),
    path("bo-phieu/<str:code>/tai-khoan/", account.show, name="account"),
    path("bo-phieu/<str:code>/tai-khoan/bo/", account.end, name="end-account"),
    path("minh-hoa/tin-nhan/", telephone.demo_messages, name="demo-messages"),
    path("bang-phieu/<slug:code>/", table.table, name="table"),
    path("bang-phieu/<slug:code>/bang.csv", table.rows, name="rows"),
]
