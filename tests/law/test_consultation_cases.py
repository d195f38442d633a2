"""Consultation, reception and dialogue at each boundary of the law; the cases stand in consultation_cases.md."""

from datetime import date

import pytest
from tests.law.disclosure_facts import BOOK, CALENDAR, written

from dinhlang.domain.consultations.matters import HEARING, MATTERS, allowed_forms, offered
from dinhlang.domain.consultations.steps import Facts, earliest_close, is_open, late, steps
from dinhlang.domain.reception import dialogue, schedule
from dinhlang.domain.reception.dialogue import Owed
from dinhlang.domain.reception.schedule import Day, Receiving

CASES = written("consultation_cases.md")
NAMES = {
    "plan": "plan_sent_on", "open": "published_on", "close": "closed_on", "summary": "summary_on",
    "shown": "summary_published_on", "told": "told_addressees_on", "asked": "hearing_asked_on", "heard": "heard_on",
    "replied": "explained_to_heard_on",
    "decided": "decided_on", "reasons": "reasons_on", "session": "session_on", "reported": "reported_on",
}  # fmt: skip


def day(text: str) -> date:
    return date.fromisoformat(text)


def facts_of(matter: str, told: str) -> Facts:
    facts = [one.split() for one in filter(None, (part.strip() for part in told.split(";")))]
    dates = {NAMES[one[0]]: day(one[1]) for one in facts if len(one) == 2}
    return Facts(matter, against_majority=["against"] in facts, **dates)


@pytest.mark.parametrize(("matter", "told", "looked_on", "late_steps", "bound"), CASES)
def test_what_is_late_in_a_consultation(matter, told, looked_on, late_steps, bound):
    found = steps(facts_of(matter, told), BOOK, CALENDAR, today=day(looked_on))
    assert " ".join(one.code for one in late(found)) == late_steps
    code, _space, on = bound.partition(" ")
    step = next(one for one in found if one.code == code)
    assert (step.from_on or step.due_on) == day(on)
    assert step.citation.vi


@pytest.mark.parametrize(
    "matter", [one for one in MATTERS.values() if one.code[:3] == "25." and not one.own_rule], ids=lambda one: one.code
)
def test_only_a_decision_on_certain_people_is_talked_over_with_them(matter):
    forms = allowed_forms(matter, BOOK, on=day("2026-03-02"))
    assert len(forms) == 8 if matter.addressee else len(forms) == 7
    assert (HEARING in forms) is matter.addressee


@pytest.mark.parametrize("code", ["tinh-nq", "tinh-qd", "phan-bien"])
def test_drafts_of_the_province_and_of_the_front_take_twenty_days_and_go_to_no_council_of_a_commune(code):
    assert earliest_close(MATTERS[code], day("2026-03-02"), BOOK) == day("2026-03-22")
    found = steps(Facts(code, published_on=day("2026-03-02")), BOOK, CALENDAR, today=day("2026-03-03"))
    assert [one.code for one in found] == ["published", "window", "summary", "explained"]


@pytest.mark.parametrize(
    ("is_front", "is_commune", "has", "has_not"),
    [(True, False, "phan-bien", "25.1"), (False, True, "25.8", "tinh-qd"), (False, False, "tinh-nq", "phan-bien")],
)
def test_each_body_asks_on_its_own_matters(is_front, is_commune, has, has_not):
    found = offered(is_front=is_front, is_commune=is_commune)
    assert (has in found, has_not in found) == (True, False)


def test_a_commune_is_merged_or_divided_only_after_the_ballots_of_the_households():
    matter = MATTERS["25.4-dvhc"]
    assert allowed_forms(matter, BOOK, on=day("2026-03-02")) == ("phieu_ho", "cong_ttdt")
    share = BOOK.threshold("CON-D321", on=day("2026-03-02"))
    assert (share.passes(500, 1000), share.passes(499, 1000)) == (True, False)
    assert earliest_close(matter, day("2026-03-02"), BOOK) is None


@pytest.mark.parametrize(
    ("looked_on", "is_taken"),
    [("2026-03-01", False), ("2026-03-02", True), ("2026-03-22", True), ("2026-03-23", False)],
)
def test_opinions_are_taken_from_publication_to_the_end_of_the_last_day(looked_on, is_taken):
    assert is_open(day("2026-03-02"), day("2026-03-22"), day(looked_on)) is is_taken


# Niêm yết lịch trước 5 ngày làm việc: tiếp thứ Hai 16/03/2026 thì chậm nhất thứ Hai 09/03.
@pytest.mark.parametrize(
    ("on", "posted_on", "in_time"),
    [
        ("2026-03-16", "2026-03-09", True),
        ("2026-03-16", "2026-03-10", False),
        ("2026-02-26", "2026-02-12", True),  # qua Tết: 25, 24, 23, 13, 12/02
        ("2026-02-26", "2026-02-13", False),
        ("2026-03-16", None, False),
    ],
)
def test_a_day_of_reception_is_posted_five_working_days_before(on, posted_on, in_time):
    posted = day(posted_on) if posted_on else None
    assert schedule.is_posted_in_time(Day(day(on), posted_on=posted), BOOK, CALENDAR) is in_time


@pytest.mark.parametrize(("received", "due"), [("2026-03-02", "2026-03-16"), ("2026-02-12", "2026-03-05")])
def test_who_was_received_knows_within_ten_working_days(received, due):
    assert schedule.triage_due(day(received), BOOK, CALENDAR) == day(due)


@pytest.mark.parametrize(
    ("made", "looked_on", "became"),
    [
        (Day(day("2026-03-16")), "2026-03-16", Receiving.PLANNED),
        (Day(day("2026-03-16")), "2026-03-17", Receiving.MISSED),
        (Day(day("2026-03-16"), held_on=day("2026-03-16")), "2026-03-17", Receiving.HELD),
        (Day(day("2026-03-16"), held_on=day("2026-03-16"), deputy=True), "2026-03-17", Receiving.BY_DEPUTY),
        (
            Day(day("2026-03-16"), moved_to=day("2026-03-18"), moved_told_on=day("2026-03-15")),
            "2026-03-17",
            Receiving.MOVED,
        ),
        # Báo ngay trong ngày là không kịp: dân đã tới.
        (
            Day(day("2026-03-16"), moved_to=day("2026-03-18"), moved_told_on=day("2026-03-16")),
            "2026-03-17",
            Receiving.MISSED,
        ),
    ],
)
def test_who_received_and_who_did_not(made, looked_on, became):
    assert schedule.became(made, today=day(looked_on)) is became


@pytest.mark.parametrize(("asking", "enough"), [(999, False), (1000, True), (1001, True)])
def test_a_dialogue_is_owed_when_a_tenth_of_the_voters_ask(asking, enough):
    assert dialogue.enough_ask(asking, 10_000, BOOK, on=day("2026-03-02")) is enough


@pytest.mark.parametrize(
    ("held", "asking", "looked_on", "owed"),
    [
        ([], 0, "2026-12-31", Owed.THIS_YEAR),
        ([], 0, "2027-01-01", Owed.MISSED),
        (["2026-05-05"], 0, "2026-05-04", Owed.THIS_YEAR),
        (["2026-05-05"], 0, "2026-05-05", Owed.HELD),
        (["2025-05-05"], 0, "2026-05-05", Owed.THIS_YEAR),
        (["2026-05-05"], 1000, "2026-06-05", Owed.ON_REQUEST),
    ],
)
def test_once_a_year_or_when_people_ask(held, asking, looked_on, owed):
    days = [day(one) for one in held]
    assert dialogue.owed(days, 2026, asking=asking, voters=10_000, book=BOOK, today=day(looked_on)) is owed


def test_requests_for_a_dialogue_expire_and_start_anew_after_one():
    asked = [day("2026-01-01"), day("2026-03-01"), day("2026-05-06")]
    count = dialogue.still_counted
    assert count(asked, since=None, expiry_days=120, today=day("2026-05-01")) == 2
    assert count(asked, since=None, expiry_days=119, today=day("2026-05-01")) == 1
    assert count(asked, since=day("2026-03-01"), expiry_days=365, today=day("2026-05-10")) == 1


@pytest.mark.parametrize(
    ("announced", "published", "looked_on", "kept"),
    [
        # Đối thoại thứ Tư 20/05/2026: báo chậm nhất 13/05, công khai kết quả chậm nhất thứ Hai 01/06.
        ("2026-05-13", "2026-06-01", "2026-06-10", (True, True)),
        ("2026-05-14", "2026-06-02", "2026-06-10", (False, False)),
        ("2026-05-13", None, "2026-06-01", (True, None)),
        ("2026-05-13", None, "2026-06-02", (True, False)),
        (None, None, "2026-05-13", (None, None)),
        (None, None, "2026-05-14", (False, None)),
    ],
)
def test_a_dialogue_is_announced_seven_days_before_and_its_results_are_public_ten_days_after(
    announced, published, looked_on, kept
):
    found = dialogue.timing(
        day("2026-05-20"), announced_on=day(announced) if announced else None,
        published_on=day(published) if published else None, book=BOOK, calendar=CALENDAR, today=day(looked_on),
    )  # fmt: skip
    assert (found.announced_in_time, found.published_in_time) == kept
