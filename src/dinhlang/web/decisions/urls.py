"""What villages are deciding and decided: the province, one village, one decision, its sheets."""

from django.urls import path

from dinhlang.web.decisions import objecting, views

app_name = "decisions"
urlpatterns = [
    path("ban-va-quyet/", views.decisions, name="decisions"),
    path("ban-va-quyet/o/<slug:slug>/", views.village, name="village"),
    path("ban-va-quyet/hoi-nghi/<slug:code>/", views.conference, name="conference"),
    path("ban-va-quyet/<slug:code>/", views.decision, name="decision"),
    path("ban-va-quyet/<slug:code>/y-kien/", objecting.object_, name="object"),
    path("ban-va-quyet/<slug:code>/<slug:sheet>/", views.sheet, name="sheet"),
]
