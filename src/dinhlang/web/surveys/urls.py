"""How satisfaction and trust are asked, and what came out: open to all."""

from django.urls import path

from dinhlang.web.surveys import collection, coming, results, views

app_name = "surveys"
urlpatterns = [
    path("khao-sat/", views.instruments, name="instruments"),
    path("khao-sat/phieu/", collection.slip, name="slip"),
    path("khao-sat/phieu/cam-on/", collection.thanks, name="thanks"),
    path("khao-sat/quay/", coming.counter, name="counter"),
    path("khao-sat/quay/cam-on/", coming.touched, name="touched"),
    path("khao-sat/sau-tra-loi/<str:code>/", coming.afterwards, name="afterwards"),
    path("khao-sat/ket-qua/", results.waves, name="results"),
    path("khao-sat/ket-qua/<slug:code>/", results.wave, name="wave"),
    path("khao-sat/ket-qua/<slug:code>/tep/<str:name>", results.file, name="file"),
    path("khao-sat/ket-qua/<slug:code>/<str:measure>/", results.measure, name="measure"),
    path("dieu-tra/<slug:code>/", collection.collect, name="collect"),
    path("dieu-tra/<slug:code>/tho.js", collection.worker, name="worker"),
    path("dieu-tra/<slug:code>/ung-dung.webmanifest", collection.manifest, name="manifest"),
    path("dieu-tra/<slug:code>/ghi-danh/", collection.enrol, name="enrol"),
    path("dieu-tra/<slug:code>/gui/", collection.deliver, name="deliver"),
    path("khao-sat/bo-cau-hoi/<slug:code>/", views.instrument, name="instrument"),
]
