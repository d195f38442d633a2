"""Where a household's browser goes to the provider of its account and comes back.

A module of its own, because allauth looks its names up without a namespace.
"""

from django.urls import path

from dinhlang.web.decisions.ballots import account

urlpatterns = [
    path("gan/", account.tie, name="household-account-tie"),
    path("ho/vao/", account.start, {"provider_id": account.PROVIDER}, name="openid_connect_login"),
    path("ho/ve/", account.back, {"provider_id": account.PROVIDER}, name="openid_connect_callback"),
]
