"""Load whole registers in bulk: the demo province and imports of what communes published before."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from itertools import islice
from typing import Any

from django.db import transaction
from django.utils import timezone

from dinhlang.apps.disclosure.actions.acts import TOPIC, code_of, grounds_of, key_of, subject_of
from dinhlang.apps.disclosure.actions.count import told
from dinhlang.apps.disclosure.actions.publish import ANSWERS, PLATFORM, names_until
from dinhlang.apps.disclosure.models import Equipment, Evidence, Occasion, Publication, Version
from dinhlang.apps.disclosure.queries.assessing import Facts, means_of
from dinhlang.apps.disclosure.queries.papers import folded_words
from dinhlang.apps.law import queries as law
from dinhlang.apps.organisations.queries import UnitView
from dinhlang.apps.transparency.actions import Act, record_many
from dinhlang.domain.accounts.roles import AS_SYSTEM
from dinhlang.domain.dates.due import VIETNAM
from dinhlang.domain.disclosure.due import NothingDueError, occasion_of
from dinhlang.domain.disclosure.duties import CHANGE_RULE
from dinhlang.domain.disclosure.evidence import Change, Made, Shown
from dinhlang.domain.disclosure.needs import Form
from dinhlang.domain.disclosure.past import Past, PastPublication
from dinhlang.domain.disclosure.term import term_of
from dinhlang.domain.law.rulebook import LawError
from dinhlang.lib.copying import copy_in, fresh_ids

CHUNK = 1_000
OPENED, CLOSED = time(9), time(16)


@dataclass
class Loaded:
    """What a load did: rows added, keys known before, and what was refused with its reason."""

    added: int = 0
    known: int = 0
    refused: list[tuple[str, str]] = field(default_factory=list)


@dataclass
class _Chunk:
    """The rows of one chunk, in the order in which they are inserted."""

    occasions: list[Occasion] = field(default_factory=list)
    publications: list[Publication] = field(default_factory=list)
    versions: list[Version] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)
    acts: list[Act] = field(default_factory=list)


@transaction.atomic
def set_equipment(*, unit_ids: Iterable[int], has_portal: bool = True, has_loudspeaker: bool = True) -> None:
    """Say which means some units have."""
    rows = [Equipment(unit_id=one, has_portal=has_portal, has_loudspeaker=has_loudspeaker) for one in unit_ids]
    Equipment.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["unit"], update_fields=["has_portal", "has_loudspeaker"]
    )


def load_register(
    *, pasts: Iterable[Past], units: Mapping[str, UnitView], at: datetime, is_demo: bool = False
) -> Loaded:
    """Write what units published, in chunks of one transaction each; a second load adds nothing.

    The outbox gets rows for the log alone. The caller fills the cells afterwards (recount_all).
    """
    outcome = Loaded()
    on = timezone.localdate(at)
    by_id = {one.id: one for one in units.values()}
    facts = Facts({}, means_of(by_id, on), law.calendar(), by_id)
    waiting = iter(pasts)
    while chunk := list(islice(waiting, CHUNK)):
        _load_chunk(pasts=chunk, units=units, facts=facts, at=at, is_demo=is_demo, outcome=outcome)
    return outcome


@transaction.atomic
def _load_chunk(
    *, pasts: Sequence[Past], units: Mapping[str, UnitView], facts: Facts, at: datetime, is_demo: bool, outcome: Loaded
) -> None:
    fresh: dict[bytes, Occasion] = {}
    told_of: dict[bytes, Past] = {}
    for past in pasts:
        try:
            row = _occasion(past, units, is_demo=is_demo)
        except (KeyError, NothingDueError, LawError) as error:
            outcome.refused.append((past.name, str(error)))
            continue
        fresh[bytes(row.key)], told_of[bytes(row.key)] = row, past
    known = {bytes(one) for one in Occasion.objects.filter(key__in=list(fresh)).values_list("key", flat=True)}
    wanted = [row for key, row in fresh.items() if key not in known]
    _number(wanted)
    rows, on = _Chunk(), timezone.localdate(at)
    for row in wanted:
        past = told_of[bytes(row.key)]
        facts.made[row.pk] = made_of(past.publication, facts)
        told(row, facts, on)
        _add(rows, row, past, on)
    _insert(rows)
    outcome.added += len(wanted)
    outcome.known += len(pasts) - len(wanted)


def _occasion(past: Past, units: Mapping[str, UnitView], *, is_demo: bool) -> Occasion:
    due = occasion_of(past.event)
    unit, event = units[past.unit], past.event
    law.rule(due.rule, on=event.happened_on)  # a law that was not in force asks for nothing
    return Occasion(
        unit_id=unit.id, duty=due.duty.code, source=event.source.value, title=event.title[:300],
        happened_on=event.happened_on, quarter=event.quarter.code, key=key_of(unit.code, due), rule_id=due.rule,
        responsible=past.responsible, is_demo=is_demo,
    )  # fmt: skip


def _number(rows: Sequence[Occasion]) -> None:
    """Give rows their ids and codes: the same on every run, unless a code is taken."""
    ids = fresh_ids(Occasion, len(rows))
    taken: set[str] = set()
    waiting, tries = list(zip(rows, ids, strict=True)), 0
    while waiting:
        for row, its_id in waiting:
            row.pk, row.code = its_id, code_of(row.happened_on.year, bytes(row.key) + bytes([tries]))
        codes = [row.code for row, _ in waiting]
        taken |= set(Occasion.objects.filter(code__in=codes).values_list("code", flat=True))
        again = []
        for row, its_id in waiting:
            again += [(row, its_id)] if row.code in taken else []
            taken.add(row.code)
        waiting, tries = again, tries + 1


def made_of(told_: PastPublication | None, facts: Facts) -> Made:
    """Return what was done, as the rules take it."""
    if told_ is None:
        return Made()
    correction = told_.correction
    change = None
    if correction is not None:
        due_on = term_of(CHANGE_RULE, correction.changed_on, law.rulebook(), facts.calendar).due_on
        change = Change(2, correction.changed_on, due_on)
    return Made(told_.shown, 1 if correction is None else 2, change, told_.withdrawn_on)


def _add(rows: _Chunk, occasion: Occasion, past: Past, on: date) -> None:
    """Add the rows and acts of one past."""
    rows.occasions.append(occasion)
    subject, what = subject_of(occasion), {"duty": occasion.duty, "source": occasion.source}
    facts = {**what, "happened_on": occasion.happened_on.isoformat()}
    begun = min(on, occasion.happened_on)
    rows.acts.append(Act("disclosure.due", subject, AS_SYSTEM, _at(begun, OPENED), grounds_of(occasion), facts))
    published = past.publication
    if published is None:
        return
    made = Publication(
        occasion=occasion, latest=2 if published.correction else 1, published_at=_at(published.on, OPENED),
        covers=published.covers, withdrawn_at=_at(published.withdrawn_on, CLOSED) if published.withdrawn_on else None,
        withdrawn_reason=published.withdrawn_reason,
        folded=folded_words(occasion.title, published.answers, published.blocks, occasion.duty),
    )  # fmt: skip
    rows.publications.append(made)
    _add_versions(rows, occasion, made, published, what)
    rows.evidence += [
        Evidence(
            publication=made, version=one.version, form=one.form.value, place=one.place.value, village_id=one.village,
            began=one.began, last_day=one.last_day, shown_by=past.responsible, doubted_on=one.doubted_on,
            confirmed_by=_confirmed(one, published),
        )
        for one in published.shown
    ]  # fmt: skip


def _add_versions(
    rows: _Chunk, occasion: Occasion, made: Publication, published: PastPublication, what: Mapping[str, Any]
) -> None:
    subject, said = subject_of(occasion), dict(zip(ANSWERS, published.answers, strict=True))
    until = names_until(occasion, published.on)
    blocks = [dict(one) for one in published.blocks]
    first = Version(
        publication=made, number=1, published_at=made.published_at, blocks=blocks, names_until=until, **said
    )
    rows.versions.append(first)
    words = {"words": "\n".join(published.answers).encode()}
    shown = [_fact(one.form.value, one.place.value, one.began, one.last_day) for one in published.shown]
    facts = {**what, "version": 1, "shown": shown}
    rows.acts.append(Act("disclosure.published", subject, AS_SYSTEM, made.published_at, (), facts, words))
    correction = published.correction
    if correction is None:
        return
    at = _at(correction.on, OPENED)
    due_on = term_of(CHANGE_RULE, correction.changed_on, law.rulebook(), law.calendar()).due_on
    rows.versions.append(
        Version(
            publication=made, number=2, published_at=at, blocks=blocks, names_until=until, reason=correction.reason,
            changed_on=correction.changed_on, due_on=due_on, **said,
        )
    )  # fmt: skip
    facts = {**what, "version": 2, "changed_on": correction.changed_on.isoformat()}
    rows.acts.append(Act("disclosure.corrected", subject, AS_SYSTEM, at, (), facts))


def _confirmed(one: Shown, published: PastPublication) -> str:
    """Return who stands for a stretch: the platform for its own pages."""
    return PLATFORM if one.form is Form.PORTAL else published.confirmed_by if one.confirmed else ""


def _fact(form: str, place: str, began: date, last_day: date | None) -> dict[str, Any]:
    return {"form": form, "place": place, "began": began.isoformat(), "last_day": last_day and last_day.isoformat()}


def _insert(rows: _Chunk) -> None:
    copy_in(rows.occasions)
    copy_in(rows.publications)
    for version in rows.versions:
        version.publication = version.publication  # it has its id now
    for one in rows.evidence:
        one.publication = one.publication
    copy_in(rows.versions)
    copy_in(rows.evidence)
    units = sorted({one.unit_id for one in rows.occasions})
    record_many(acts=rows.acts, topics=[TOPIC, *(f"{TOPIC}:{one}" for one in units)])


def _at(day: date, moment: time) -> datetime:
    return datetime.combine(day, moment, VIETNAM)


__all__ = ["Loaded", "load_register", "made_of", "set_equipment"]
