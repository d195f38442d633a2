"""Write down what was said in public, and the values by which it can be weighed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dinhlang.apps.coordination.actions.acts import (
    INDICATOR,
    STATEMENT,
    code_of,
    require_past,
    require_text,
    write,
)
from dinhlang.apps.coordination.models import Claim, Conference, IndexValue, Indicator, Statement
from dinhlang.apps.coordination.policies import require_can_keep_register
from dinhlang.apps.transparency.actions import Request, Subject, done_before
from dinhlang.domain.accounts.roles import Actor
from dinhlang.domain.coordination.claims import Comparison
from dinhlang.domain.law.rule import Confidence
from dinhlang.lib.refusal import NotFoundError, RefusedError


@dataclass(frozen=True)
class NewClaim:
    """One thing that was claimed; without indicators it names nothing that is measured."""

    text: str
    comparison: Comparison
    period: int
    territory_id: int
    indicators: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    quote: str = ""
    reading: str = ""


@dataclass(frozen=True)
class NewValue:
    """A published value; `territory_id` None: the country."""

    indicator: str
    territory_id: int | None
    period: int
    value: Decimal
    known_on: date
    method: str
    source: str
    confidence: Confidence
    benchmark: Decimal | None = None
    rank: int | None = None
    out_of: int | None = None
    known_on_is_estimate: bool = False
    source_url: str = ""
    asked: int | None = None
    note: str = ""
    about_on: date | None = None  # the day that it is about; None: the whole year


@transaction.atomic
def publish_statement(
    *,
    actor: Actor,
    post_title: str,
    said_on: date,
    source: str,
    claims: Sequence[NewClaim],
    at: datetime,
    unit_id: int | None = None,
    name: str = "",
    place: str = "",
    source_url: str = "",
    conference_id: int | None = None,
    request: Request | None = None,
) -> int:
    """Write down who claimed what in public; returns its id. Whether it is true is computed, never written."""
    acting = require_can_keep_register(actor)
    if earlier := done_before(request):
        return earlier
    require_past(said_on, at, "said_on")
    if not claims:
        raise RefusedError(_("Hãy ghi ít nhất một điều đã nói."), field="claims")
    _require_known(claims)
    plain = code_of(f"phat-bieu-{said_on.isoformat()}")
    taken = list(Statement.objects.filter(code__startswith=plain).values_list("code", flat=True))
    if conference_id is not None and not Conference.objects.filter(pk=conference_id).exists():
        raise NotFoundError(_("Không có hội nghị này."))
    made = Statement.objects.create(
        code=code_of(plain, taken),
        post_title=require_text(post_title, "post_title", _("Hãy ghi chức danh người nói.")),
        unit_id=unit_id, name=name.strip(), place=place.strip(), said_on=said_on, conference_id=conference_id,
        source=require_text(source, "source", _("Hãy ghi nguồn của phát biểu.")), source_url=source_url,
    )  # fmt: skip
    Claim.objects.bulk_create(claim_row(made, number, one) for number, one in enumerate(claims, 1))
    facts = {"said_on": said_on.isoformat(), "claims": len(claims)}
    subject = Subject(STATEMENT, made.pk, made.code)
    write("statement_published", subject, acting=acting, at=at, facts=facts, request=request)
    return made.pk


def claim_row(statement: Statement, number: int, new: NewClaim) -> Claim:
    """Return the row of one claim."""
    return Claim(
        statement=statement, number=number, text=new.text.strip(), quote=new.quote.strip(),
        indicators=list(new.indicators), related=list(new.related), comparison=new.comparison.value,
        period=new.period, territory_id=new.territory_id, reading=new.reading.strip(),
    )  # fmt: skip


def _require_known(claims: Sequence[NewClaim]) -> None:
    """Raise RefusedError for a claim without words, or by an indicator that is not known."""
    if any(not one.text.strip() for one in claims):
        raise RefusedError(_("Hãy ghi điều đã nói bằng lời."), field="claims")
    wanted = {code for one in claims for code in (*one.indicators, *one.related)}
    unknown = wanted - set(Indicator.objects.filter(code__in=wanted).values_list("code", flat=True))
    if unknown:
        raise RefusedError(
            _("Chưa có chỉ số mang mã: {codes}.").format(codes=", ".join(sorted(unknown))), field="claims"
        )


@transaction.atomic
def add_index_value(*, actor: Actor, new: NewValue, at: datetime, request: Request | None = None) -> int:
    """Write down a published value with the day since when it is known; returns the id of its indicator."""
    acting = require_can_keep_register(actor)
    if earlier := done_before(request):
        return earlier
    require_past(new.known_on, at, "known_on")
    indicator = Indicator.objects.select_for_update().filter(code=new.indicator).first()
    if indicator is None:
        raise NotFoundError(_("Không có chỉ số này."), field="indicator")
    require_text(new.source, "source", _("Hãy ghi nguồn của số liệu."))
    _require_about(new, indicator)
    same = indicator.values.filter(
        territory=new.territory_id, period=new.period, about_on=new.about_on, known_on=new.known_on
    )
    if same.exists():
        raise RefusedError(_("Giá trị công bố ngày này đã có; muốn đính chính, hãy ghi ngày công bố mới."))
    IndexValue.objects.create(**(vars(new) | {"indicator": indicator, "confidence": new.confidence.value}))
    facts = {
        "period": new.period, "territory": new.territory_id, "value": str(new.value),
        "known_on": new.known_on.isoformat(), **({"about_on": new.about_on.isoformat()} if new.about_on else {}),
    }  # fmt: skip
    subject = Subject(INDICATOR, indicator.pk, indicator.code)
    write("value_added", subject, acting=acting, at=at, facts=facts, request=request)
    return indicator.pk


def _require_about(new: NewValue, indicator: Indicator) -> None:
    """Raise RefusedError for a value about a day of another year, or known before that day or before its indicator."""
    if new.about_on is not None and new.about_on.year != new.period:
        raise RefusedError(_("Ngày mà số nói tới phải nằm trong năm đã ghi."), field="about_on")
    if new.about_on is not None and new.known_on < new.about_on:
        raise RefusedError(_("Không ai biết được số này trước ngày mà nó nói tới."), field="known_on")
    if indicator.defined_on is not None and new.known_on < indicator.defined_on:
        raise RefusedError(_("Ngày ấy chưa có chỉ số này."), field="known_on")
