"""The way from wishes to work: two hundred opinions, forty points, a changed draft, a document, a line that is done."""

from datetime import date, timedelta

import pytest
from django.test import Client
from tests.apps.coordination.conftest import Bodies, holder, moment
from tests.consultations import ANSWERS, TEXT, key
from tests.province import BEGIN

from dinhlang.apps.consultations import actions as consultations
from dinhlang.apps.consultations.actions import NewOpinion
from dinhlang.apps.consultations.models import Consultation, Opinion
from dinhlang.apps.coordination import actions as coordination
from dinhlang.apps.coordination.models import Document
from dinhlang.apps.decisions.models import Decision
from dinhlang.apps.disclosure.models import Occasion, Publication
from dinhlang.apps.feedback.models import Case, Category
from dinhlang.apps.links.models import Link
from dinhlang.apps.organisations.models import UnitName
from dinhlang.apps.origins import actions, policies, queries
from dinhlang.apps.surveys.models import Wave
from dinhlang.apps.transparency.models import Record
from dinhlang.domain.accounts.roles import CITIZEN, SYSTEM, Role
from dinhlang.domain.consultations.answers import Answer, Origin, Outcome, Stance
from dinhlang.domain.coordination.documents import Kind
from dinhlang.domain.origins.relations import CASE, DECISION, DOCUMENT, DRAFT, ITEM, OPINION, SURVEY, TASK
from dinhlang.lib import clock
from dinhlang.lib.refusal import NotAllowedError, NotFoundError, RefusedError

OPENED, CLOSED, LATER = moment(date(2026, 3, 2)), moment(date(2026, 3, 24)), moment(date(2026, 5, 20))
OPINIONS, POINTS = 200, 40


@pytest.fixture
def case(bodies: Bodies) -> Case:
    unit = bodies.ids["XD"]
    return Case.objects.create(
        number="PA26-ABCDEF", lookup_hash=b"0" * 32, state="received", category=Category.objects.first(),
        title="Rác ứ đầu hẻm", text="Rác ứ", commune_id=unit, unit_id=unit, received_at=BEGIN, publication="public",
    )  # fmt: skip


@pytest.fixture
def asking(bodies: Bodies) -> int:
    made = consultations.draft_consultation(
        actor=SYSTEM, unit_id=bodies.ids["XD"], matter="25.5", title="Thu gom rác", text=TEXT, at=OPENED
    )
    consultations.open_consultation(
        actor=SYSTEM, consultation_id=made, answers=ANSWERS, plan_sent_on=OPENED.date(), closes_on=date(2026, 3, 23),
        at=OPENED,
    )  # fmt: skip
    return made


def code_of(asking: int) -> str:
    return Consultation.objects.get(pk=asking).code


def story(asking: int) -> queries.Story:
    found = queries.story(code_of(asking), LATER)
    assert found is not None
    return found


def wish(asking: int, actor=SYSTEM, number: str = "pa26-abcdef", at=OPENED) -> int:
    return actions.link_wish(actor=actor, consultation_id=asking, case_number=number, at=at)


def adopted(asking: int, bodies: Bodies) -> int:
    new = coordination.NewDocument(
        Kind.DECISION, "1/QĐ-UBND", "Thu gom rác", (bodies.ids["XD"],), CLOSED.date(), source="Công báo"
    )
    paper = coordination.register_document(actor=bodies.coordinator(), new=new, at=LATER)
    return actions.link_document(actor=SYSTEM, consultation_id=asking, document_id=paper, at=LATER)


def answer_all(asking: int) -> None:
    """Let every opinion go to one of the points, and answer all of them."""
    ids = list(Opinion.objects.order_by("pk").values_list("pk", flat=True))
    more = {"actor": SYSTEM, "consultation_id": asking, "at": CLOSED}
    for number, opinion in enumerate(ids):
        if number < POINTS:
            consultations.make_point(title=f"Điểm {number + 1}", opinion_id=opinion, **more)
        else:
            consultations.gather_opinion(opinion_id=opinion, point_number=number % POINTS + 1, **more)
    for number in range(1, POINTS + 1):
        answer = (Answer.ACCEPTED, Answer.PARTLY, Answer.REFUSED)[number % 3]
        consultations.answer_point(point_number=number, answer=answer, reason="Vì …", anchor="", **more)


def test_from_two_hundred_opinions_to_a_line_that_is_done_and_the_citizen_sees_the_way(
    bodies: Bodies, asking: int, case: Case, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    wish(asking)
    first = consultations.give_opinion(
        consultation_id=asking, new=NewOpinion("Ý kiến 1", Stance.CHANGE), at=OPENED, request=key("first")
    )
    for number in range(2, OPINIONS + 1):
        consultations.enter_opinion(
            actor=SYSTEM, consultation_id=asking, new=NewOpinion(f"Ý kiến {number}", Stance.CHANGE),
            origin=Origin.SLIP, people=1, at=OPENED + timedelta(minutes=number),
        )  # fmt: skip
    answer_all(asking)
    consultations.revise_draft(
        actor=SYSTEM, consultation_id=asking, text=TEXT.replace("30.000", "20.000"), reason="Theo ý dân", at=CLOSED
    )
    consultations.close_consultation(
        actor=SYSTEM, consultation_id=asking, outcome=Outcome.CHANGED, reasons="", at=CLOSED
    )
    adopted(asking, bodies)
    coordination.link_task_to_case(
        actor=bodies.coordinator(), task_id=bodies.tasks[0], case_number=case.number, at=LATER
    )
    coordination.give_evidence(
        actor=bodies.coordinator(), task_id=bodies.tasks[0], text="Ảnh", on=LATER.date(), at=LATER
    )
    coordination.finish_task(actor=bodies.coordinator(), task_id=bodies.tasks[0], done_on=LATER.date(), at=LATER)
    found = story(asking)
    assert (found.opinions, len(found.points), sum(found.answers.values())) == (OPINIONS, POINTS, POINTS)
    assert [one.symbol for one in found.documents] == ["1/QĐ-UBND"]
    assert [one.outcome.value for one in found.tasks] == ["done"]
    monkeypatch.setattr(clock, "now", lambda: LATER)
    mine = client.get(f"/lay-y-kien/y-kien/{first.lookup}/").content.decode()
    address = f"/lay-y-kien/{code_of(asking)}/tu-dau/"
    assert address in mine
    way = client.get(address).content.decode()
    assert all(one in way for one in ("Rác ứ đầu hẻm", "200 ý kiến", "Sửa dự thảo theo ý kiến", "1/QĐ-UBND", "Việc 1"))


def test_a_draft_without_a_wish_says_so_and_counts_as_of_unknown_origin(
    asking: int, case: Case, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: LATER)
    assert "Chưa ghi dự thảo này bắt nguồn" in client.get(f"/lay-y-kien/{code_of(asking)}/tu-dau/").content.decode()
    assert "0 trên 1 dự thảo" in client.get("/tu-dau/").content.decode()
    wish(asking, at=LATER)
    assert "1 trên 1 dự thảo" in client.get("/tu-dau/").content.decode()
    assert [one.rows for one in queries.coverage(2025, LATER).shares] == [()] * 5


def test_a_case_that_is_not_public_shows_neither_number_nor_title(asking: int, case: Case) -> None:
    wish(asking)
    Case.objects.update(publication="")
    assert [(one.number, one.title) for one in story(asking).wishes] == [("", "")]


def test_a_link_stands_once_and_needs_a_case_and_a_closed_consultation(asking: int, case: Case, bodies: Bodies) -> None:
    wish(asking)
    with pytest.raises(RefusedError, match="đã ghi rồi"):
        wish(asking)
    with pytest.raises(NotFoundError):
        wish(asking, number="PA26-ZZZZZZ")
    with pytest.raises(RefusedError, match="chưa ban hành"):
        adopted(asking, bodies)


def test_only_the_unit_says_where_its_draft_comes_from(asking: int, case: Case, bodies: Bodies) -> None:
    for actor in (CITIZEN, holder(bodies.ids["DV"], Role.HEAD), holder(bodies.ids["XD"], Role.AUDITOR)):
        with pytest.raises(NotAllowedError):
            wish(asking, actor=actor)
        with pytest.raises(NotAllowedError):
            actions.link_document(actor=actor, consultation_id=asking, document_id=1, at=LATER)


def joined(actor, source: tuple[str, str], relation: str, target: tuple[str, str]) -> int:
    return actions.join_things(actor=actor, source=source, relation=relation, target=target, at=LATER)


def test_the_whole_way_is_seen_from_either_end_as_steps_and_as_a_drawing(
    bodies: Bodies, asking: int, case: Case, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: LATER)
    wish, draft, task = (CASE, case.number), (DRAFT, code_of(asking)), (TASK, str(bodies.tasks[0]))
    joined(SYSTEM, wish, "asks", draft)
    Consultation.objects.update(closed_at=CLOSED, outcome="changed")
    adopted(asking, bodies)
    paper = (DOCUMENT, Document.objects.get().code)
    joined(SYSTEM, paper, "done_by", task)
    found = queries.way(*wish, LATER)
    assert found is not None
    assert [len(members) for _step, members in found.steps] == [1, 1, 1, 0, 1, 0, 0]
    assert [one.relation for one in found.arrows] == ["asks", "adopted_in", "done_by"]
    assert [one.documented for one in queries.coverage(2026, LATER).shares] == [1, 1, 0, 1, 0]
    assert (found.has_wish, queries.way(*task, LATER).has_wish) == (True, True)  # type: ignore[union-attr]
    for address in (f"/tu-dau/phieu/{case.number}/", f"/tu-dau/viec/{task[1]}/", f"/tu-dau/van-ban/{paper[1]}/"):
        page = client.get(address).content.decode()
        assert all(one in page for one in ("Rác ứ đầu hẻm", "1/QĐ-UBND", "Việc 1", "<svg", "chưa ghi"))


def test_what_is_not_public_has_no_page_and_no_words_on_the_pages_of_others(
    asking: int, case: Case, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: LATER)
    joined(SYSTEM, (CASE, case.number), "asks", (DRAFT, code_of(asking)))
    Case.objects.update(publication="")
    page = client.get(f"/tu-dau/du-thao/{code_of(asking)}/").content.decode()
    assert ("Rác ứ" in page, "chưa công khai" in page) == (False, True)
    for address in (f"/tu-dau/phieu/{case.number}/", "/tu-dau/viec/x/", "/tu-dau/khong/x/", "/tu-dau/?nam=1999"):
        assert client.get(address).status_code == 404


def test_an_arrow_is_drawn_once_means_something_and_joins_what_is_there(asking: int, case: Case) -> None:
    wish, draft = (CASE, case.number.lower()), (DRAFT, code_of(asking))
    joined(SYSTEM, wish, "asks", draft)
    with pytest.raises(RefusedError, match="đã ghi rồi"):
        joined(SYSTEM, wish, "asks", draft)
    with pytest.raises(RefusedError, match="theo cách ấy"):
        joined(SYSTEM, wish, "funded_by", draft)
    with pytest.raises(NotFoundError):
        joined(SYSTEM, (CASE, "PA26-ZZZZZZ"), "asks", draft)


def test_only_who_works_on_either_end_draws_an_arrow(asking: int, case: Case, bodies: Bodies) -> None:
    ends = (CASE, case.number), "asks", (DRAFT, code_of(asking))
    for actor in (CITIZEN, holder(bodies.ids["DV"], Role.HEAD), holder(bodies.ids["XD"], Role.AUDITOR)):
        with pytest.raises(NotAllowedError):
            joined(actor, *ends)
    joined(holder(bodies.ids["XD"], Role.HANDLER), *ends)


def test_likely_wishes_are_suggested_by_their_words(asking: int, case: Case) -> None:
    Case.objects.update(title="Thu gom rác ở đầu hẻm")
    draft = queries.thing_by_code(DRAFT, code_of(asking), LATER)
    assert draft is not None
    assert [one.code for one in queries.likely_wishes(draft, LATER)] == [case.number]


def test_frequent_wishes_say_whether_anything_came_of_them(asking: int, case: Case, bodies: Bodies) -> None:
    unit = bodies.ids["XD"]
    more = {name: getattr(case, name) for name in ("category", "title", "text", "commune_id", "unit_id", "received_at")}
    for number in range(4):
        Case.objects.create(
            number=f"PA26-ABCDE{number}", lookup_hash=bytes([number]) * 32, state="received", publication="public",
            **more,
        )  # fmt: skip
    found = queries.coverage(2026, LATER, unit_id=unit)
    assert [(one.cases, one.with_work) for one in found.wishes] == [(5, 0)]
    wish(asking, at=LATER)
    assert [one.with_work for one in queries.coverage(2026, LATER, unit_id=unit).wishes] == [1]
    assert [one.with_work for one in queries.coverage(2026, LATER).wishes] == [1]


def test_a_wrong_arrow_is_taken_back_with_a_reason_and_stays_to_be_read(
    asking: int, case: Case, bodies: Bodies, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: LATER)
    joined(SYSTEM, (CASE, case.number), "asks", (DRAFT, code_of(asking)))
    own = Link.objects.get().pk
    for actor in (CITIZEN, holder(bodies.ids["DV"], Role.HEAD), holder(bodies.ids["XD"], Role.AUDITOR)):
        with pytest.raises(NotAllowedError):
            actions.withdraw_link(actor=actor, link_id=own, reason="Nhầm", at=LATER)
    keeper = holder(bodies.ids["XD"], Role.HANDLER)
    with pytest.raises(RefusedError, match="vì sao"):
        actions.withdraw_link(actor=keeper, link_id=own, reason=" ", at=LATER)
    actions.withdraw_link(actor=keeper, link_id=own, reason="Nhầm phiếu của xã khác", at=LATER)
    with pytest.raises(RefusedError, match="đã rút"):
        actions.withdraw_link(actor=keeper, link_id=own, reason="Nữa", at=LATER)
    with pytest.raises(NotFoundError):
        actions.withdraw_link(actor=keeper, link_id=own + 1, reason="Nhầm", at=LATER)
    assert queries.coverage(2026, LATER).shares[0].documented == 0
    assert story(asking).wishes == ()
    page = client.get(f"/tu-dau/du-thao/{code_of(asking)}/").content.decode()
    assert "Nhầm phiếu của xã khác" in page
    assert "Chưa ghi việc này bắt nguồn" in page
    assert Record.objects.get(event="origins.withdrawn").facts["why"] == "Nhầm phiếu của xã khác"
    joined(SYSTEM, (CASE, case.number), "asks", (DRAFT, code_of(asking)))
    assert queries.coverage(2026, LATER).shares[0].documented == 1


def test_opinions_initiatives_surveys_and_decisions_stand_on_a_way_and_are_counted(
    asking: int, bodies: Bodies, client: Client, monkeypatch: pytest.MonkeyPatch, django_assert_max_num_queries
) -> None:
    monkeypatch.setattr(clock, "now", lambda: LATER)
    consultations.enter_opinion(
        actor=SYSTEM, consultation_id=asking, new=NewOpinion("Nên đặt thùng rác", Stance.CHANGE), origin=Origin.MEETING,
        people=9, at=OPENED,
    )  # fmt: skip
    opinion = Opinion.objects.get()
    wave = Wave.objects.create(
        code="tin-2026", title="Khảo sát lòng tin", instrument="trust", version=1, opens_on=OPENED.date(),
        closes_on=CLOSED.date(), computed_at=CLOSED,
    )  # fmt: skip
    decided = Decision.objects.create(
        code="QD26-AAAAAA", unit_id=bodies.ids["XD"], scope="commune", matter="15.1", form="meeting", state="passed",
        question="Đặt thùng rác ở hẻm?", frozen_at=OPENED, closed_at=CLOSED, passed=True, created_at=OPENED,
        rule_id="DEC-15-1", rule_version="1", roll_size=10, roll_digest=b"0" * 32, opens_at=OPENED, closes_at=CLOSED,
    )  # fmt: skip
    own = (DECISION, decided.code)
    joined(SYSTEM, (OPINION, opinion.code), "asks", own)
    joined(SYSTEM, own, "measured_by", (SURVEY, wave.code))
    joined(SYSTEM, own, "done_by", (TASK, str(bodies.tasks[0])))
    found = queries.way(*own, LATER)
    assert found is not None
    assert [len(members) for _step, members in found.steps] == [1, 0, 1, 0, 1, 0, 1]
    counted = queries.coverage(2026, LATER)
    assert [(one.documented, len(one.rows)) for one in counted.shares] == [(0, 1), (0, 0), (1, 1), (1, 4), (1, 1)]
    assert (counted.surveys.documented, len(counted.surveys.rows)) == (0, 1)
    for address in (
        f"/tu-dau/ap-quyet/{decided.code}/",
        f"/tu-dau/y-kien/{opinion.code}/",
        "/tu-dau/khao-sat/tin-2026/",
    ):
        with django_assert_max_num_queries(12):
            assert "Đặt thùng rác ở hẻm?" in client.get(address).content.decode()
    slug = UnitName.objects.get(unit_id=bodies.ids["XD"]).slug
    for address in ("/tu-dau/", f"/tu-dau/?don-vi={slug}"):
        with django_assert_max_num_queries(12):
            assert "1 trên 1 quyết định" in client.get(address).content.decode()
    joined(SYSTEM, (SURVEY, wave.code), "asks", (DRAFT, code_of(asking)))
    other = queries.way(DRAFT, code_of(asking), LATER)
    assert other is not None
    assert [one.relation for one in other.arrows] == ["asks"]  # what the survey measures is no part of this way
    assert queries.coverage(2026, LATER).surveys.documented == 1
    Opinion.objects.update(shown_at=None)
    assert queries.thing_by_code(OPINION, opinion.code, LATER) is None


def test_a_drawing_leads_to_each_thing_and_to_the_list_where_it_has_no_place(
    asking: int, case: Case, bodies: Bodies, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: LATER)
    for task in bodies.tasks:
        joined(SYSTEM, (CASE, case.number), "done_by", (TASK, str(task)))
    page = client.get(f"/tu-dau/phieu/{case.number}/").content.decode()
    picture = page.split("<svg viewBox")[1].split("</svg>")[0]
    assert len(bodies.tasks) > 3
    assert '<a href="#buoc-5">' in picture
    assert 'id="buoc-5"' in page
    assert "#viec-1" in picture


def test_a_disclosed_project_and_works_of_households_are_projects_and_a_wish_documents_them(
    case: Case, bodies: Bodies, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: LATER)
    made = Occasion.objects.create(
        code="CK26-AAAAAA", unit_id=bodies.ids["XD"], duty="11.3", source="other", title="Cầu Cái Sơn",
        happened_on=OPENED.date(), quarter="2026-Q1", key=b"1" * 32, rule_id="PUB-11-03",
    )  # fmt: skip
    Publication.objects.create(occasion=made, published_at=OPENED)
    assert [len(one.rows) for one in queries.coverage(2026, LATER).shares] == [0, 0, 0, 4, 1]
    joined(SYSTEM, (CASE, case.number), "asks", (ITEM, made.code))
    projects = queries.coverage(2026, LATER, unit_id=bodies.ids["XD"]).shares[-1]
    assert (projects.kind, projects.documented) == ("project", 1)
    assert "1 trên 1 dự án, công trình" in client.get("/tu-dau/").content.decode()
    found = queries.way(ITEM, made.code, LATER)
    assert found is not None
    assert [len(members) for _step, members in found.steps] == [1, 0, 0, 0, 1, 0, 0]
    assert "dự án, công trình" in client.get(f"/tu-dau/cong-khai/{made.code}/").content.decode()


def test_whoever_runs_surveys_traces_them_and_a_village_head_its_own_decisions(bodies: Bodies) -> None:
    own, other = bodies.ids["XD"], bodies.ids["DV"]
    cases = [
        (Role.COORDINATOR, SURVEY, 0, True),
        (Role.RECEIVER, SURVEY, 0, False),
        (Role.AUDITOR, SURVEY, 0, False),
        (Role.VILLAGE_HEAD, DECISION, own, True),
        (Role.VILLAGE_HEAD, DECISION, other, False),
        (Role.VILLAGE_HEAD, CASE, own, False),
    ]
    for role, kind, unit, may in cases:
        assert policies.can_trace(holder(own, role), kind, unit, LATER) is may, (role, kind)
