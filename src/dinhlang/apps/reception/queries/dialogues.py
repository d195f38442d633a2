"""Dialogues, their questions and promises; who owes a dialogue."""

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date, datetime

from django.db.models import Count
from django.utils import timezone

from dinhlang.apps.law import queries as law
from dinhlang.apps.organisations import queries as organisations
from dinhlang.apps.reception.models import Dialogue, Promise, Question, Request
from dinhlang.apps.reception.queries.shapes import (
    Asking,
    DialogueRow,
    DialogueView,
    PromiseView,
    QuestionView,
)
from dinhlang.domain.feedback.codes import lookup_hash
from dinhlang.domain.law.rulebook import Rulebook
from dinhlang.domain.reception import dialogue as rules
from dinhlang.domain.reception.promises import Kept, stands

MOST_LISTED = 100
ASK_RULE = "PROV-REC-ASK"


def dialogues(at: datetime, unit_ids: Collection[int] | None = None) -> tuple[DialogueRow, ...]:
    """Return the newest dialogues, of some units or of all; two SQL queries."""
    found = Dialogue.objects.order_by("-on", "-id")
    if unit_ids is not None:
        found = found.filter(unit_id__in=unit_ids)
    return _rows(found[:MOST_LISTED], at)


def dialogue(code: str, at: datetime, *, inside: bool = False) -> DialogueView | None:
    """Return one dialogue; `inside`: with the words that nobody outside reads yet. Five SQL queries."""
    found = Dialogue.objects.filter(code=code).first()
    if found is None:
        return None
    return DialogueView(
        _rows([found], at)[0], found.summary if found.published_at else "", _questions(found, inside=inside),
        _promises(Promise.objects.filter(dialogue=found), at),
    )  # fmt: skip


def own_question(code: str) -> tuple[QuestionView, str, int | None] | None:
    """Return a question by its secret code, its dialogue's code, and the number of the one it was merged into."""
    one = Question.objects.filter(lookup_hash=lookup_hash(code)).select_related("dialogue", "merged_into").first()
    if one is None:
        return None
    into = one.merged_into
    shown = _question(into or one, (), 0, inside=into is None)
    return shown, one.dialogue.code, into.number if into else None


def promises(at: datetime, owner_ids: Collection[int] | None = None) -> tuple[PromiseView, ...]:
    """Return the newest promises, of some units or of all; two SQL queries."""
    found = Promise.objects.order_by("-made_on", "-id")
    if owner_ids is not None:
        found = found.filter(owner_id__in=owner_ids)
    return _promises(found[:MOST_LISTED], at)


def promise_counts(at: datetime) -> dict[Kept, int]:
    """Return how many of all promises stand how today; one SQL query."""
    today = timezone.localdate(at)
    rows = Promise.objects.values_list("due_on", "kept_on", "broken_on").annotate(many=Count("id")).order_by()
    found: Counter[Kept] = Counter()
    for due, kept, broken, many in rows:
        found[stands(due, kept_on=kept, broken_on=broken, today=today)] += many
    return found


def asking(unit_ids: Collection[int], at: datetime) -> tuple[Asking, ...]:
    """Return for communes how many voters ask today, and what they are owed this year; four SQL queries."""
    today = timezone.localdate(at)
    keeps, book = law.days_of(ASK_RULE, on=today), law.rulebook()
    held: dict[int, list[date]] = {}
    for unit, on in Dialogue.objects.filter(unit_id__in=unit_ids, held_at__isnull=False).values_list("unit_id", "on"):
        held.setdefault(unit, []).append(on)
    asked: dict[int, list[tuple[date, int, int]]] = {}
    rows = Request.objects.filter(unit_id__in=unit_ids, asked_on__gte=today - keeps, asked_on__lte=today)
    for unit, on, count, voters in rows.order_by("asked_on").values_list(
        "unit_id", "asked_on", "voters_asking", "voters_in_all"
    ):
        asked.setdefault(unit, []).append((on, count, voters))
    names = organisations.names(unit_ids, today)
    return tuple(
        _asking(unit, names.get(unit, ""), held.get(unit, []), asked.get(unit, []), today, keeps.days, book)
        for unit in sorted(unit_ids, key=lambda one: names.get(one, ""))
    )


def _asking(
    unit: int, name: str, held: list[date], asked: list[tuple[date, int, int]], today: date, keeps: int, book: Rulebook
) -> Asking:  # fmt: skip
    last = max((one for one in held if one <= today), default=None)
    people = sum(
        count for on, count, _voters in asked if rules.still_counted([on], since=last, expiry_days=keeps, today=today)
    )
    voters = asked[-1][2] if asked else 0
    enough = voters > 0 and rules.enough_ask(people, voters, book, on=today)
    return Asking(
        unit, name, people, voters, enough,
        rules.owed(held, today.year, asking=people, voters=voters, book=book, today=today),
    )  # fmt: skip


def _questions(found: Dialogue, *, inside: bool) -> tuple[QuestionView, ...]:
    rows = list(Question.objects.filter(dialogue=found).order_by("number"))
    took: dict[int, list[int]] = {}
    people: dict[int, int] = {}
    for one in rows:
        home = one.merged_into_id or one.pk
        people[home] = people.get(home, 0) + one.people
        if one.merged_into_id:
            took.setdefault(home, []).append(one.number)
    shown = [
        _question(one, tuple(took.get(one.pk, ())), people[one.pk], inside=inside)
        for one in rows
        if one.merged_into_id is None
    ]
    return tuple(sorted(shown, key=lambda one: (-one.people, one.number)))


def _question(one: Question, took: tuple[int, ...], people: int, *, inside: bool) -> QuestionView:
    is_shown = one.shown_at is not None
    return QuestionView(
        one.number, one.text if inside or is_shown else "", is_shown, one.withheld_why, people or one.people,
        one.answer, one.answered_by, took,
    )  # fmt: skip


def _promises(found: Iterable[Promise], at: datetime) -> tuple[PromiseView, ...]:
    today = timezone.localdate(at)
    rows = list(found.select_related("dialogue", "question"))  # type: ignore[attr-defined]
    names = organisations.names({one.owner_id for one in rows}, today)
    return tuple(
        PromiseView(
            one.pk, one.code, one.dialogue.code, one.question.number if one.question else None, one.text, one.owner_id,
            names.get(one.owner_id, ""), one.owner_post, one.made_on, one.due_on,
            stands(one.due_on, kept_on=one.kept_on, broken_on=one.broken_on, today=today), one.kept_on, one.shown,
            one.broken_why, one.dialogue.is_demo,
        )
        for one in rows
    )  # fmt: skip


def _rows(found: Iterable[Dialogue], at: datetime) -> tuple[DialogueRow, ...]:
    rows, today = list(found), timezone.localdate(at)
    names = organisations.names({one.unit_id for one in rows}, today)
    return tuple(_row(one, names.get(one.unit_id, ""), today) for one in rows)


def _row(one: Dialogue, unit: str, today: date) -> DialogueRow:
    announced = timezone.localdate(one.announced_at)
    published = timezone.localdate(one.published_at) if one.published_at else None
    timing = rules.timing(
        one.on, announced_on=announced, published_on=published, book=law.rulebook(), calendar=law.calendar(),
        today=today,
    )  # fmt: skip
    return DialogueRow(
        one.pk, one.code, one.unit_id, unit, one.topic, one.on, one.begins, one.place, one.online_url,
        one.is_on_request, announced, one.on if one.held_at else None, one.attended, published, timing, one.moved_from,
        timezone.localdate(one.called_off_at) if one.called_off_at else None, one.changed_why, one.is_demo,
    )  # fmt: skip
