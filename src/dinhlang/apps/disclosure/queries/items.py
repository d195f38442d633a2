"""One thing due with everything that became of it, as anybody may read it, or as its unit does."""

from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone

from dinhlang.apps.disclosure.models import Evidence, InformationRequest, Occasion, Publication, Version
from dinhlang.apps.disclosure.queries.assessing import Facts, assessed, facts_of
from dinhlang.apps.disclosure.queries.papers import files_of, newest_photo
from dinhlang.apps.disclosure.queries.register import ROW, item_row
from dinhlang.apps.disclosure.queries.shapes import EvidenceView, FileView, ItemRow, ItemView, RequestView, VersionView
from dinhlang.apps.organisations import queries as organisations
from dinhlang.domain.feedback.codes import lookup_hash

ANSWERS = ("changes", "affects", "costs", "timing", "objections")
TABLE = "table"


def item(code: str, at: datetime, *, inside: bool = False) -> ItemView | None:
    """Return one thing due with versions and evidence; `inside`: what is under embargo too. Nine SQL queries."""
    found = Occasion.objects.select_related("publication").annotate(asked=Count("requests"))
    occasion = found.filter(code=code).first()
    if occasion is None:
        return None
    on = timezone.localdate(at)
    facts = facts_of([occasion], on)
    publication: Publication | None = getattr(occasion, "publication", None)
    is_seen = publication is not None and (inside or publication.published_at <= at)
    return _view(occasion, facts, publication if is_seen else None, on, occasion.asked)


def item_id(code: str) -> int | None:
    """Return the id of a thing due."""
    return Occasion.objects.filter(code=code).values_list("pk", flat=True).first()


def unit_of(code: str) -> int | None:
    """Return the unit whose register holds a code; what its page changes with."""
    return Occasion.objects.filter(code=code).values_list("unit_id", flat=True).first()


def row_of(occasion: Occasion) -> ItemRow:
    """Return an occasion as lists show it."""
    return item_row([getattr(occasion, name) for name in ROW])


def _view(occasion: Occasion, facts: Facts, publication: Publication | None, on: date, asked: int) -> ItemView:
    unit = facts.units[occasion.unit_id]
    found = assessed(occasion, facts, on)
    if publication is None:
        return ItemView(
            row_of(occasion), unit, occasion.responsible, found, None, None, "", "", None, "", (), (), asked
        )  # fmt: skip
    rows = Version.objects.filter(publication=publication).order_by("-number")
    versions = () if publication.withdrawn_at else _versions(list(rows), occasion.duty, on)
    return ItemView(
        row_of(occasion), unit, occasion.responsible, found, publication.published_at, publication.embargo_until,
        publication.audience, publication.covers, publication.withdrawn_at, publication.withdrawn_reason, versions,
        _evidence(publication, on), asked,
    )  # fmt: skip


def _versions(rows: list[Version], duty: str, on: date) -> tuple[VersionView, ...]:
    files = files_of([one.pk for one in rows], duty)
    return tuple(_version(one, files.get(one.pk, ()), on) for one in rows)


def _version(one: Version, files: tuple[FileView, ...], on: date) -> VersionView:
    gone = one.names_until is not None and on > one.names_until
    kept = [block for block in one.blocks if not (gone and block.get("kind") == TABLE)]
    answers = tuple((name, getattr(one, name)) for name in ANSWERS)
    return VersionView(
        one.number, one.published_at, one.changed_on, one.reason, answers, tuple(kept), len(kept) < len(one.blocks),
        files,
    )  # fmt: skip


def _evidence(publication: Publication, on: date) -> tuple[EvidenceView, ...]:
    """Return where it is and was shown, with how many residents saw, and did not see, each posting."""
    rows = Evidence.objects.filter(publication=publication).annotate(
        seen=Count("looks", filter=Q(looks__seen=True)),
        unseen=Count("looks", filter=Q(looks__seen=False)),
        photo=newest_photo(),
    )
    found = list(rows.order_by("began", "id"))
    names = organisations.names({one.village_id for one in found if one.village_id}, on)
    return tuple(
        EvidenceView(
            one.pk, one.form, one.place, names.get(one.village_id or 0, ""), one.version, one.began, one.last_day,
            one.told, one.shown_by, one.confirmed_by, one.reached, one.doubted_on, one.recheck_by,
            one.seen, one.unseen, one.photo,
        )
        for one in found
    )  # fmt: skip


def request_by_code(lookup: str) -> RequestView | None:
    """Return the request that a secret code opens."""
    found = InformationRequest.objects.filter(lookup_hash=lookup_hash(lookup)).select_related("occasion").first()
    return _request(found) if found else None


def requests_of(unit_id: int) -> tuple[RequestView, ...]:
    """Return the requests of a unit, those that wait first, with their askers: for the unit alone."""
    rows = InformationRequest.objects.filter(unit_id=unit_id).select_related("occasion", "asker")
    waiting = sorted(rows.order_by("-received_at", "-id")[:100], key=lambda one: (one.state != "received", one.due_on))
    return tuple(_request(one, _asker(one)) for one in waiting)


def request_unit(request_id: int) -> int | None:
    """Return the unit that a request was made to."""
    return InformationRequest.objects.filter(pk=request_id).values_list("unit_id", flat=True).first()


def _asker(one: Any) -> tuple[str, str, str] | None:
    asker = getattr(one, "asker", None)
    return (asker.name, asker.address, asker.contact) if asker else None


def _request(one: InformationRequest, asker: tuple[str, str, str] | None = None) -> RequestView:
    return RequestView(
        one.pk, one.code, row_of(one.occasion), one.text, one.state, one.received_at, one.due_on, one.answered_at,
        one.answer, asker,
    )  # fmt: skip
