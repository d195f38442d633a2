"""Terms and cases of disclosure that a lawyer can read; the cases stand in disclosure_cases.md."""

from datetime import date

import pytest
from tests.law.disclosure_facts import BOOK, CALENDAR, MEANS, made_of, written

from dinhlang.domain.disclosure.assess import Assessment, assess
from dinhlang.domain.disclosure.due import Event, cells, occasion_of, recurring
from dinhlang.domain.disclosure.duties import ARTICLE_11, DUTIES, LIST, Source
from dinhlang.domain.disclosure.needs import Form, Means, Place, needs_of
from dinhlang.domain.disclosure.quarters import Quarter, quarter_of
from dinhlang.domain.disclosure.status import WORDS, Status
from dinhlang.domain.disclosure.term import term_of

DOCUMENT, PERIOD, LIST_DUE = Source.DOCUMENT, Source.PERIOD_ENDED, Source.QUARTER_ENDED

# item, what happened, on which day, the last day in time (None: the law sets no number), where the number stands
TERMS = [
    # Mười bốn nội dung của Điều 11: 5 ngày làm việc từ ngày có văn bản; ngày ký không tính.
    *((f"11.{item}", DOCUMENT, "2026-03-02", "2026-03-09", "khoản 3 Điều 12") for item in range(1, 15)),
    # Ký ngày 12/02/2026, Tết nghỉ 16–20/02: ngày làm việc thứ 5 là 26/02.
    ("11.1", DOCUMENT, "2026-02-12", "2026-02-26", "khoản 3 Điều 12"),
    # Qua 30/4 và 1/5, và nghỉ bù Giỗ Tổ 27/4.
    ("11.7", DOCUMENT, "2026-04-24", "2026-05-06", "khoản 3 Điều 12"),
    # Qua Quốc khánh, có ngày làm bù thứ Bảy 22/8.
    ("11.12", DOCUMENT, "2026-08-20", "2026-08-26", "khoản 3 Điều 12"),
    ("11.12", DOCUMENT, "2026-08-27", "2026-09-08", "khoản 3 Điều 12"),
    # Ngân sách: dự thảo 5 ngày làm việc; đã quyết định 30 ngày; thực hiện theo kỳ 15 ngày liên tục sau kỳ.
    ("11.2", Source.DRAFT_SENT, "2025-12-01", "2025-12-08", "khoản 1 Điều 18"),
    ("11.2", Source.BUDGET_DECIDED, "2025-12-12", "2026-01-12", "khoản 2 Điều 18"),  # ngày thứ 30 là Chủ Nhật 11/01
    ("11.2", PERIOD, "2025-09-30", "2025-10-15", "khoản 3 Điều 18"),
    ("11.2", PERIOD, "2025-12-31", "2026-01-15", "khoản 3 Điều 18"),
    ("11.2", PERIOD, "2026-03-31", "2026-04-15", "khoản 3 Điều 18"),
    ("11.2", PERIOD, "2026-06-30", "2026-07-15", "khoản 3 Điều 18"),
    # Danh sách theo quý: luật chỉ nói "theo quý"; số ngày là của quy chế (minh họa) của tỉnh.
    ("13.2", LIST_DUE, "2026-03-31", "2026-04-14", "Quy chế minh họa"),
    # Trong cơ quan, đơn vị: 5 ngày làm việc; trong doanh nghiệp nhà nước: 15 ngày liên tục.
    ("46", DOCUMENT, "2026-03-02", "2026-03-09", "Điều 46"),
    ("64", DOCUMENT, "2026-03-02", "2026-03-17", "Điều 64"),
]  # fmt: skip

# provision without a number of its own, or of which a local row sets it
WITHOUT_NUMBER = [
    ("PUB-14-PLAN", None, "khoản 1 Điều 14"),  # kế hoạch công khai
    ("PUB-14-REPORT", None, "khoản 3 Điều 14"),  # báo cáo tại kỳ họp thường lệ gần nhất
    ("PUB-13-3-RADIO", None, "khoản 3 Điều 13"),
    ("PUB-13-4-HEAD", None, "khoản 4 Điều 13"),
    ("PUB-14-CHANGE", "2026-03-05", "Quy chế minh họa"),  # "kịp thời": quy chế (minh họa) ghi 3 ngày làm việc
]


# item, day of the document, what was done, the day one looks, what follows, a word of the reason, its article
CASES = written("disclosure_cases.md")

# Ngân sách theo kỳ: Quý I hết ngày 31/03/2026, hạn 15/04/2026.
IN_TIME, TOO_LATE = "2026-04-15", "2026-04-16"
BUDGET_CASES = [
    ("", "2026-04-15", "due_soon", "15/04/2026"),
    ("", "2026-04-16", "missing", "đã qua 1 ngày"),
    (f"portal {IN_TIME}; office {IN_TIME}; houses {IN_TIME}; radio {IN_TIME}", "2026-04-20", "in_time", "15/04/2026"),
    (f"portal {TOO_LATE}; office {TOO_LATE}; houses {TOO_LATE}; radio {TOO_LATE}", "2026-04-20", "late", "trễ 1 ngày"),
    ("portal 2026-04-15; office 2026-04-15; houses 2026-04-15", "2026-04-20", "incomplete", "Chưa có: phát thanh"),
]  # fmt: skip


@pytest.mark.parametrize(("duty", "source", "happened", "last_day", "article"), TERMS)
def test_it_has_to_be_public_by_this_day(duty: str, source: Source, happened: str, last_day: str, article: str) -> None:
    occasion = occasion_of(Event(duty, source, date.fromisoformat(happened)))
    term = term_of(occasion.rule, occasion.event.happened_on, BOOK, CALENDAR)
    assert term.due_on == date.fromisoformat(last_day)
    assert article in term.citation.vi


@pytest.mark.parametrize(("rule", "last_day", "article"), WITHOUT_NUMBER)
def test_where_the_law_is_silent_only_a_local_row_sets_a_day(rule: str, last_day: str | None, article: str) -> None:
    term = term_of(rule, date(2026, 3, 2), BOOK, CALENDAR)
    assert (term.due_on.isoformat() if term.due_on else None) == last_day
    assert article in term.citation.vi


@pytest.mark.parametrize(("duty", "happened", "facts", "on", "status", "reason", "article"), CASES)
def test_so_it_stands_on_that_day(
    duty: str, happened: str, facts: str, on: str, status: str, reason: str, article: str
) -> None:
    found = outcome(duty, DOCUMENT, happened, facts, on)
    assert WORDS[found.status].vi == status, [one.words.vi for one in found.findings]
    told = [one for one in found.findings if reason in one.words.vi]
    assert told, [one.words.vi for one in found.findings]
    assert any(article in one.citation.vi for one in told)
    assert all(one.words.en for one in found.findings)


@pytest.mark.parametrize(("facts", "on", "status", "reason"), BUDGET_CASES)
def test_the_budget_of_a_quarter_follows_the_rule_of_its_own(facts: str, on: str, status: str, reason: str) -> None:
    found = outcome("11.2", PERIOD, "2026-03-31", facts, on)
    assert found.status is Status(status), [one.words.vi for one in found.findings]
    assert any(reason in one.words.vi for one in found.findings)
    assert any("còn phải kiểm chứng" in one.words.vi for one in found.findings)  # the old number is not hidden


def outcome(duty: str, source: Source, happened: str, facts: str, on: str) -> Assessment:
    """Return how the case stands."""
    occasion = occasion_of(Event(duty, source, date.fromisoformat(happened)))
    term = term_of(occasion.rule, occasion.event.happened_on, BOOK, CALENDAR)
    needs = needs_of(term.rule, MEANS, BOOK, on=occasion.event.happened_on)
    return assess(term, needs, made_of(facts), date.fromisoformat(on))


def test_what_a_commune_does_not_have_is_not_asked_of_it() -> None:
    rule = BOOK.rule("PUB-11-07", on=date(2026, 3, 2))
    poor = needs_of(rule, Means(portal=False, loudspeaker=False, villages=(1,)), BOOK, on=date(2026, 3, 2))
    assert [(one.form, one.place) for one in poor] == [
        (Form.POSTING, Place.OFFICE), (Form.POSTING, Place.HOUSES), (Form.HEADS, Place.VILLAGES),
    ]  # fmt: skip


def test_every_cell_of_the_register_is_there_since_the_new_communes_began() -> None:
    found = list(cells(date(2025, 7, 1), date(2026, 11, 23)))
    assert len(found) == 15 * 6
    assert {quarter.code for _duty, quarter in found} == {
        "2025-Q3", "2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4",
    }  # fmt: skip


def test_a_quarter_owes_only_once_it_has_ended() -> None:
    eve = [one.happened_on for one in recurring(date(2025, 7, 1), date(2025, 9, 30))]
    after = [one.happened_on for one in recurring(date(2025, 7, 1), date(2025, 10, 1))]
    assert eve == []
    assert after == [date(2025, 9, 30)] * 2


def test_a_quarter_begins_and_ends_on_its_days() -> None:
    assert quarter_of(date(2026, 3, 31)) == Quarter(2026, 1)
    assert quarter_of(date(2026, 4, 1)) == Quarter(2026, 2)
    assert (Quarter(2025, 4).first_day, Quarter(2025, 4).last_day) == (date(2025, 10, 1), date(2025, 12, 31))
    assert Quarter(2025, 4).next == Quarter(2026, 1)


def test_the_register_knows_fourteen_items_the_list_agencies_and_enterprises() -> None:
    assert [one.code for one in ARTICLE_11] == [f"11.{number}" for number in range(1, 15)]
    assert [one.code for one in ARTICLE_11 if one.names_people] == ["11.7", "11.8", "11.9", "11.10"]
    assert set(DUTIES) == {*(one.code for one in ARTICLE_11), LIST.code, "46", "64"}
