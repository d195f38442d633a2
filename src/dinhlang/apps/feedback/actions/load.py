"""Load whole histories in bulk: the demo province and imports from other systems come in by this one door."""

import secrets
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from itertools import islice

from django.db import connection, transaction

from dinhlang.apps.feedback.actions.life import Life, UnknownCodeError, World, live
from dinhlang.apps.feedback.actions.step import FEEDBACK_TOPIC, KIND
from dinhlang.apps.feedback.models import Case, Category, Identity, Rating, Statement
from dinhlang.apps.law import actions as law
from dinhlang.apps.law import queries as law_queries
from dinhlang.apps.organisations.queries import UnitView
from dinhlang.apps.transparency.actions import open_subjects, record_many
from dinhlang.domain.feedback.codes import lookup_code, lookup_hash, number
from dinhlang.domain.feedback.history import CaseHistory
from dinhlang.domain.feedback.states import NotInThisStateError
from dinhlang.lib.copying import copy_in, fresh_ids
from dinhlang.lib.keyed import keyed

CHUNK = 500


@dataclass
class Loaded:
    """What a load did: cases added, keys known before, and what was refused with its reason."""

    added: int = 0
    known: int = 0
    refused: list[tuple[str, str]] = field(default_factory=list)


def load_cases(
    *,
    histories: Iterable[CaseHistory],
    units: dict[str, UnitView],
    at: datetime,
    is_demo: bool = False,
    has_clocks: bool = True,
    progress: Callable[[int], None] | None = None,
) -> Loaded:
    """Write histories in chunks, each one transaction: an interrupted load continues, a second one adds nothing.

    The outbox gets rows for the log alone: nobody is mailed about the past. The lookup codes of loaded cases are
    random and told to nobody.
    """
    categories = {one.code: one for one in Category.objects.all()}
    world = World(units, categories, law_queries.calendar(), has_clocks)
    outcome = Loaded()
    waiting = iter(histories)
    while chunk := list(islice(waiting, CHUNK)):
        _load_chunk(chunk, world, at=at, is_demo=is_demo, outcome=outcome)
        if progress is not None:
            progress(len(chunk))
    return outcome


@transaction.atomic
def _load_chunk(chunk: Sequence[CaseHistory], world: World, *, at: datetime, is_demo: bool, outcome: Loaded) -> None:
    """Write one chunk; what a row refers to wrongly is refused with its reason, the others go in."""
    _one_at_a_time()
    keys = [one.key for one in chunk]
    known = set(Case.objects.filter(external_key__in=keys).values_list("external_key", flat=True))
    fresh = [one for one in {one.key: one for one in chunk}.values() if one.key not in known]
    lives, histories = [], []
    numbers = _numbers(fresh, is_demo=is_demo)
    for case_id, history in zip(fresh_ids(Case, len(fresh)), fresh, strict=True):
        try:
            lives.append(live(_bare(case_id, numbers[history.key], is_demo=is_demo), history, world))
            histories.append(history)
        except (UnknownCodeError, NotInThisStateError) as error:
            outcome.refused.append((history.key, str(error)))
    _write(lives, histories, at)
    outcome.added += len(lives)
    outcome.known += len(chunk) - len(fresh)


def _one_at_a_time() -> None:
    """Wait until no other load writes a chunk: what it wrote is then known here, and no key comes in twice."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('dinhlang.feedback.load', 0))")


def _numbers(histories: Sequence[CaseHistory], *, is_demo: bool) -> dict[str, str]:
    """Return a free public number by key, the same on every run. One query, more where numbers are taken.

    Six letters are few: among 40,000 cases of a year two meet as likely as not, so the second tries again. A key may
    be private (a number of another system): only this deployment can tell which number it got. A demo has no secrets.
    """
    numbers: dict[str, str] = {}
    waiting, tries = list(histories), 0
    while waiting:
        wanted = {one.key: _spelled(one, tries, is_demo=is_demo) for one in waiting}
        taken = set(Case.objects.filter(number__in=wanted.values()).values_list("number", flat=True))
        taken |= set(numbers.values())
        for key, spelled in wanted.items():
            if spelled not in taken:
                numbers[key] = spelled
                taken.add(spelled)
        waiting, tries = [one for one in waiting if one.key not in numbers], tries + 1
    return numbers


def _spelled(history: CaseHistory, tries: int, *, is_demo: bool) -> str:
    token = f"{history.key}\n{tries}"
    seed = sha256(token.encode()).digest() if is_demo else keyed("number", token)
    return number(history.received_at.year, seed)


def _bare(case_id: int, its_number: str, *, is_demo: bool) -> Case:
    """Return a case with its codes only."""
    return Case(
        id=case_id,
        number=its_number,
        lookup_hash=lookup_hash(lookup_code(secrets.token_bytes(32))),
        is_demo=is_demo,
    )


def _write(lives: list[Life], histories: list[CaseHistory], at: datetime) -> None:
    """Insert cases, identities, clocks, acts, and the words that belong to the acts."""
    copy_in(life.case for life in lives)
    copy_in(
        Identity(case=life.case, name=one.contact_name, phone=one.phone, email=one.email)
        for life, one in zip(lives, histories, strict=True)
        if one.contact_name or one.phone or one.email
    )
    _write_clocks(lives)
    acts = [act for life in lives for act in life.acts]
    communes = sorted({life.case.commune_id for life in lives})
    ids = iter(record_many(acts=acts, topics=[FEEDBACK_TOPIC, *(f"commune:{one}" for one in communes)]))
    statements, ratings = [], []
    for life in lives:
        for place, record_id in enumerate(islice(ids, len(life.acts))):
            if place in life.words:
                audience, text = life.words[place]
                statements.append(Statement(record_id=record_id, case=life.case, audience=audience, text=text))
            if place in life.ratings:
                level, text, when = life.ratings[place]
                ratings.append(Rating(record_id=record_id, case=life.case, level=level, text=text, at=when))
    copy_in(statements)
    copy_in(ratings)
    public = [life.case.pk for life in lives if life.case.publication == "public"]
    open_subjects(kind=KIND, ids=public, at=at)


def _write_clocks(lives: list[Life]) -> None:
    """Insert deadline rows so that each finds the one it follows: all first rows, then all second ones, …"""
    chains = [chain for life in lives for chain in life.chains]
    for depth in range(max(map(len, chains), default=0)):
        rows = [chain[depth] for chain in chains if len(chain) > depth]
        for row in rows:
            row.previous = row.previous  # the earlier row has its id now
        law.insert_deadlines(rows=rows)
