"""The calendar of a decision as a lawyer reads it: matter, form, day, and the last day of each thing to do."""

from datetime import date, timedelta

import pytest

from dinhlang.domain.dates.calendar_table import parse_calendar
from dinhlang.domain.decisions import notices
from dinhlang.domain.decisions.forms import Form
from dinhlang.domain.decisions.matters import MATTERS, Step
from dinhlang.domain.law.rulebook_table import parse_rulebook
from dinhlang.lib import package_data

TABLES = package_data.tables("law")
BOOK, CALENDAR = parse_rulebook(TABLES), parse_calendar(TABLES["calendar"])

# matter, what it does, form, the day, then: what must be done by when, and where it stands
CASES = [
    # Họp bàn mức đóng góp, Chủ nhật: 2 ngày trước là thứ Sáu.
    ("15.1", None, "meeting", "2026-03-15", [
        ("DEC-D59-3-DOCS", "2026-03-13", "khoản 4 Điều 3"),
        ("DEC-D59-3-NOTICE", "2026-03-13", "khoản 3 Điều 3"),
    ]),
    # Họp thứ Hai sau kỳ nghỉ: 2 ngày trước rơi vào ngày nghỉ, phải làm vào ngày làm việc liền trước.
    ("15.6", None, "meeting", "2026-05-04", [("DEC-D59-3-NOTICE", "2026-04-29", "khoản 3 Điều 3")]),
    # Phát phiếu: công khai chậm nhất 2 ngày trước khi phát.
    ("15.1", None, "ballot", "2026-03-12", [("DEC-19-INFO", "2026-03-10", "khoản 2 Điều 19")]),
    # Bầu Trưởng thôn, Chủ nhật 27/9/2026: 20, 15, 10, 7 ngày trước; ngày thứ 15 là thứ Bảy, lùi về thứ Sáu.
    ("15.4", Step.ELECT, "meeting", "2026-09-27", [
        ("DEC-D59-6-CALL", "2026-09-07", "điểm a khoản 1 Điều 6"),
        ("DEC-D59-6-CAND", "2026-09-11", "khoản 2 Điều 6"),
        ("DEC-D59-6-TEAM", "2026-09-17", "điểm b khoản 1 Điều 6"),
        ("DEC-D59-6-PUB", "2026-09-18", "khoản 1 Điều 6"),
        ("DEC-D59-3-NOTICE", "2026-09-25", "khoản 3 Điều 3"),
    ]),
    # Cho thôi Trưởng thôn: không có lịch của cuộc bầu.
    ("15.4", Step.DISMISS, "meeting", "2026-09-27", [("DEC-D59-3-NOTICE", "2026-09-25", "khoản 3 Điều 3")]),
    # Hương ước: niêm yết dự thảo đủ 30 ngày, hết ngày 24/9, họp ngày 25/9.
    ("15.3", None, "meeting", "2026-09-25", [
        ("DEC-D61-9-POST", "2026-08-25", "khoản 1 Điều 9"),
        ("DEC-D59-3-DOCS", "2026-09-23", "khoản 4 Điều 3"),
        ("DEC-D59-3-NOTICE", "2026-09-23", "khoản 3 Điều 3"),
    ]),
    # Biểu quyết trực tuyến: luật không ghi số ngày phải báo trước.
    ("15.6", None, "online", "2026-09-25", []),
]  # fmt: skip


@pytest.mark.parametrize(("matter", "step", "form", "day", "expected"), CASES)
def test_what_must_be_done_before_the_households_decide(
    matter: str, step: Step | None, form: str, day: str, expected: list[tuple[str, str, str]]
) -> None:
    found = notices.before(MATTERS[matter], Form(form), date.fromisoformat(day), BOOK, CALENDAR, step=step)
    assert [(one.rule.id, one.due_on.isoformat()) for one in found] == [row[:2] for row in expected]
    for one, (_rule, _day, article) in zip(found, expected, strict=True):
        assert article in one.rule.citation.vi
        assert one.steps("vi")
        assert one.steps("en")
        assert one.who.vi


def test_what_must_be_done_after_a_recognition() -> None:
    (new,) = notices.after_recognition(MATTERS["15.4"], date(2026, 3, 2), BOOK, CALENDAR, step=Step.DISMISS)
    assert (new.rule.id, new.due_on) == ("DEC-D59-9-NEW", date(2026, 5, 4))  # 60 ngày là 01/5, ngày nghỉ
    back, review = notices.after_recognition(MATTERS["15.3"], date(2026, 3, 2), BOOK, CALENDAR)
    assert (back.rule.id, back.due_on) == ("DEC-D61-18-RETURN", date(2026, 3, 4))
    assert (review.rule.id, review.due_on) == ("DEC-D61-15-REVIEW", date(2026, 11, 18))
    late = notices.after_recognition(MATTERS["15.3"], date(2026, 11, 18), BOOK, CALENDAR)[1]
    assert late.due_on == date(2027, 11, 18)
    assert notices.after_recognition(MATTERS["15.4"], date(2026, 3, 2), BOOK, CALENDAR, step=Step.ELECT) == ()


def test_the_yearly_conference_calls_the_households_five_days_before() -> None:
    (call,) = notices.of_conference(date(2026, 12, 18), BOOK, CALENDAR)
    assert (call.rule.id, call.due_on) == ("INS-33-CONF", date(2026, 12, 11))  # 13/12 là Chủ nhật


@pytest.mark.parametrize(
    ("matter", "step", "form"),
    [("15.1", None, "meeting"), ("15.4", Step.ELECT, "meeting"), ("15.3", None, "meeting"), ("15.6", None, "online")],
)
def test_the_first_possible_day_has_no_late_notice_and_the_day_before_has_one(
    matter: str, step: Step | None, form: str
) -> None:
    for offset in range(40):
        today = date(2026, 4, 1) + timedelta(days=offset)
        first = notices.earliest(MATTERS[matter], Form(form), today, BOOK, CALENDAR, step=step)

        def late(day: date, today: date = today) -> bool:
            found = notices.before(MATTERS[matter], Form(form), day, BOOK, CALENDAR, step=step)
            return any(one.due_on < today for one in found)

        assert not late(first)
        assert first == today + timedelta(days=1) or late(first - timedelta(days=1))
