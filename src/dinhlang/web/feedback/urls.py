"""Addresses of the citizen's side of feedback."""

from django.urls import path

from dinhlang.web.feedback.views import files, lookup, mine, public, receipt, review, steps, writing

app_name = "feedback"
DRAFT = "phan-anh/gui/<slug:token>/"
urlpatterns = [
    path("phan-anh/", public.cases, name="list"),
    path("phan-anh/gui/", steps.start, name="start"),
    path(DRAFT, steps.resume, name="resume"),
    path(DRAFT + "viec/", steps.kind, name="kind"),
    path(DRAFT + "noi/", steps.place, name="place"),
    path(DRAFT + "noi/ap/", steps.villages, name="villages"),
    path(DRAFT + "noi-dung/", writing.words, name="words"),
    path(DRAFT + "tep/", writing.add_files, name="files"),
    path(DRAFT + "xem-lai/", review.review, name="review"),
    path("phan-anh/tep/<int:file_id>/", files.public_file, name="file"),
    path("phan-anh/tep/<int:file_id>/nho/", files.public_file, {"thumbnail": True}, name="thumbnail"),
    path("phan-anh/<slug:number>/", public.case, name="case"),
    path("bien-nhan/<slug:code>/", receipt.receipt, name="receipt"),
    path("bien-nhan/<slug:code>/bien-nhan.txt", receipt.signed_text, name="receipt_text"),
    path("bien-nhan/<slug:code>/chung-cu.tlog-proof", receipt.proof, name="receipt_proof"),
    path("bien-nhan/<slug:code>/mo.json", receipt.opening, name="receipt_opening"),
    path("tra-cuu/", lookup.lookup, name="lookup"),
    path("phieu/<slug:code>/", mine.mine, name="mine"),
    path("phieu/<slug:code>/bo-sung/", mine.give_info, name="give_info"),
    path("phieu/<slug:code>/danh-gia/", mine.rate, name="rate"),
    path("phieu/<slug:code>/cong-khai/", mine.ask_publication, name="ask_publication"),
    path("phieu/<slug:code>/xem-lai/", mine.reopen, name="reopen"),
    path("phieu/<slug:code>/tep/<int:file_id>/", files.own_file, name="own_file"),
    path("phieu/<slug:code>/tep/<int:file_id>/nho/", files.own_file, {"thumbnail": True}, name="own_thumbnail"),
]
