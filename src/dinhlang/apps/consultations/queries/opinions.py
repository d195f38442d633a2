"""Opinions one by one: as anybody may read them, and the photos and spoken notes that came with them."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db.models import Count, Q

from dinhlang.apps.consultations.models import Consultation, Opinion, OpinionFile
from dinhlang.apps.consultations.queries.rows import rows_of
from dinhlang.apps.consultations.queries.shapes import FileView, OpinionsPage, OpinionView, ReviewView

ON_A_PAGE = 20
READY = "ready"
UNREAD = Q(shown_at=None, withheld_why="")


def opinion_view(one: Opinion, files: tuple[FileView, ...] = ()) -> OpinionView:
    """Return an opinion; its point and review must be loaded with it."""
    asked = getattr(one, "review", None)  # none was asked for
    return OpinionView(
        one.pk, one.code, one.anchor, one.stance, one.text, one.signed, one.origin, one.people, one.given_at,
        one.point.number if one.point else None, one.shown_at is not None, one.withheld_why, one.files_may_show, files,
        ReviewView(asked.text, asked.asked_at, asked.due_on, asked.decided_at, asked.is_shown, asked.reason)
        if asked else None,
    )  # fmt: skip


def files_of(opinion_ids: Collection[int]) -> Mapping[int, tuple[FileView, ...]]:
    """Return by opinion the files that came with it; one SQL query."""
    found: dict[int, tuple[FileView, ...]] = {}
    for one in OpinionFile.objects.filter(opinion_id__in=opinion_ids).order_by("id"):
        found[one.opinion_id] = (*found.get(one.opinion_id, ()), FileView(one.pk, one.kind, one.state))
    return found


def opinions_page(code: str, at: datetime, *, before: int | None = None) -> OpinionsPage | None:
    """Return what was said to a draft, the newest first; words and files only where they may be seen. Five queries."""
    found = Consultation.objects.filter(code=code, opened_at__lte=at).first()
    if found is None:
        return None
    said = Opinion.objects.filter(consultation=found)
    counted = said.aggregate(unread=Count("pk", filter=UNREAD), withheld=Count("pk", filter=~Q(withheld_why="")))
    rows = said.exclude(UNREAD).select_related("point", "review").order_by("-id")
    rows = rows.filter(pk__lt=before) if before is not None else rows
    listed = list(rows[: ON_A_PAGE + 1])
    shown = listed[:ON_A_PAGE]
    files = files_of([one.pk for one in shown if one.shown_at is not None and one.files_may_show])
    return OpinionsPage(
        rows_of([found], at)[0],
        tuple(opinion_view(one, _ready(files.get(one.pk, ()))) for one in shown),
        counted["unread"], counted["withheld"], shown[-1].pk if len(listed) > ON_A_PAGE else None,
    )  # fmt: skip


def unread_opinions(consultation_id: int) -> list[int]:
    """Return the ids of opinions that wait to be read, the oldest first."""
    rows = Opinion.objects.filter(UNREAD, consultation_id=consultation_id).order_by("id")
    return list(rows.values_list("pk", flat=True))


def _ready(files: tuple[FileView, ...]) -> tuple[FileView, ...]:
    return tuple(one for one in files if one.state == READY)


def public_file(file_id: int, at: datetime, *, small: bool = False) -> tuple[str, str] | None:
    """Return kind and path of a file that anybody may see: its sender and an official let it be public."""
    rows = OpinionFile.objects.filter(
        pk=file_id, state=READY, opinion__files_may_show=True, opinion__shown_at__lte=at,
        opinion__consultation__opened_at__lte=at,
    )  # fmt: skip
    return _path(rows.first(), small=small)


def desk_file(file_id: int) -> tuple[int, str, str] | None:
    """Return the unit, kind and path of a file for the desk of its unit."""
    one = OpinionFile.objects.select_related("opinion__consultation").filter(pk=file_id, state=READY).first()
    return (one.opinion.consultation.unit_id, one.kind, one.path) if one is not None else None


def _path(one: OpinionFile | None, *, small: bool) -> tuple[str, str] | None:
    if one is None:
        return None
    return one.kind, one.thumbnail_path if small and one.thumbnail_path else one.path
