"""Every address says who may pass."""

from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

GUARD = "dinhlang_guard"
# Pages of packages, which carry guards of their own kind.
FOREIGN = ("allauth.", "django.")


def _patterns(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        place = f"{before}{entry.pattern}"
        if isinstance(entry, URLResolver):
            yield from _patterns(entry, place)
        else:
            yield place, entry


def _own_views() -> list[tuple[str, object]]:
    found = [(place, pattern.callback) for place, pattern in _patterns(get_resolver())]
    return [(place, view) for place, view in found if not view.__module__.startswith(FOREIGN)]


@pytest.mark.parametrize(("place", "view"), _own_views())
def test_every_address_has_a_guard_or_is_marked_public(place: str, view: object) -> None:
    assert getattr(view, GUARD, None), f"{place}: decorate its view with public or official(...) of accounts.guards"
