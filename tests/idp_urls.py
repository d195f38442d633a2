"""The addresses of the product, and beside them those of a provider of accounts."""

from django.urls import include, path

from dinhlang.config.urls import urlpatterns as ours

urlpatterns = [path("", include("allauth.idp.urls")), *ours]
