from datetime import date, timedelta

import pytest
from tests.apps.coordination.conftest import Bodies, holder, moment

from dinhlang.apps.coordination import actions, queries
from dinhlang.apps.coordination.actions import NewDocument
from dinhlang.apps.coordination.models import Document
from dinhlang.apps.transparency.actions import Request
from dinhlang.domain.accounts.roles import CITIZEN, Role
from dinhlang.domain.coordination.documents import Kind, Relation, Side, Standing
from dinhlang.domain.coordination.plans import Outcome
from dinhlang.lib.refusal import NotAllowedError, NotFoundError, RefusedError

TODAY = date(2026, 5, 20)
AT = moment(TODAY)


def new(bodies: Bodies, symbol: str, passed_on: date, **changed: object) -> NewDocument:
    said: dict[str, object] = {
        "kind": Kind.PARTY_DIRECTIVE, "symbol": symbol, "title": f"Văn bản {symbol}", "issuer_ids": (bodies.ids["DV"],),
        "passed_on": passed_on, "source": "Công báo",
    }  # fmt: skip
    return NewDocument(**(said | changed))  # type: ignore[arg-type]


def register(bodies: Bodies, symbol: str, passed_on: date = date(2026, 2, 1), **changed: object) -> int:
    return actions.register_document(actor=bodies.coordinator(), new=new(bodies, symbol, passed_on, **changed), at=AT)


def relate(bodies: Bodies, source: int, relation: Relation, target: int | None, **more: object) -> None:
    actions.relate_documents(
        actor=bodies.coordinator(), document_id=source, relation=relation, to_id=target, at=AT, **more
    )  # type: ignore[arg-type]


def code(document_id: int) -> str:
    return Document.objects.get(pk=document_id).code


def shown(document_id: int, as_of: date = TODAY) -> queries.DocumentView:
    found = queries.document(code(document_id), as_of)
    assert found is not None
    return found


def test_a_document_is_found_however_its_symbol_is_written_and_only_since_its_day(bodies: Bodies) -> None:
    register(bodies, "31-CTr/BDVTU-BCSĐUBND")
    for text in ("Chương trình số 31-CTr/BDVTU-BCSĐUBND", "31 – ctr / bcsdubnd - bdvtu"):
        assert [one.symbol for one in queries.documents_by_symbol(text, TODAY)] == ["31-CTr/BDVTU-BCSĐUBND"]
    assert queries.documents_by_symbol("31-CTr/BDVTU-BCSĐUBND", date(2026, 1, 31)) == ()


def test_the_same_symbol_of_one_body_comes_once_a_year_but_each_body_has_its_own(bodies: Bodies) -> None:
    first = register(bodies, "07/2023/QĐ-UBND", date(2023, 3, 1))
    with pytest.raises(RefusedError, match="đã có"):
        register(bodies, "7/2023/qđ-ubnd", date(2023, 5, 1))
    other = register(bodies, "07/2023/QĐ-UBND", date(2023, 3, 1), issuer_ids=(bodies.ids["CS"],))
    assert code(first) != code(other)


def test_a_document_needs_a_symbol_an_issuer_a_source_and_days_in_order(bodies: Bodies) -> None:
    wrong: list[dict[str, object]] = [
        {"symbol": " "},
        {"title": ""},
        {"issuer_ids": ()},
        {"source": " "},
        {"in_force_from": date(2026, 1, 1)},
        {"passed_on": TODAY + timedelta(days=1)},
    ]
    for changed in wrong:
        said = new(bodies, **({"symbol": "1-CT/TU", "passed_on": date(2026, 2, 1)} | changed))  # type: ignore[arg-type]
        with pytest.raises(RefusedError):
            actions.register_document(actor=bodies.coordinator(), new=said, at=AT)
    assert not Document.objects.exists()


@pytest.mark.parametrize("role", [Role.HEAD, Role.AUDITOR, Role.ADMINISTRATOR, Role.RECEIVER])
def test_only_coordinators_keep_the_register(bodies: Bodies, role: Role) -> None:
    first = register(bodies, "1-CT/TU")
    for actor in (CITIZEN, holder(bodies.ids["DV"], role)):
        with pytest.raises(NotAllowedError):
            actions.register_document(actor=actor, new=new(bodies, "2-CT/TU", TODAY), at=AT)
        with pytest.raises(NotAllowedError):
            actions.relate_documents(
                actor=actor, document_id=first, relation=Relation.ASSIGNS, to_id=None, clause="x", at=AT
            )
        with pytest.raises(NotAllowedError):
            actions.name_asked_act(actor=actor, document_id=first, clause="x", act_id=first, at=AT)


def test_the_same_request_registers_one_document(bodies: Bodies) -> None:
    request = Request("k-2", b"0" * 32)
    made = {
        actions.register_document(actor=bodies.coordinator(), new=new(bodies, "3-CT/TU", TODAY), at=AT, request=request)
        for _ in range(2)
    }
    assert len(made) == 1


def test_a_law_that_was_passed_is_not_in_force_yet_and_the_old_one_still_counts(bodies: Bodies) -> None:
    old = register(bodies, "34/2007/PL-UBTVQH11", date(2007, 4, 20), kind=Kind.ORDINANCE)
    law = register(bodies, "10/2022/QH15", date(2022, 11, 10), kind=Kind.LAW, in_force_from=date(2023, 7, 1))
    relate(bodies, law, Relation.REPLACES, old)
    conference = date(2023, 3, 13)
    assert shown(law, conference).row.standing is Standing.PASSED
    assert shown(old, conference).row.standing is Standing.IN_FORCE
    assert shown(old, conference).row.in_force_until == date(2023, 7, 1)
    assert shown(old, date(2022, 11, 9)).row.in_force_until is None
    assert [shown(one, date(2023, 7, 1)).row.standing for one in (law, old)] == [Standing.IN_FORCE, Standing.ENDED]
    assert [one.document.symbol for one in shown(old).changed_by if one.document] == ["10/2022/QH15"]
    wanted = queries.RegisterFilter(standing=Standing.PASSED)
    assert [one.id for one in queries.register(wanted, conference).rows] == [law]
    assert [one.id for one in queries.register(queries.RegisterFilter(standing=Standing.ENDED), TODAY).rows] == [old]


def test_what_became_of_a_party_document_is_seen_down_to_the_tasks_and_not_before_it_came(bodies: Bodies) -> None:
    top = register(bodies, "1-NQ/TU", date(2026, 1, 6), kind=Kind.PARTY_RESOLUTION)
    act = register(bodies, "5/QĐ-UBND", date(2026, 2, 10), kind=Kind.DECISION)
    plan = register(bodies, "9/KH-UBND", date(2026, 3, 10), kind=Kind.STATE_PLAN)
    relate(bodies, act, Relation.INSTITUTIONALISES, top)
    relate(bodies, plan, Relation.IMPLEMENTS, act)
    following = actions.draft_plan(actor=bodies.coordinator(), programme_id=bodies.programme, year=2027, at=AT)
    actions.add_task(actor=bodies.coordinator(), plan_id=following, new=bodies.new("Sửa cống"), at=AT)
    actions.sign_plan(actor=bodies.coordinator(), plan_id=following, signed_on=TODAY, document_id=plan, at=AT)
    view = shown(top)
    assert [(one.depth, one.document.symbol) for one in view.became] == [(1, "5/QĐ-UBND"), (2, "9/KH-UBND")]
    assert [one.text for one in view.tasks] == ["Sửa cống"]
    assert [one.document.symbol for one in shown(plan).stands_on if one.document] == ["5/QĐ-UBND"]
    assert shown(top, date(2026, 2, 9)).became == ()
    assert shown(top, date(2026, 3, 1)).tasks == ()
    party = queries.pillars(TODAY, today=TODAY).party
    assert (party.in_force, party.became_acts, party.passed_in_year) == (1, 1, 1)


def test_documents_that_stand_on_each_other_in_a_ring_end_the_search(bodies: Bodies) -> None:
    one, other = register(bodies, "1-NQ/TU"), register(bodies, "2-NQ/TU")
    relate(bodies, one, Relation.SPECIFIES, other)
    relate(bodies, other, Relation.SPECIFIES, one)
    assert [grown.document.symbol for grown in shown(one).became] == ["2-NQ/TU"]


def test_an_act_that_was_asked_for_is_late_until_it_comes(bodies: Bodies) -> None:
    asking = register(bodies, "1-CT/TU", date(2026, 1, 6))
    relate(bodies, asking, Relation.ASSIGNS, None, clause="Ban hành quy chế", due_on=date(2026, 3, 1))
    assert shown(asking, date(2026, 2, 1)).asks_for[0].outcome is Outcome.OPEN
    assert [one.clause for one in shown(asking).late] == ["Ban hành quy chế"]
    assert queries.pillars(TODAY, today=TODAY).party.late_acts == 1
    act = register(bodies, "5/QĐ-UBND", date(2026, 4, 10), kind=Kind.DECISION)
    actions.name_asked_act(actor=bodies.coordinator(), document_id=asking, clause="Ban hành quy chế", act_id=act, at=AT)
    assert shown(asking).asks_for[0].outcome is Outcome.DONE_LATE
    assert shown(asking, date(2026, 4, 1)).asks_for[0].document is None
    assert [one.document.symbol for one in shown(act).asked_by if one.document] == ["1-CT/TU"]
    with pytest.raises(NotFoundError):
        actions.name_asked_act(
            actor=bodies.coordinator(), document_id=asking, clause="Ban hành quy chế", act_id=act, at=AT
        )


def test_a_relation_needs_two_documents_is_told_once_and_has_a_day_only_when_asking(bodies: Bodies) -> None:
    one, other = register(bodies, "1-NQ/TU"), register(bodies, "2-NQ/TU")
    relate(bodies, one, Relation.SPECIFIES, other)
    for relation, target, more in (
        (Relation.SPECIFIES, other, {}),
        (Relation.SPECIFIES, one, {}),
        (Relation.SPECIFIES, None, {"clause": "x"}),
        (Relation.ASSIGNS, None, {}),
        (Relation.AMENDS, other, {"due_on": TODAY}),
    ):
        with pytest.raises(RefusedError):
            relate(bodies, one, relation, target, **more)


def test_the_register_is_narrowed_by_side_year_and_words_without_marks(bodies: Bodies) -> None:
    party = register(bodies, "1-NQ/TU", date(2025, 5, 5), title="Nghị quyết về công tác dân vận")
    register(bodies, "5/QĐ-UBND", date(2026, 2, 2), kind=Kind.DECISION, title="Quyết định về một cửa")
    page = queries.register(queries.RegisterFilter(), TODAY)
    assert (page.total, page.years) == (2, (2026, 2025))
    for wanted in (
        queries.RegisterFilter(side=Side.PARTY),
        queries.RegisterFilter(year=2025),
        queries.RegisterFilter(words="dan van"),
        queries.RegisterFilter(words="01-nq/tu"),
        queries.RegisterFilter(kind=Kind.PARTY_DIRECTIVE),
    ):
        assert [one.id for one in queries.register(wanted, TODAY).rows] == [party], wanted
