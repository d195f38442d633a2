"""How satisfaction and trust are asked: every questionnaire, open to all."""

from django.urls import path

from dinhlang.web.surveys import views

app_name = "surveys"
urlpatterns = [
    path("khao-sat/", views.instruments, name="instruments"),
    path("khao-sat/bo-cau-hoi/<slug:code>/", views.instrument, name="instrument"),
]
