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
    path("chi-so/ba-chi-so/", views.claimed, name="claimed"),
    path("chi-so/cac-tinh/", measures.provinces, name="provinces"),
    path("chi-so/phuc-vu/", measures.service, name="service"),
    path("chi-so/phuc-vu/<slug:component>/", measures.service_events, name="service-events"),
    path("chi-so/phuc-vu/<slug:component>/su-kien.csv", measures.service_csv, name="service-csv"),
    path("niem-tin/", views.trust, name="trust"),
]
