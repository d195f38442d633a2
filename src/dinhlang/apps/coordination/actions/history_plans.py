"""The programmes, plans, lines and conferences of the history."""

from collections.abc import Sequence
from typing import Any

from dinhlang.apps.coordination.actions.acts import CONFERENCE, PROGRAMME, subject_of, task_code
from dinhlang.apps.coordination.actions.history import Loading
from dinhlang.apps.coordination.models import (
    AgendaItem,
    Conclusion,
    Conference,
    Contribution,
    Document,
    Evidence,
    Handover,
    Participant,
    Plan,
    Programme,
    Task,
)
from dinhlang.apps.coordination.queries.seeds import Raw, plan_files, seed
from dinhlang.apps.coordination.queries.tasks import line_of
from dinhlang.apps.transparency.actions import Subject

Place = tuple[int, int]  # year and number of a line
PLAIN = ("product", "indicator", "baseline", "target")


def _documents() -> dict[str, int]:
    return dict(Document.objects.values_list("code", "pk"))


def load_plans(loading: Loading) -> None:
    """Write the programmes and their plans that are not there yet."""
    raw, documents = seed("plans"), _documents()
    for one in raw["programmes"]:
        bodies = [loading.unit(slug) for slug in one["bodies"]]
        programme, is_new = Programme.objects.get_or_create(
            code=one["code"],
            defaults={
                "title": one["title"], "first_year": one["years"][0], "last_year": one["years"][1],
                "lead_body_id": bodies[0], "partner_body_id": bodies[1], "signed_on": one["signed_on"],
                "document_id": documents[one["document"]], "is_illustration": True,
            },
        )  # fmt: skip
        if is_new:
            subject = Subject(PROGRAMME, programme.pk, programme.code)
            loading.did("programme_set", subject, {"years": one["years"]})
    for one in raw["plans"]:
        _load_plan(one, documents, loading)


def _load_plan(raw: Raw, documents: dict[str, int], loading: Loading) -> None:
    bodies = [loading.unit(slug) for slug in raw["bodies"]]
    plan, is_new = Plan.objects.get_or_create(
        code=f"{raw['programme']}-{raw['year']}",
        defaults={
            "programme": Programme.objects.get(code=raw["programme"]), "year": raw["year"],
            "lead_body_id": bodies[0], "partner_body_id": bodies[1],
            "document_id": documents.get(raw.get("document", "")),
            "signed_on": raw.get("signed_on"), "closed_on": raw.get("closed_on"), "is_illustration": True,
        },
    )  # fmt: skip
    if is_new:
        loading.did("plan_drafted", subject_of(plan), {"year": plan.year})
    if is_new and plan.signed_on:
        loading.did("plan_signed", subject_of(plan), {"signed_on": plan.signed_on.isoformat()})
    if is_new and plan.closed_on:
        loading.did("plan_closed", subject_of(plan), {"closed_on": plan.closed_on.isoformat()})


def load_conferences(loading: Loading) -> None:
    """Write the conferences that are not there yet, with agenda, participants and conclusions."""
    documents, plans = _documents(), dict(Plan.objects.values_list("code", "pk"))
    known = set(Conference.objects.values_list("code", flat=True))
    for raw in seed("conferences")["conferences"]:
        if raw["code"] in known:
            continue
        made = Conference.objects.create(
            code=raw["code"], reviewed_plan_id=plans[raw["reviewed_plan"]], next_plan_id=plans.get(raw["next_plan"]),
            held_on=raw["held_on"], place=raw["place"], title=raw["title"], notice_id=documents.get(raw["notice"]),
            source=raw["source"], is_illustration=raw["is_illustration"],
        )  # fmt: skip
        AgendaItem.objects.bulk_create(
            AgendaItem(
                conference=made, number=one["number"], text=one["text"],
                document_id=documents.get(one.get("document", "")), is_illustration=one.get("is_illustration", False),
            )
            for one in raw["agenda"]
        )  # fmt: skip
        Participant.objects.bulk_create(
            Participant(conference=made, place=place, unit_id=loading.unit(one["unit"]), **_without(one, "unit"))
            for place, one in enumerate(raw["participants"], 1)
        )
        Conclusion.objects.bulk_create(Conclusion(conference=made, **one) for one in raw["conclusions"])
        facts = {"held_on": made.held_on.isoformat(), "conclusions": len(raw["conclusions"])}
        loading.did("conference_held", Subject(CONFERENCE, made.pk, made.code), facts)


def _without(raw: Raw, *names: str) -> dict[str, Any]:
    return {name: value for name, value in raw.items() if name not in names}


def load_tasks(loading: Loading) -> int:
    """Write the lines of the plans that have none yet, with what became of them; return how many."""
    plans = {one.code: one for one in Plan.objects.all()}
    filled = set(Task.objects.values_list("plan_id", flat=True))
    documents = _documents()
    conclusions = {
        (code, number): pk for code, number, pk in Conclusion.objects.values_list("conference__code", "number", "pk")
    }
    made: dict[Place, tuple[Task, Raw]] = {}
    for raw in plan_files():
        plan = plans[raw["plan"]]
        if plan.pk in filled:
            continue
        for one in raw["tasks"]:
            concluded = conclusions.get((raw.get("conference", ""), one.get("conclusion", 0)))
            made[plan.year, one["number"]] = (_task(one, plan, concluded, loading), one)
        _load_contributions(raw.get("contributions", ()), plan, loading)
    Task.objects.bulk_create(task for task, _ in made.values())
    _carry(made)
    _load_evidence(made, documents)
    for task, line in made.values():
        _tell(task, line, loading)
    return len(made)


def _task(raw: Raw, plan: Plan, conclusion_id: int | None, loading: Loading) -> Task:
    """Return the row of a line; its owner is the last one it passed to."""
    passed = raw.get("handovers", ())
    task = Task(
        plan=plan, number=raw["number"], text=raw["text"], field=raw["field"],
        owner_id=loading.unit(passed[-1]["to"] if passed else raw["owner"]), owner_post="" if passed else raw["post"],
        set_on=raw["set"] if plan.signed_on is None else plan.signed_on, due_on=raw.get("due"), done_on=raw.get("done"),
        dropped_on=raw.get("dropped"), dropped_reason=raw.get("reason", ""), conclusion_id=conclusion_id,
        is_illustration=True, **{name: raw[name] for name in PLAIN},
    )  # fmt: skip
    line_of(task)  # a line that ends twice is refused here
    return task


def _carry(made: dict[Place, tuple[Task, Raw]]) -> None:
    """Join the lines that went on in the plan of the next year, on the day on which the first was closed."""
    carried = []
    for task, raw in made.values():
        if "carried" in raw:
            year, number = raw["carried"]
            task.carried_on, task.carried_to = task.plan.closed_on, made[year, number][0]
            line_of(task)
            carried.append(task)
    Task.objects.bulk_update(carried, ["carried_on", "carried_to"])


def _load_evidence(made: dict[Place, tuple[Task, Raw]], documents: dict[str, int]) -> None:
    Evidence.objects.bulk_create(
        Evidence(
            task=task, on=one["on"], text=one["text"], document_id=documents.get(one.get("document", "")),
            is_illustration=True,
        )
        for task, raw in made.values()
        for one in raw.get("evidence", ())
    )  # fmt: skip


def _load_handovers(task: Task, raw: Raw, loading: Loading) -> None:
    """Write the ways of a line from body to body; the first starts at the owner that the file names."""
    before, post = loading.unit(raw["owner"]), raw["post"]
    for one in raw.get("handovers", ()):
        after = loading.unit(one["to"])
        Handover.objects.create(
            task=task, from_unit_id=before, from_post=post, to_unit_id=after, on=one["on"], change=one["change"],
            citation=one["citation"],
        )  # fmt: skip
        facts = {"from": before, "to": after, "change": one["change"], "on": one["on"].isoformat()}
        loading.did("task_passed_on", subject_of(task), facts)
        before, post = after, ""


def _tell(task: Task, raw: Raw, loading: Loading) -> None:
    """Remember what happened to a line, in the order in which it happened."""
    subject = subject_of(task)
    loading.did("task_set", subject, {"plan": task.plan.code, "number": task.number}, words=task.text)
    _load_handovers(task, raw, loading)
    for one in raw.get("evidence", ()):
        loading.did("evidence_given", subject, {"on": one["on"].isoformat()}, words=one["text"])
    if task.done_on:
        loading.did("task_done", subject, {"done_on": task.done_on.isoformat()})
    if task.dropped_on:
        facts = {"dropped_on": task.dropped_on.isoformat()}
        loading.did("task_dropped", subject, facts, words=task.dropped_reason)
    if task.carried_to:
        loading.did("task_carried", subject, {"to": task_code(task.carried_to)})


def _load_contributions(rows: Sequence[Raw], plan: Plan, loading: Loading) -> None:
    """Write the sections of a plan's reports."""
    Contribution.objects.bulk_create(
        Contribution(
            plan=plan, period=one["period"], section=one["section"], field=one.get("field", ""),
            unit_id=loading.unit(one["unit"]), asked_on=one["asked"], due_on=one["due"], text=one.get("text", ""),
            handed_in_on=one.get("handed_in"), is_illustration=True,
        )
        for one in rows
    )  # fmt: skip
    for one in rows:
        facts = {"section": one["section"], "due_on": one["due"].isoformat()}
        loading.did("contribution_asked", subject_of(plan), facts)
        if "handed_in" in one:
            facts = {"section": one["section"], "on": one["handed_in"].isoformat()}
            loading.did("contribution_handed_in", subject_of(plan), facts, words=one["text"])
