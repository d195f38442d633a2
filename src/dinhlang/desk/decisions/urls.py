"""Addresses of the desk of villages that decide, under /lam-viec/."""

from django.urls import path

from dinhlang.desk.decisions.views import deciding, roll

app_name = "desk-decisions"
urlpatterns = [
    path("ban-va-quyet/", deciding.decisions, name="decisions"),
    path("ban-va-quyet/moi/<slug:slug>/", deciding.propose, name="propose"),
    path("ban-va-quyet/<slug:code>/", deciding.decision, name="decision"),
    path("ban-va-quyet/<slug:code>/to-ky/<int:sheet_id>/", deciding.sheet, name="signed-sheet"),
    path("ban-va-quyet/<slug:code>/<slug:name>.<slug:kind>", deciding.paper, name="paper"),
    path("ho-dan/", roll.villages, name="villages"),
    path("ho-dan/<slug:slug>/", roll.roll, name="roll"),
    path("ho-dan/<slug:slug>/<int:household_id>/", roll.household, name="household"),
    path("ho-dan/<slug:slug>/<int:household_id>/phieu/", roll.slip, name="household-slip"),
]
