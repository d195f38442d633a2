"""Every address of the product. Vietnamese without a prefix, English under /en/."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    *i18n_patterns(
        path("tai-khoan/", include("dinhlang.web.accounts.signin_urls")),
        path("", include("dinhlang.web.accounts.urls")),
        path("lam-viec/", include("dinhlang.desk.accounts.urls")),
        prefix_default_language=False,
    ),
]
