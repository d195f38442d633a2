"""Cases: their lives follow the rules, their words agree with their facts, and there is real variety."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import islice

from tests.cli.demo_province.province_run import TODAY, communes, due_on, five_thousand, told, works

from dinhlang.cli.demo_province.formers import Formers
from dinhlang.cli.demo_province.offices import officers, offices
from dinhlang.cli.demo_province.people import plain
from dinhlang.cli.demo_province.villages import villages
from dinhlang.domain.accounts.roles import Role
from dinhlang.domain.dates.due import VIETNAM
from dinhlang.domain.feedback.history import CaseHistory, Step
from dinhlang.domain.feedback.reasons import ANSWER_KINDS, REFUSAL, REOPENING, WITHHOLDING
from dinhlang.domain.feedback.states import OPEN, Event, State, replay

START_OF_TODAY = datetime(TODAY.year, TODAY.month, TODAY.day, tzinfo=VIETNAM)
OFFICIALS = {Role.RECEIVER, Role.HANDLER, Role.APPROVER, Role.HEAD}


def steps(*events: Event) -> Iterator[Step]:
    return (step for case in five_thousand() for step in case.steps if step.event in events)


def test_every_life_follows_the_states() -> None:
    for case in five_thousand():
        replay(case.steps)


def test_steps_come_in_order_after_receipt_and_before_today() -> None:
    for case in five_thousand():
        moments = [case.received_at, *(step.at for step in case.steps)]
        assert moments == sorted(moments)
        assert moments[-1] < START_OF_TODAY


def test_offices_act_in_office_hours() -> None:
    for case in five_thousand():
        for step in case.steps:
            if step.by in OFFICIALS:
                assert works(step.at.date()), step
                assert 7 <= step.at.hour < 18, step


def test_cases_come_in_the_order_of_their_receipt_with_their_own_keys() -> None:
    moments = [case.received_at for case in five_thousand()]
    assert moments == sorted(moments)
    assert len({case.key for case in five_thousand()}) == 5000
    assert moments[-1] < START_OF_TODAY
    assert timedelta(days=500) < START_OF_TODAY - moments[0] < timedelta(days=550)


def test_the_same_seed_and_day_give_the_same_cases_and_another_seed_others() -> None:
    assert list(told(cases=60, seed=5)) == list(told(cases=60, seed=5))
    assert [one.title for one in told(cases=60, seed=5)] != [one.title for one in told(cases=60, seed=6)]


def test_a_million_cases_begin_at_once() -> None:
    assert len(list(islice(told(cases=1_000_000), 5))) == 5


def test_every_acting_post_exists_and_has_the_role() -> None:
    posts = {(one.office, one.title, one.role.value) for one in officers(offices(communes(), seed=1), seed=1)}
    acts = {(step.unit, step.post, step.by) for case in five_thousand() for step in case.steps if step.by in OFFICIALS}
    assert acts <= posts


def test_places_belong_together() -> None:
    known = {one.code: one for one in villages(communes(), seed=1)}
    for case in five_thousand():
        if case.village:
            assert known[case.village].commune == case.commune == case.unit


def test_a_village_named_in_a_text_is_the_village_of_the_case() -> None:
    names = {one.code: plain(one.name).lower() for one in villages(communes(), seed=1)}
    for case in five_thousand():
        said = plain(f"{case.title} {case.text}").lower()
        for hit in re.findall(r"\b(?:ap|khom) \d+\b", said):
            if case.village:
                assert hit == names[case.village], case.key


def test_codes_are_those_of_the_domain() -> None:
    assert {step.facts["reason"] for step in steps(Event.REFUSED)} == {one.code for one in REFUSAL}
    assert {step.facts["reason"] for step in steps(Event.WITHHELD)} <= {one.code for one in WITHHOLDING}
    assert {step.facts["reason"] for step in steps(Event.REOPENED)} == set(REOPENING)
    assert {step.facts["kind"] for step in steps(Event.ANSWERED)} == set(ANSWER_KINDS)
    assert {step.facts["level"] for step in steps(Event.RATED)} == {1, 2, 3}


def test_words_stand_where_a_step_needs_them() -> None:
    spoken = (
        Event.ANSWERED, Event.ANSWER_DRAFTED, Event.ANSWER_RETURNED, Event.REFUSED, Event.TRANSFERRED, Event.EXTENDED,
        Event.INFO_ASKED, Event.INFO_GIVEN, Event.REOPENED, Event.PROGRESS_NOTED,
    )  # fmt: skip
    assert all(step.text for step in steps(*spoken))
    assert not [step for step in steps(*spoken) if re.search(r"[\[\]{}|]", step.text)]


def test_all_that_can_happen_happens() -> None:
    happened = Counter(step.event for case in five_thousand() for step in case.steps)
    never = {Event.RECEIVED, Event.FOLLOWED_SUCCESSOR, Event.ATTACHMENT_PROCESSED, Event.CONTACT_OPENED}
    assert set(happened) == set(Event) - never


def test_some_answers_are_late_and_units_differ() -> None:
    late: Counter[str] = Counter()
    answered: Counter[str] = Counter()
    for case in five_thousand():
        first = next((step for step in case.steps if step.event == Event.ANSWERED), None)
        if first:
            answered[case.unit] += 1
            late[case.unit] += first.at.date() > due_on(case.received_at, "PROV-FB-ANSWER")
    assert 0.06 < late.total() / answered.total() < 0.25
    shares = [late[unit] / count for unit, count in answered.items() if count >= 20]
    assert min(shares) < 0.03
    assert max(shares) > 0.3


def test_today_finds_new_late_and_waiting_cases() -> None:
    states = {case.key: replay(case.steps) for case in five_thousand()}
    waiting = [case for case in five_thousand() if states[case.key] in OPEN]
    dues = Counter(due_on(case.received_at, "PROV-FB-ANSWER") for case in waiting)
    assert sum(count for day, count in dues.items() if day < TODAY) >= 5
    assert sum(count for day, count in dues.items() if TODAY <= day <= TODAY + timedelta(days=4)) >= 3
    assert Counter(states.values())[State.RECEIVED] >= 5


def test_a_second_signature_is_not_given_by_the_one_who_drafted() -> None:
    assert {step.by for step in steps(Event.ANSWERED)} == {Role.APPROVER, Role.HEAD}
    assert {step.by for step in steps(Event.ANSWER_DRAFTED)} == {Role.HANDLER}


def test_lateness_costs_satisfaction() -> None:
    def mean(*, late: bool) -> float:
        levels = []
        for case in five_thousand():
            first = next((step for step in case.steps if step.event == Event.ANSWERED), None)
            rated = next((step for step in case.steps if step.event == Event.RATED), None)
            if first and rated and ("trễ" in first.text) is late:
                levels.append(int(rated.facts["level"]))
        return sum(levels) / len(levels)

    assert mean(late=True) < mean(late=False) - 0.15


def test_titles_and_texts_vary() -> None:
    cases = five_thousand()
    titles, openings = ({case.title for case in cases}, {" ".join(case.text.split()[:5]) for case in cases})
    assert len(titles) >= 0.99 * len(cases)
    assert len(openings) >= 0.55 * len(cases)
    assert len({case.text for case in cases}) >= 0.99 * len(cases)
    answers = [step.text for step in steps(Event.ANSWERED)]
    assert len(set(answers)) >= 0.98 * len(answers)
    assert max(len(case.title) for case in cases) <= 200


def test_some_write_one_line_and_some_a_page() -> None:
    lengths = sorted(len(case.text.split()) for case in five_thousand())
    assert lengths[len(lengths) // 10] <= 22
    assert 28 <= lengths[len(lengths) // 2] <= 50
    assert lengths[len(lengths) * 9 // 10] >= 80
    assert lengths[-1] <= 200


def test_some_write_without_marks_some_without_capitals_most_properly() -> None:
    texts = [case.text for case in five_thousand()]
    bare = sum(plain(text) == text for text in texts)
    small = sum(text == text.lower() for text in texts)
    assert 0.04 * len(texts) < bare < 0.2 * len(texts)
    assert 0.06 * len(texts) < small < 0.3 * len(texts)


def test_every_usual_category_is_there() -> None:
    found = Counter(case.category for case in five_thousand())
    assert len(found) == 16
    assert min(found.values()) >= 80


def test_senders_are_reached_in_ways_that_reach_nobody() -> None:
    for case in five_thousand():
        assert case.phone == "" or re.fullmatch(r"0000\d{6}", case.phone)
        assert case.email == "" or case.email.endswith("@thu.example")
        assert not (case.phone and case.email)
        assert not re.search(r"\d{7,}", case.title + case.text)
    contacts = Counter(bool(case.phone or case.email) for case in five_thousand())
    assert contacts[False] > 500


def test_photos_come_only_from_the_web_and_at_most_three() -> None:
    photos = Counter((case.origin, case.photos) for case in five_thousand())
    assert max(count for _, count in photos) == 3
    assert {origin for origin, count in photos if count} == {"web"}


def test_before_the_merger_the_communes_of_then_act_and_open_cases_follow() -> None:
    day = date(2025, 7, 1)
    before = Formers(day, {row.code: (f"cu-{row.code}-a", f"cu-{row.code}-b") for row in communes()})
    early = [case for case in islice(told(cases=5000, formers=before), 600) if case.received_at.date() < day]
    assert early
    followed = 0
    for case in early:
        replay(case.steps)
        assert case.unit.startswith("cu-")
        for step in case.steps:
            is_early = step.at.date() < day
            assert not step.unit or step.unit.startswith("cu-") is is_early
            followed += step.event == Event.FOLLOWED_SUCCESSOR
    assert 0 < followed < len(early)


def test_cases_of_another_communes_receiver_go_to_the_right_one() -> None:
    moved = [case for case in five_thousand() if _astray(case)]
    assert 60 < len(moved) < 250
    assert not [case for case in moved if case.village]


def _astray(case: CaseHistory) -> bool:
    return any(step.event == Event.TRANSFERRED and not str(step.facts["to"]).startswith("86-") for step in case.steps)
