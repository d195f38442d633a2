"""What the selects of the forms offer: (value, words)."""

from datetime import date

from django.utils.translation import gettext as _

from dinhlang.apps.disclosure import queries
from dinhlang.apps.disclosure.queries import duties_of
from dinhlang.apps.disclosure.queries.telling import duty_title, quarter_words
from dinhlang.apps.organisations import queries as organisations
from dinhlang.desk.coordination.fields import Choices
from dinhlang.desk.disclosure.steps import BETWEEN
from dinhlang.domain.disclosure.duties import BODIES, DUTIES, LIST, Source
from dinhlang.domain.disclosure.needs import PLACES, Form
from dinhlang.lib import formats


def unit_lists(unit_id: int, on: date) -> dict[str, Choices]:
    """Return the lists of the forms of a unit; no duties for one that the law asks nothing of."""
    unit = organisations.unit(unit_id, on)
    duties = [one for one in duties_of(unit.kind) if one != LIST] if unit else []
    said = {source for one in duties for source, _rule in one.terms}
    return {
        "duties": [(one.code, f"{one.code}. {duty_title(one.code, on)}") for one in duties],
        "sources": [(source.value, words) for source, words in _sources().items() if source in said],
    }


def quarter_lists(on: date) -> dict[str, Choices]:
    """Return the quarters of the form of a list: the one that ended last is the first."""
    now, *ended = queries.quarter_codes(on)
    return {"quarters": [(one, quarter_words(one)) for one in (*ended, now)]}


def _sources() -> dict[Source, str]:
    """Return what may have happened, in words."""
    return {
        Source.DOCUMENT: _("có quyết định, văn bản"),
        Source.DRAFT_SENT: _("đã gửi dự toán cho đại biểu Hội đồng nhân dân (ngân sách)"),
        Source.BUDGET_DECIDED: _("dự toán, quyết toán đã được quyết định (ngân sách)"),
        Source.PERIOD_ENDED: _("hết kỳ báo cáo thực hiện ngân sách"),
    }


def item_lists(unit_id: int, duty: str, on: date) -> dict[str, Choices]:
    """Return the lists of the forms of one thing."""
    return {
        "wheres": [
            (f"{form.value}{BETWEEN}{place.value}", words.said(formats.language()))
            for (form, place), words in PLACES.items()
            if form is not Form.PORTAL and (form is Form.INTERNAL) == (DUTIES[duty] in BODIES)
        ],
        "villages": [(one.id, one.name) for one in organisations.villages(unit_id, on)],
    }


def request_lists() -> dict[str, Choices]:
    """Return the lists of the forms of a request."""
    return {"outcomes": [("answered", _("cung cấp")), ("refused", _("từ chối, có lý do"))]}
