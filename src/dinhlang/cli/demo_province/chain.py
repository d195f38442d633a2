"""Two whole ways in the demonstration: from wishes to what people think of the result."""

from datetime import datetime, timedelta

from dinhlang.apps.consultations import queries as consultations
from dinhlang.apps.coordination import actions as coordination
from dinhlang.apps.coordination import queries as plans
from dinhlang.apps.decisions import queries as decisions
from dinhlang.apps.disclosure import queries as disclosures
from dinhlang.apps.feedback import queries as feedback
from dinhlang.apps.organisations import queries as organisations
from dinhlang.apps.origins import actions, queries
from dinhlang.apps.surveys import queries as surveys
from dinhlang.domain.accounts.roles import SYSTEM
from dinhlang.domain.coordination.documents import Field, Kind
from dinhlang.domain.decisions.states import State
from dinhlang.domain.origins.relations import CASE, DECISION, DOCUMENT, DRAFT, ITEM, SURVEY, TASK

WISHES = 3
SYMBOL, TITLE = "07/2026/QĐ-UBND", "Quy chế thực hiện dân chủ của phường (minh họa)"
LINE = "Họp ấp, khóm sau giờ làm hoặc Chủ Nhật theo quy chế mới (minh họa)"
AFTER_CLOSING, DONE_AFTER = timedelta(days=6), timedelta(days=20)


def load_chain(at: datetime) -> None:
    """Tie the answered consultation to wishes of its commune, to a document, to a line of the plan and its result."""
    draft = next((one for one in consultations.list_page(at) if one.is_closed and one.is_demo), None)
    newest = next((one for one in plans.plans(at.date()) if one.year == at.year), None)
    shown = plans.plan(newest.code, at.date()) if newest is not None else None
    if draft is None or shown is None:
        return
    own = (DRAFT, draft.code)
    found = feedback.public_cases(feedback.PublicFilter(commune_id=draft.unit_id), at=at).rows
    for case in found[:WISHES]:
        _join((CASE, case.number), "asks", own, at)
    if len(asked := _surveys()) > 1:
        _join((SURVEY, asked[-1]), "asks", own, at)
    adopted = at - timedelta(days=34) + AFTER_CLOSING
    coordination.register_document(
        actor=SYSTEM,
        new=coordination.NewDocument(
            Kind.DECISION, SYMBOL, TITLE, (draft.unit_id,), adopted.date(), is_illustration=True
        ),
        at=adopted,
    )  # fmt: skip
    coded = plans.documents_by_symbol(SYMBOL, at.date())[0].code
    _join(own, "adopted_in", (DOCUMENT, coded), at)
    task = coordination.add_task(
        actor=SYSTEM, plan_id=shown.row.id,
        new=coordination.NewTask(LINE, Field.REFORM, draft.unit_id, "Chủ tịch Ủy ban nhân dân", at.date()), at=adopted,
    )  # fmt: skip
    done = adopted + DONE_AFTER
    coordination.give_evidence(
        actor=SYSTEM, task_id=task, text="8 khóm đã họp buổi tối (minh họa).", on=done.date(), at=done
    )
    coordination.finish_task(actor=SYSTEM, task_id=task, done_on=done.date(), at=done)
    _join((DOCUMENT, coded), "done_by", (TASK, str(task)), at)
    items = [one.code for one in disclosures.all_rows(draft.unit_id) if one.published_on is not None]
    for relation, code in zip(("measured_by", "funded_by"), items, strict=False):
        _join((TASK, str(task)), relation, (ITEM, code), at)
    for code in asked[:1]:
        _join((TASK, str(task)), "measured_by", (SURVEY, code), at)
    _decided(at)


def _decided(at: datetime) -> None:
    """Tie a decision of a village to what people of its commune said, to money and to what they think of it."""
    decided = next(iter(decisions.newest([State.RECOGNISED, State.REPORTED, State.PASSED], limit=1)), None)
    if decided is None:
        return
    own = (DECISION, decided.code)
    village = organisations.units([decided.unit_id], at.date())[decided.unit_id]
    commune = village.parent_id or village.id
    for case in feedback.public_cases(feedback.PublicFilter(commune_id=commune), at=at).rows[:2]:
        _join((CASE, case.number), "asks", own, at)
    items = [one.code for one in disclosures.all_rows(commune) if one.published_on is not None]
    for relation, code in zip(("funded_by", "measured_by"), items, strict=False):
        _join(own, relation, (ITEM, code), at)
    if len(asked := _surveys()) > 1:
        _join((SURVEY, asked[-1]), "asks", own, at)
    for code in asked[:1]:
        _join(own, "measured_by", (SURVEY, code), at)


def _surveys() -> list[str]:
    """Return the surveys that have results."""
    return [one.code for one in surveys.all_waves() if one.computed_at is not None]


def _join(source: tuple[str, str], relation: str, target: tuple[str, str], at: datetime) -> None:
    if queries.thing_by_code(*source, at) and queries.thing_by_code(*target, at):
        actions.join_things(actor=SYSTEM, source=source, relation=relation, target=target, at=at)
