"""How satisfaction and trust are asked: every questionnaire, open to all."""

from django.urls import path

from dinhlang.web.surveys import collection, views

app_name = "surveys"
urlpatterns = [
    path("khao-sat/", views.instruments, name="instruments"),
    path("khao-sat/phieu/", collection.slip, name="slip"),
    path("khao-sat/phieu/cam-on/", collection.thanks, name="thanks"),
    path("dieu-tra/<slug:code>/", collection.collect, name="collect"),
    path("dieu-tra/<slug:code>/tho.js", collection.worker, name="worker"),
    path("dieu-tra/<slug:code>/ung-dung.webmanifest", collection.manifest, name="manifest"),
    path("dieu-tra/<slug:code>/ghi-danh/", collection.enrol, name="enrol"),
    path("dieu-tra/<slug:code>/gui/", collection.deliver, name="deliver"),
    path("khao-sat/bo-cau-hoi/<slug:code>/", views.instrument, name="instrument"),
]
