"""The Jinja2 environment of our own pages."""

from collections.abc import Hashable
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import Resolver404, get_script_prefix, resolve, reverse, translate_url
from django.utils import translation
from jinja2 import Environment, StrictUndefined
from jinja2.runtime import Macro
from markupsafe import Markup

from dinhlang.desk.coordination.views.work import own_work
from dinhlang.lib import formats


def environment(**options: Any) -> Environment:
    """Build the environment: translations, links, static files, formats, who this deployment is."""
    options["undefined"] = StrictUndefined  # Django sets another
    options["autoescape"] = True
    made = Environment(extensions=["jinja2.ext.i18n"], trim_blocks=True, lstrip_blocks=True, **options)  # noqa: S701
    made.policies["ext.i18n.trimmed"] = True  # line breaks of a template are no text; babel.cfg agrees
    made.install_gettext_callables(translation.gettext, translation.ngettext, newstyle=True)  # type: ignore[attr-defined]
    made.globals["gettext"] = made.globals["_"] = gettext
    made.globals.update(
        static=lru_cache(maxsize=200)(static),
        url=address,
        kept=kept,
        language=formats.language,
        here=here,
        in_other_language=in_other_language,
        own_work=own_work,
        settings=settings,
    )
    made.filters.update(
        day=formats.day, moment=formats.moment, number=formats.number, share=formats.share, filesize=formats.size
    )
    return made


def gettext(message: str, /, **values: Any) -> Markup:
    """Return a sentence in the language of this request, its values filled in and escaped."""
    if not values:
        return _fixed(translation.get_language(), message)
    return Markup(translation.gettext(message)) % values  # noqa: S704 our own sentences


@lru_cache(maxsize=5_000)
def _fixed(_language: str | None, message: str) -> Markup:
    """Return a sentence without values; a page has fifty of them, the same for everybody."""
    return Markup(translation.gettext(message)) % {}  # noqa: S704 our own sentences


def kept(macro: Macro, *values: Hashable) -> Markup:
    """Return what a macro makes of values, made once for each language: the rows of lists come back again and again."""
    return _kept(translation.get_language(), macro, values)


@lru_cache(maxsize=5_000)
def _kept(_language: str | None, macro: Macro, values: tuple[Hashable, ...]) -> Markup:
    return Markup(macro(*values))  # noqa: S704 a macro escapes


def address(name: str, *args: Any, **kwargs: Any) -> str:
    """Return the address of a page in the language of this request; a page has dozens, most of them always the same."""
    return _address(translation.get_language(), get_script_prefix(), name, args, tuple(kwargs.items()))


@lru_cache(maxsize=2_000)
def _address(_language: str | None, _prefix: str, name: str, args: tuple[Any, ...], named: tuple[Any, ...]) -> str:
    return reverse(name, args=args, kwargs=dict(named))


def here(request: HttpRequest | None) -> str:
    """Return the noun of the page asked for ("feedback", "organisations", …), "" where there is none.

    Pages about the platform itself belong to no noun: they are named one by one ("home", "more", …).
    """
    if request is None:
        return ""
    match = request.resolver_match
    if match is None:
        try:
            match = resolve(request.path)
        except Resolver404:
            return ""
    return (match.url_name if match.app_name == "home" else match.app_name) or ""


def in_other_language(request: HttpRequest) -> str:
    """Return the address of the same page in the other language."""
    other = "vi" if formats.language() == "en" else "en"
    return translate_url(request.path, other)
