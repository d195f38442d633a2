"""What the selects of the forms offer: (value, words)."""

from datetime import date

from django.utils.translation import gettext as _

from dinhlang.apps.disclosure.queries.telling import duty_title
from dinhlang.apps.organisations import queries as organisations
from dinhlang.desk.coordination.fields import Choices
from dinhlang.desk.disclosure.steps import BETWEEN
from dinhlang.domain.disclosure.duties import ARTICLE_11, Source
from dinhlang.domain.disclosure.needs import PLACES, Form
from dinhlang.lib import formats


def unit_lists(on: date) -> dict[str, Choices]:
    """Return the lists of the forms of a unit."""
    return {
        "duties": [(one.code, f"{one.code}. {duty_title(one.code, on)}") for one in ARTICLE_11],
        "sources": [
            (Source.DOCUMENT.value, _("có quyết định, văn bản")),
            (Source.DRAFT_SENT.value, _("đã gửi dự toán cho đại biểu Hội đồng nhân dân (ngân sách)")),
            (Source.BUDGET_DECIDED.value, _("dự toán, quyết toán đã được quyết định (ngân sách)")),
            (Source.PERIOD_ENDED.value, _("hết kỳ báo cáo thực hiện ngân sách")),
        ],
    }


def item_lists(unit_id: int, on: date) -> dict[str, Choices]:
    """Return the lists of the forms of one thing."""
    return {
        "wheres": [
            (f"{form.value}{BETWEEN}{place.value}", words.said(formats.language()))
            for (form, place), words in PLACES.items()
            if form is not Form.PORTAL
        ],
        "villages": [(one.id, one.name) for one in organisations.villages(unit_id, on)],
    }


def request_lists() -> dict[str, Choices]:
    """Return the lists of the forms of a request."""
    return {"outcomes": [("answered", _("cung cấp")), ("refused", _("từ chối, có lý do"))]}
