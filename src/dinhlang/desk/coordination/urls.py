"""Addresses of the desk of coordination, under /lam-viec/."""

from django.urls import path

from dinhlang.desk.coordination.views import conference, document, overview, plan, programmes, register, said, work

app_name = "desk-coordination"
urlpatterns = [
    path("co-che/", overview.overview, name="overview"),
    path("co-che/viec/", work.work, name="work"),
    path("co-che/chuong-trinh/", programmes.programmes, name="programmes"),
    path("co-che/noi-va-chung-minh/", said.said, name="said"),
    path("co-che/van-ban/", register.register, name="register"),
    path("co-che/van-ban/<slug:code>/", document.document, name="document"),
    path("co-che/ke-hoach/<slug:code>/", plan.plan, name="plan"),
    path("co-che/ke-hoach/<slug:code>/bao-cao/", plan.report, name="report"),
    path("co-che/hoi-nghi/<slug:code>/", conference.conference, name="conference"),
]
