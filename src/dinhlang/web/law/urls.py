"""Addresses of the law."""

from django.urls import path

from dinhlang.web.law.views import acts, reading

app_name = "law"
urlpatterns = [
    path("luat/", reading.index, name="index"),
    path("luat/tim/", reading.found, name="search"),
    path("luat/chu-de/<slug:topic>/", reading.topic, name="topic"),
    path("luat/chu-de/<slug:topic>/phat-thanh/", reading.script, name="script"),
    path("luat/hoi-dap/<slug:question>/", reading.question, name="question"),
    path("luat/hoi-dap/<slug:question>/in/<slug:size>/", reading.sheet, name="sheet"),
    path("luat/van-ban/", acts.acts, name="acts"),
    path("luat/van-ban/<slug:act>/", acts.act, name="act"),
    path("luat/dia-phuong/", acts.local, name="local"),
    path("luat/quy-dinh/<str:rule>/", acts.rule, name="rule"),
]
