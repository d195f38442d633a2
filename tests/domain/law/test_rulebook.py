"""Reading the rows of the law, and refusing those that cannot be trusted."""

import copy
from datetime import date, datetime
from typing import Any

import pytest

from dinhlang.domain.dates.calendar_table import parse_calendar
from dinhlang.domain.dates.due import VIETNAM
from dinhlang.domain.dates.periods import CalendarDays, WorkingDays
from dinhlang.domain.law.rulebook import (
    NoTermError,
    NoThresholdError,
    NotInForceError,
    Rulebook,
    UnknownRuleError,
)
from dinhlang.domain.law.rulebook_table import RulebookError, parse_rulebook
from dinhlang.lib import package_data

TABLES = package_data.tables("law")
BOOK = parse_rulebook(TABLES)
COMPLAINTS = "luat-02-2011-qh13"
TODAY = date(2026, 11, 23)


def changed(**fields: Any) -> Rulebook:
    """Return the rulebook with fields of the first complaints row changed; None takes a field away."""
    tables = copy.deepcopy(TABLES)
    row = tables[COMPLAINTS]["rule"][2]
    for name, value in fields.items():
        if value is None:
            del row[name]
        else:
            row[name] = value
    return parse_rulebook(tables)


def test_a_changed_number_is_two_dated_rows() -> None:
    before = BOOK.deadline("FB-KN-ACCEPT", on=date(2026, 6, 30))
    after = BOOK.deadline("FB-KN-ACCEPT", on=date(2026, 7, 1))
    assert (before.period, after.period) == (CalendarDays(10), WorkingDays(7))


def test_a_rule_is_not_in_force_before_its_day() -> None:
    with pytest.raises(NotInForceError):
        BOOK.rule("PUB-11-08", on=date(2023, 6, 30))
    assert BOOK.rule("PUB-11-08", on=date(2023, 7, 1)).valid_from == date(2023, 7, 1)


def test_questions_that_the_law_does_not_answer_are_refused() -> None:
    with pytest.raises(UnknownRuleError):
        BOOK.rule("PUB-99", on=TODAY)
    with pytest.raises(NoTermError):
        BOOK.deadline("FB-35-ANSWER", on=TODAY)
    with pytest.raises(NoThresholdError):
        BOOK.threshold("PUB-11-01", on=TODAY)


def test_the_local_row_of_an_open_term_is_found() -> None:
    assert [row.id for row in BOOK.overlays_of("FB-35-ANSWER", on=TODAY)] == ["PROV-FB-ANSWER"]


def test_citations_are_said_in_full() -> None:
    rule = BOOK.rule("DEC-15-3", on=TODAY)
    assert rule.citation.vi.startswith(
        "khoản 3 Điều 15, Điều 21 Luật Thực hiện dân chủ ở cơ sở (10/2022/QH15); Điều 10"
    )
    assert BOOK.rule("FB-TCD-15", on=TODAY).citation.vi == "điểm d khoản 2 Điều 15 Luật Tiếp công dân (42/2013/QH13)"
    assert BOOK.rule("AGE-47-PUB", on=TODAY).citation.en.endswith("Art. 46–48")


def test_a_term_is_counted_with_the_event_and_citation_of_its_rule() -> None:
    calendar = parse_calendar(TABLES["calendar"])
    result = BOOK.due("FB-TCD-28", datetime(2026, 3, 2, 9, tzinfo=VIETNAM), calendar)
    assert result.due_on == date(2026, 3, 16)
    assert result.legs[0].event == BOOK.vocabulary.event["receipt"]
    assert result.legs[0].ground == BOOK.rule("FB-TCD-28", on=TODAY).citation


def test_the_version_of_a_row_changes_with_what_it_says() -> None:
    old = BOOK.rule("FB-KN-1", on=TODAY).version
    assert old.startswith("2012-07-01#")
    assert changed().rule("FB-KN-1", on=TODAY).version == old
    assert changed(note="x").rule("FB-KN-1", on=TODAY).version != old


def test_other_terms_and_extensions_of_a_provision_are_kept() -> None:
    assert BOOK.deadline("FB-KN-1", on=TODAY).variants["remote_complex"] == CalendarDays(60)
    assert BOOK.deadline("PUB-ATI-ONLINE-C", on=TODAY).extension == CalendarDays(15)
    assert BOOK.deadline("PUB-ATI-DIRECT-C", on=TODAY).extension == WorkingDays(10)
    assert BOOK.rule("FB-KN-1", on=TODAY).details["send_decision_wd"] == 3


@pytest.mark.parametrize(
    "fields",
    [
        {"article": None},
        {"article": ""},
        {"article": "L99 1.2"},
        {"article": "L02/2011 twenty-eight"},
        {"valid_from": None},
        {"confidence": None},
        {"confidence": "certain"},
        {"title": {"vi": "chỉ tiếng Việt"}},
        {"kind": "guess"},
        {"who": "somebody"},
        {"forms": ["telepathy"]},
        {"dedline": {"days": 3}},
        {"deadline": {"days": 3, "from": "receipt"}},
        {"deadline": {"days": 3.5, "working": True, "from": "receipt"}},
        {"deadline": {"days": 0, "working": True, "from": "receipt"}},
        {"deadline": {"days": 3, "working": True}},
        {"deadline": {"days": 3, "working": True, "from": "some_day"}},
        {"deadline": {"days": 3, "working": True, "from": "receipt", "max": 9}},
        {"threshold": {"fraction": 0.66, "strict": False, "of": "attendees"}},
        {"threshold": {"fraction": "5/3", "strict": False, "of": "attendees"}},
        {"threshold": {"fraction": "2/3", "of": "attendees"}},
        {"threshold": {"fraction": "2/3", "strict": False, "of": "somebody"}},
        {"min_duration_days": 1.5},
        {"valid_to": date(2001, 1, 1)},
    ],
)
def test_an_uncited_undated_or_unreadable_row_is_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(RulebookError):
        changed(**fields)


def test_two_rows_in_force_on_one_day_are_refused() -> None:
    tables = copy.deepcopy(TABLES)
    del tables[COMPLAINTS]["rule"][0]["valid_to"]
    with pytest.raises(RulebookError, match="two rows"):
        parse_rulebook(tables)
