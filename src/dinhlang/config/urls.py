"""Every address of the product. Vietnamese without a prefix, English under /en/."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

from dinhlang.web.home.views import robots

handler500 = "dinhlang.web.home.failure.failed"
urlpatterns: list[URLPattern | URLResolver] = [
    path("robots.txt", robots, name="robots"),
    # Outside the languages: a provider knows one address to come back to.
    path("tai-khoan-ho/", include("dinhlang.web.decisions.ballots.account_urls")),
    *i18n_patterns(
        path("", include("dinhlang.web.home.urls")),
        path("", include("dinhlang.web.feedback.urls")),
        path("", include("dinhlang.web.organisations.urls")),
        path("", include("dinhlang.web.disclosure.urls")),
        path("", include("dinhlang.web.decisions.initiatives.urls")),
        path("", include("dinhlang.web.decisions.money.urls")),
        path("", include("dinhlang.web.decisions.urls")),
        path("", include("dinhlang.web.decisions.ballots.urls")),
        path("", include("dinhlang.web.transparency.urls")),
        path("", include("dinhlang.web.coordination.urls")),
        path("", include("dinhlang.web.law.urls")),
        path("", include("dinhlang.web.origins.urls")),
        path("", include("dinhlang.web.consultations.urls")),
        path("", include("dinhlang.web.reception.urls")),
        path("", include("dinhlang.web.surveys.urls")),
        path("", include("dinhlang.web.accounts.urls")),
        path("tai-khoan/", include("dinhlang.web.accounts.signin_urls")),
        path("lam-viec/", include("dinhlang.desk.feedback.urls")),
        path("lam-viec/", include("dinhlang.desk.consultations.urls")),
        path("lam-viec/", include("dinhlang.desk.surveys.urls")),
        path("lam-viec/", include("dinhlang.desk.coordination.urls")),
        path("lam-viec/", include("dinhlang.desk.reception.urls")),
        path("lam-viec/", include("dinhlang.desk.origins.urls")),
        path("lam-viec/", include("dinhlang.desk.law.urls")),
        path("lam-viec/", include("dinhlang.desk.disclosure.urls")),
        path("lam-viec/", include("dinhlang.desk.decisions.initiatives.urls")),
        path("lam-viec/", include("dinhlang.desk.decisions.special.urls")),
        path("lam-viec/", include("dinhlang.desk.decisions.election.urls")),
        path("lam-viec/", include("dinhlang.desk.decisions.money.urls")),
        path("lam-viec/", include("dinhlang.desk.decisions.urls")),
        path("lam-viec/", include("dinhlang.desk.decisions.voting.urls")),
        path("lam-viec/", include("dinhlang.desk.accounts.urls")),
        prefix_default_language=False,
    ),
]
