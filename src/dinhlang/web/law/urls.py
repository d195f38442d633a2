"""Addresses of the law."""

from django.urls import path

from dinhlang.web.law.views import acts, learning, pdf, reading

app_name = "law"
urlpatterns = [
    path("luat/", reading.index, name="index"),
    path("luat/tim/", reading.found, name="search"),
    path("luat/chu-de/<slug:topic>/", reading.topic, name="topic"),
    path("luat/chu-de/<slug:topic>/phat-thanh/", reading.script, name="script"),
    path("luat/hoi-dap/<slug:question>/", reading.question, name="question"),
    path("luat/hoi-dap/<slug:question>/in/<slug:size>/", reading.sheet, name="sheet"),
    path("luat/hoi-dap/<slug:question>/in/<slug:size>/pdf/", pdf.question, name="sheet-pdf"),
    path("luat/chu-de/<slug:topic>/phat-thanh/pdf/", pdf.script, name="script-pdf"),
    path("luat/van-ban/", acts.acts, name="acts"),
    path("luat/van-ban/<slug:act>/", acts.act, name="act"),
    path("luat/dia-phuong/", acts.local, name="local"),
    path("luat/hoc/", learning.learn, name="learn"),
    path("luat/lo-trinh/<slug:role>/", learning.path, name="path"),
    path("luat/trac-nghiem/<slug:topic>/", learning.quiz, name="quiz"),
    path("luat/trac-nghiem/<slug:topic>/loi-giai/", learning.result, name="result"),
    path("luat/trac-nghiem/<slug:topic>/ban-in/", learning.paper, name="paper"),
    path("luat/xa/", learning.communes, name="communes"),
    path("luat/xa/<slug:slug>/", learning.commune, name="commune"),
    path("luat/buoi/<slug:session>/anh/", learning.photo, name="photo"),
    path("luat/quy-dinh/<str:rule>/", acts.rule, name="rule"),
]
