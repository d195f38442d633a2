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
from dinhlang.domain.organisations.kinds import Kind as UnitKind
from dinhlang.domain.origins.relations import CASE, DECISION, DOCUMENT, DRAFT, ITEM, SURVEY, TASK

WISHES = 3
SYMBOL, TITLE = "07/2026/QĐ-UBND", "Quy chế thực hiện dân chủ của xã (minh họa)"
LINE = "Họp ấp, khóm sau giờ làm hoặc Chủ Nhật theo quy chế mới (minh họa)"
EVIDENCE, DECIDED_EVIDENCE = "8 khóm đã họp buổi tối (minh họa).", "Đã làm xong, ảnh dán ở nhà văn hóa (minh họa)."
Key = tuple[str, str]
AFTER_CLOSING, DONE_AFTER = timedelta(days=6), timedelta(days=20)


def load_chain(at: datetime) -> None:
    """Tie the answered consultation to wishes of its commune, to a document, to a line of the plan and its result."""
    draft = next((one for one in consultations.list_page(at) if one.is_closed and one.is_demo), None)
    newest = next((one for one in plans.plans(at.date()) if one.year == at.year), None)
    if draft is None or newest is None:
        return
    own, adopted = (DRAFT, draft.code), at - timedelta(days=34) + AFTER_CLOSING
    _asked(own, draft.unit_id, at)
    coordination.register_document(
        actor=SYSTEM,
        new=coordination.NewDocument(
            Kind.DECISION, SYMBOL, TITLE, (draft.unit_id,), adopted.date(), is_illustration=True
        ),
        at=adopted,
    )  # fmt: skip
    document = (DOCUMENT, plans.documents_by_symbol(SYMBOL, at.date())[0].code)
    _join(own, "adopted_in", document, at)
    task = _work(newest.id, draft.unit_id, LINE, EVIDENCE, adopted)
    _join(document, "done_by", task, at)
    _paid_and_measured(task, draft.unit_id, ("ngân sách", "Quy chế thực hiện dân chủ"), at)
    _decided(newest.id, at)


def _decided(plan_id: int, at: datetime) -> None:
    """Tie a decision of a village to what people of its commune said, to money, work and what they think of it."""
    for one in decisions.newest([State.RECOGNISED, State.REPORTED, State.PASSED]):
        unit = organisations.units([one.unit_id], at.date())[one.unit_id]
        commune = unit.id if unit.kind is UnitKind.COMMUNE else unit.parent_id or unit.id
        if not _items(commune):
            continue
        own = (DECISION, one.code)
        _asked(own, commune, at)
        text = f"{one.question} (minh họa)"
        _join(own, "done_by", _work(plan_id, commune, text, DECIDED_EVIDENCE, at - DONE_AFTER), at)
        _paid_and_measured(own, commune, ("quỹ", "Tiến độ"), at)
        return


def _asked(own: Key, commune: int, at: datetime) -> None:
    """Let wishes of a commune ask for something: cases of its people, and what a survey found."""
    for case in feedback.public_cases(feedback.PublicFilter(commune_id=commune), at=at).rows[:WISHES]:
        _join((CASE, case.number), "asks", own, at)
    if len(asked := _surveys()) > 1:
        _join((SURVEY, asked[-1]), "asks", own, at)


def _work(plan_id: int, owner: int, text: str, evidence: str, begun: datetime) -> Key:
    """Write a line into the plan and let it be done."""
    done = begun + DONE_AFTER
    task = coordination.add_task(
        actor=SYSTEM, plan_id=plan_id,
        new=coordination.NewTask(text, Field.REFORM, owner, "Chủ tịch Ủy ban nhân dân", done.date()), at=begun,
    )  # fmt: skip
    coordination.give_evidence(actor=SYSTEM, task_id=task, text=evidence, on=done.date(), at=done)
    coordination.finish_task(actor=SYSTEM, task_id=task, done_on=done.date(), at=done)
    return TASK, str(task)


def _paid_and_measured(own: Key, commune: int, words: tuple[str, str], at: datetime) -> None:
    """Say where the money is told, where the result, and what people think of it."""
    items = _items(commune)
    paid = next((code for code, title in items if words[0] in title), items[0][0] if items else "")
    seen = next((code for code, title in items if words[1] in title and code != paid), items[-1][0] if items else "")
    for relation, code in (("funded_by", paid), ("measured_by", seen)):
        if code:
            _join(own, relation, (ITEM, code), at)
    for code in _surveys()[:1]:
        _join(own, "measured_by", (SURVEY, code), at)


def _items(commune: int) -> list[tuple[str, str]]:
    """Return what a commune has disclosed, the code and the title of each."""
    return [(one.code, one.title) for one in disclosures.all_rows(commune) if one.published_on is not None]


def _surveys() -> list[str]:
    """Return the surveys that have results."""
    return [one.code for one in surveys.all_waves() if one.computed_at is not None]


def _join(source: Key, relation: str, target: Key, at: datetime) -> None:
    if queries.thing_by_code(*source, at) and queries.thing_by_code(*target, at):
        actions.join_things(actor=SYSTEM, source=source, relation=relation, target=target, at=at)
