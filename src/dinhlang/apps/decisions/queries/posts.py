"""Reads of what a recognised election or dismissal asks of the posts of a village."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from dinhlang.apps.accounts import queries as accounts
from dinhlang.apps.accounts.queries import PostRow
from dinhlang.apps.decisions.models import CandidateVotes, Proceeding
from dinhlang.domain.accounts.roles import Role
from dinhlang.domain.decisions.matters import Step
from dinhlang.domain.decisions.origins import ABOUT_THE_HEAD, is_settled
from dinhlang.domain.decisions.states import State


@dataclass(frozen=True)
class HeadChange:
    """A recognised election or dismissal of a head. name: who was elected, "" after a dismissal."""

    decision_id: int
    code: str
    question: str
    step: Step
    name: str
    recognised_on: date

    def waits(self, posts: Iterable[PostRow]) -> bool:
        """Tell whether the posts of a village still wait for what was recognised."""
        began = [[timezone.localdate(held.since) for held in one.held] for one in posts if is_of_head(one)]
        return bool(began) and not is_settled(began, self.recognised_on, self.step)

    def is_about(self, post: PostRow) -> bool:
        """Tell whether a post is one that this may change."""
        return is_of_head(post)


def head_change(unit_id: int) -> HeadChange | None:
    """Return the newest recognised election or dismissal of the head of a village. At most two queries."""
    rows = Proceeding.objects.select_related("decision").filter(
        decision__unit_id=unit_id, decision__matter=ABOUT_THE_HEAD, answered_on__isnull=False,
        decision__state__in=(State.RECOGNISED.value, State.REPORTED.value),
    )  # fmt: skip
    found = rows.order_by("-decision_id").first()
    if found is None or found.answered_on is None or not found.step:
        return None
    step, one = Step(found.step), found.decision
    name = elected_name(one.pk) if step is Step.ELECT else ""
    return HeadChange(one.pk, one.code, one.question, step, name, found.answered_on)


def elected_name(decision_id: int) -> str:
    """Return the name of who was elected, "" where nobody was. One query."""
    rows = CandidateVotes.objects.filter(round__election_id=decision_id, elected=True)
    return rows.values_list("candidate__name", flat=True).first() or ""


def head_posts(unit_id: int, *, at: datetime) -> list[PostRow]:
    """Return the posts of the head of a village with who holds them. Two queries."""
    return [one for one in accounts.posts_of(unit_id, at=at) if is_of_head(one)]


def is_of_head(post: PostRow) -> bool:
    """Tell whether a post is that of the head of a village."""
    return Role.VILLAGE_HEAD in post.roles
