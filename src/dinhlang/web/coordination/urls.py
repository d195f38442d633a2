"""The mechanism: documents, plans, conferences, what was said and what is known."""

from django.urls import path

from dinhlang.web.coordination import measures, views

app_name = "coordination"
urlpatterns = [
    path("co-che/", views.mechanism, name="mechanism"),
    path("van-ban/", views.register, name="register"),
    path("van-ban/tep/<int:file_id>/", views.file, name="file"),
    path("van-ban/<slug:code>/", views.document, name="document"),
    path("ke-hoach/", views.plans, name="plans"),
    path("ke-hoach/<slug:code>/", views.plan, name="plan"),
    path("hoi-nghi/", views.conferences, name="conferences"),
    path("hoi-nghi/<slug:code>/", views.conference, name="conference"),
    path("phat-bieu/<slug:code>/", views.statement, name="statement"),
    path("chi-so/", views.indices, name="indices"),
    path("chi-so/cac-tinh/", measures.provinces, name="provinces"),
    path("chi-so/phuc-vu/", measures.service, name="service"),
    path("niem-tin/", views.trust, name="trust"),
]
