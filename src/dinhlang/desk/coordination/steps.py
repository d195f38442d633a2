"""What forms of more than one plain argument make of their fields before they call their action."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from dinhlang.apps.coordination import actions
from dinhlang.apps.coordination.actions import Answers, NewDocument, NewTask
from dinhlang.apps.coordination.queries import desk
from dinhlang.domain.accounts.roles import Actor
from dinhlang.domain.coordination.documents import Field
from dinhlang.lib.refusal import RefusedError
from dinhlang.lib.uploads import ReceivedFile, discard, keep

CARRY, DROP = "tiep", "thoi"
LINES_AT_ONCE = 3
LINE_COLUMNS = ("text", "field", "owner_id", "owner_post", "due_on")
LONGEST_ENTRY = 300


def add_line(*, plan_id: int, field: str, **given: Any) -> int:
    """Write a line into a plan."""
    who = {name: given.pop(name) for name in ("actor", "at", "request")}
    return actions.add_task(plan_id=plan_id, new=NewTask(field=Field(field), **given), **who)


def close_plan(
    *, to_plan_id: str, on: date, actor: Actor, plan_id: int, at: datetime, request: Any, **lines: Any
) -> int:
    """Close a plan; each unfinished line says in its own fields whether it goes on or ends, and why."""
    numbers = {int(name.partition("-")[2]) for name in lines}
    dropped = {one: lines[f"ly_do-{one}"] for one in numbers if lines[f"viec-{one}"] == DROP}
    for one, reason in dropped.items():
        if not reason:
            raise RefusedError(_("Hãy ghi lý do để mọi người cùng biết."), field=f"ly_do-{one}")
    days = {one: lines[f"han-{one}"] for one in numbers if lines[f"han-{one}"] is not None}
    return actions.carry_tasks(
        actor=actor, plan_id=plan_id, to_plan_id=int(to_plan_id), on=on, at=at, new_days=days, dropped=dropped,
        request=request,
    )  # fmt: skip


def entries(text: str) -> list[str]:
    """Return the lines of an agenda that hold anything; raises RefusedError for one that is too long for its place."""
    found = [line.strip() for line in text.splitlines() if line.strip()]
    if any(len(line) > LONGEST_ENTRY for line in found):
        raise RefusedError(_("Mỗi dòng không quá 300 chữ cái."), field="agenda")
    return found


def conclude(
    *, text: str, source: str, actor: Actor, conference_id: int, at: datetime, request: Any, **lines: Any
) -> int:
    """Write down a conclusion with the lines of the next plan that carry it out."""
    tasks = [new for number in range(1, LINES_AT_ONCE + 1) if (new := _new_line(lines, number)) is not None]
    return actions.conclude(
        actor=actor, conference_id=conference_id, text=text, source=source, tasks=tasks, at=at, request=request
    )


def _new_line(typed: Mapping[str, Any], number: int) -> NewTask | None:
    """Return one line of the form, None where it was left empty; raises RefusedError for half a line."""
    text, field, owner, post, due_on = (typed[f"{name}-{number}"] for name in LINE_COLUMNS)
    if not any((text, field, owner, post, due_on)):
        return None
    if not all((text, field, owner, post)):
        said = _("Việc thứ {number} còn thiếu: hãy ghi việc, lĩnh vực, đơn vị và chức danh.").format(number=number)
        raise RefusedError(said, field=f"text-{number}")
    return NewTask(text=text, field=Field(field), owner_id=int(owner), owner_post=post, due_on=due_on)


def register(*, issuer: str, with_issuer: str | None, actor: Actor, at: datetime, request: Any, **given: Any) -> int:
    """Write a document into the register."""
    issuers = tuple(dict.fromkeys(int(one) for one in (issuer, with_issuer) if one))
    return actions.register_document(actor=actor, new=NewDocument(issuer_ids=issuers, **given), at=at, request=request)


def ask_section(*, unit_id: str, field: str | None, **given: Any) -> int:
    """Ask a unit for a section of a report."""
    return actions.ask_contribution(unit_id=int(unit_id), field=Field(field) if field else None, **given)


def answer_asked(*, asked: int, act_id: int, **given: Any) -> int:
    """Say which document answers what another asked for."""
    document_id, clause = desk.asked_place(asked)
    return actions.name_asked_act(document_id=document_id, clause=clause, act_id=act_id, **given)


def set_programme(*, lead_id: int, partner_id: int, first_year: int, last_year: int, title: str, **given: Any) -> int:
    """Write down a programme of two bodies over some years; its address comes from its title."""
    return actions.set_programme(
        code=title, title=title, years=(first_year, last_year), body_ids=(lead_id, partner_id), **given
    )


def add_file(*, file: ReceivedFile, **given: Any) -> int:
    """Keep a received file for a document; a refusal leaves nothing behind."""
    kept = keep(file, folder=actions.RECEIVED_DOCUMENTS)
    try:
        return actions.add_document_file(file=kept, **given)
    except RefusedError:
        discard(kept.path)
        raise


def summarise(*, actor: Actor, document_id: int, at: datetime, request: Any, **answers: str) -> int:
    """Say in five answers what a document means."""
    told = Answers(**answers)
    return actions.summarise_document(actor=actor, document_id=document_id, answers=told, at=at, request=request)
