"""Where a household's browser goes to the provider of its account and comes back.

A module of its own, because allauth looks its names up without a namespace.
"""

from django.urls import path

from dinhlang.web.decisions.ballots import account

urlpatterns = [
    path("gan/", account.tie, name="household-account-tie"),
    path("<slug:provider_id>/vao/", account.start, name="openid_connect_login"),
    path("<slug:provider_id>/ve/", account.back, name="openid_connect_callback"),
]
