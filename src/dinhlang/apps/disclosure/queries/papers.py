"""Papers and photos of the register: those that wait for a version, and those that anybody may fetch."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.db.models import OuterRef, Subquery

from dinhlang.apps.disclosure.models import File
from dinhlang.apps.disclosure.queries.shapes import FileView, PaperView
from dinhlang.domain.disclosure.columns import masked
from dinhlang.domain.disclosure.duties import DUTIES
from dinhlang.domain.organisations.names import fold

TABLE = "table"
MOST_FOLDED = 150_000


def public_blocks(blocks: Sequence[Mapping[str, Any]], columns: Mapping[str, Sequence[int]]) -> list[dict[str, Any]]:
    """Return words and tables as the public sees them."""
    return [_public(one, columns.get(str(place), ())) for place, one in enumerate(blocks)]


def _public(block: Mapping[str, Any], columns: Sequence[int]) -> dict[str, Any]:
    return {**block, "rows": masked(block["rows"], columns)} if block.get("kind") == TABLE else dict(block)


def folded_words(title: str, answers: Iterable[str], blocks: Sequence[Mapping[str, Any]], duty: str) -> str:
    """Return the words by which a publication is found: never those of a table that may name people."""
    tables = not DUTIES[duty].names_people
    parts = [title, *answers]
    for one in blocks:
        if one.get("kind") != TABLE:
            parts.append(str(one.get("text", "")))
        elif tables:
            parts += [" ".join(row) for row in (one["headings"], *one["rows"])]
    return _folded(" ".join(parts)[:MOST_FOLDED])


@lru_cache(maxsize=64)
def _folded(words: str) -> str:
    """Return words without marks; in a load the same ones come a hundred times."""
    return fold(words)


def waiting_papers(occasion_id: int) -> tuple[PaperView, ...]:
    """Return the papers of the next version, masked. One SQL query."""
    rows = File.objects.filter(occasion_id=occasion_id, version=None, evidence=None).select_related("occasion")
    return tuple(map(_view, rows.order_by("id")))


def paper(file_id: int) -> PaperView | None:
    """Return a paper that is not published yet."""
    found = File.objects.filter(pk=file_id, version=None, evidence=None).select_related("occasion").first()
    return _view(found) if found else None


def _view(one: File) -> PaperView:
    shown = public_blocks(one.blocks, one.masked)
    return PaperView(
        one.pk, one.occasion.code, one.occasion.unit_id, one.kind, one.state, tuple(shown), one.masked
    )  # fmt: skip


def files_of(version_ids: Sequence[int], duty: str) -> dict[int, tuple[FileView, ...]]:
    """Return what anybody may fetch of some versions; of items with lists of people only the readable text."""
    if DUTIES[duty].names_people:
        return {}
    found: dict[int, tuple[FileView, ...]] = {}
    rows = File.objects.filter(version_id__in=version_ids, state="ready").exclude(path="").order_by("id")
    for one in filter(goes_out, rows):
        assert one.version_id is not None
        view = FileView(one.pk, one.kind, one.path, one.size)
        found[one.version_id] = (*found.get(one.version_id, ()), view)
    return found


def goes_out(one: File) -> bool:
    """Tell whether a paper itself may go out: not where its own words would tell what a mask hides; a table is new."""
    return one.kind == "xlsx" or not one.masked


def newest_photo() -> Subquery:
    """Return the part of a query of postings that names the newest cleaned photo of each."""
    return Subquery(File.objects.filter(evidence_id=OuterRef("pk"), state="ready").order_by("-id").values("pk")[:1])


def public_file(file_id: int, at: datetime) -> FileView | None:
    """Return a cleaned file of a publication that stands: a paper of an item without lists of people, or a photo."""
    one = (
        File.objects.select_related("occasion__publication").filter(pk=file_id, state="ready").exclude(path="").first()
    )
    if one is None:
        return None
    publication = getattr(one.occasion, "publication", None)
    is_paper = one.version_id is not None and not DUTIES[one.occasion.duty].names_people and goes_out(one)
    if publication is None or publication.withdrawn_at is not None or publication.published_at > at:
        return None
    return FileView(one.pk, one.kind, one.path, one.size) if is_paper or one.evidence_id is not None else None
