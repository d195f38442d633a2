"""The words of the register in the reader's language."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from dinhlang.apps.law import queries as law
from dinhlang.domain.disclosure.duties import BODIES, DUTIES, Duty
from dinhlang.domain.disclosure.needs import PLACES, Form, Place
from dinhlang.domain.disclosure.status import WORDS, Status
from dinhlang.lib import formats

TONES = {
    Status.NOT_DUE: "new",
    Status.DUE_SOON: "soon",
    Status.IN_TIME: "ok",
    Status.LATE: "soon",
    Status.MISSING: "late",
    Status.INCOMPLETE: "late",
    Status.VERIFYING: "work",
}
SHOWN = (
    Status.IN_TIME, Status.LATE, Status.INCOMPLETE, Status.MISSING, Status.VERIFYING, Status.DUE_SOON, Status.NOT_DUE,
)  # fmt: skip


def status_words() -> dict[Status, str]:
    """Return each status in words."""
    return {one: words.said(formats.language()) for one, words in WORDS.items()}


def duty_title(duty: str, on: date) -> str:
    """Return what an item is about."""
    return law.rule(DUTIES[duty].rule, on=on).title.said(formats.language())


def duty_article(duty: str, on: date) -> str:
    """Return where an item stands in the law."""
    return law.rule(DUTIES[duty].rule, on=on).citation.said(formats.language())


def short_duty(duty: Duty) -> str:
    """Return the head of a column: the number of the item, a short word for the list, the article of a body."""
    if duty in BODIES:
        return _("Điều {article}").format(article=duty.code)
    return duty.code.partition(".")[2] if duty.code.startswith("11.") else _("DS")


def place_words(form: str, place: str) -> str:
    """Return where something is shown."""
    return PLACES[Form(form), Place(place)].said(formats.language())


def quarter_words(code: str) -> str:
    """Return a quarter as people say it."""
    year, _q, number = code.partition("-Q")
    return _("quý {quarter}/{year}").format(quarter=("I", "II", "III", "IV")[int(number) - 1], year=year)


def answer_words() -> dict[str, str]:
    """Return the five questions that every publication answers."""
    return {
        "changes": _("Điều gì thay đổi?"),
        "affects": _("Với ai?"),
        "costs": _("Tốn kém gì?"),
        "timing": _("Khi nào?"),
        "objections": _("Hỏi hoặc phản đối ở đâu?"),
    }


def spoken(on: date, **more: Any) -> dict[str, Any]:
    """Return what every page of the register needs to speak, with what is its own."""
    titles = {one.code: duty_title(one.code, on) for one in DUTIES.values()}
    return {
        "on": on, "words": status_words(), "tones": TONES, "shown": SHOWN, "titles": titles,
        "short": short_duty, "rule_cited": law.rule_cited, "quarter_words": quarter_words,
        "language_now": formats.language(), **more,
    }  # fmt: skip
