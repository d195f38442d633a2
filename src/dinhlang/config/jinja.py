"""The Jinja2 environments of our own pages."""

from collections.abc import Hashable, Iterable
from functools import lru_cache, partial
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.template.backends.jinja2 import Jinja2
from django.templatetags.static import static
from django.urls import Resolver404, get_script_prefix, resolve, reverse
from django.utils import translation
from jinja2 import Environment, StrictUndefined
from jinja2.runtime import Macro
from markupsafe import Markup

from dinhlang.config.folding import PageEnvironment
from dinhlang.desk.coordination.views.work import own_work
from dinhlang.desk.menu import desk_menu
from dinhlang.lib import formats


class Pages(Jinja2):
    """Django's door to the templates: one environment for each language, each compiled in its own words."""

    def __init__(self, params: dict[str, Any]) -> None:
        self._made: dict[str, PageEnvironment] = {}
        for code, _name in settings.LANGUAGES:
            super().__init__(params | {"OPTIONS": params["OPTIONS"] | {"language": code}})

    @property
    def env(self) -> Environment:
        """Return the environment of the language of this request."""
        return self._made[formats.language()]

    @env.setter
    def env(self, made: Environment) -> None:
        if isinstance(made, PageEnvironment):
            self._made[made.language] = made


def environment(*, language: str, **options: Any) -> PageEnvironment:
    """Build the environment of a language: translations, links, static files, formats, who this deployment is."""
    options["undefined"] = StrictUndefined  # Django sets another
    options["autoescape"] = True
    made = PageEnvironment(language, extensions=["jinja2.ext.i18n"], trim_blocks=True, lstrip_blocks=True, **options)
    made.policies["ext.i18n.trimmed"] = True  # line breaks of a template are no text; babel.cfg agrees
    made.install_gettext_callables(gettext, translation.ngettext, newstyle=True)  # type: ignore[attr-defined]
    made.globals["gettext"] = made.globals["_"] = gettext
    made.fixed = {
        "_": gettext,
        "gettext": gettext,
        "url": partial(address, language),
        "static": static,
        "language": lambda: language,
    }
    made.globals.update(
        made.fixed,
        kept=partial(kept, language),
        kept_rows=partial(kept_rows, language),
        here=here,
        in_other_language=in_other_language,
        own_work=own_work,
        desk_menu=desk_menu,
        settings=settings,
    )
    made.filters.update(
        day=formats.day,
        moment=formats.moment,
        number=partial(formats.number, spoken=language),
        share=formats.share,
        filesize=formats.size,
    )
    return made


def gettext(message: str, /, **values: Any) -> Markup:
    """Return a sentence in the language of this request, its values filled in and escaped."""
    return Markup(translation.gettext(message)) % values  # noqa: S704 our own sentences


def kept(language: str, macro: Macro, *values: Hashable) -> Markup:
    """Return what a macro makes of values, made once for each language: the rows of lists come back again and again."""
    return _kept(language, macro, values)


def kept_rows(language: str, macro: Macro, rows: Iterable[tuple[Hashable, ...]]) -> Markup:
    """Return what a macro makes of each row, as `kept` does: a loop in the template costs more than the rows."""
    return Markup("").join([_kept(language, macro, row) for row in rows])


@lru_cache(maxsize=5_000)
def _kept(_language: str, macro: Macro, values: tuple[Hashable, ...]) -> Markup:
    return Markup(macro(*values))  # noqa: S704 a macro escapes


def address(language: str, name: str, *args: Any, **kwargs: Any) -> str:
    """Return the address of a page in a language; a page has dozens, most of them always the same."""
    return _address(language, get_script_prefix(), name, args, tuple(kwargs.items()))


@lru_cache(maxsize=2_000)
def _address(_language: str, _prefix: str, name: str, args: tuple[Any, ...], named: tuple[Any, ...]) -> str:
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
    path, prefix = request.path_info, get_script_prefix().rstrip("/")
    return prefix + (path.removeprefix("/en") if formats.language() == "en" else f"/en{path}")
