"""Who is at the meeting: marks tapped on telephones, sent when there is a line, each kept once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dinhlang.apps.decisions.actions.deciding import locked, unit_of
from dinhlang.apps.decisions.models import AttendanceMark, RollLine
from dinhlang.apps.decisions.policies import require_can_type
from dinhlang.domain.accounts.roles import Actor
from dinhlang.lib.refusal import RefusedError

MOST_MARKS = 2_000


@dataclass(frozen=True)
class NewMark:
    """One tap as a telephone tells it."""

    key: str
    row_code: str
    present: bool
    device: str
    marked_at: datetime
    settles: bool = False


@transaction.atomic
def mark_attendance(*, actor: Actor, decision_id: int, marks: Sequence[NewMark], at: datetime) -> int:
    """Keep the marks of a telephone; those that came before are left alone. Returns how many were new."""
    decision = locked(decision_id).decision
    require_can_type(actor, unit_of(decision, at))
    if decision.frozen_at is None:
        raise RefusedError(_("Cuộc họp chưa mở: chưa chốt danh sách hộ."))
    if decision.closed_at is not None:
        raise RefusedError(_("Cuộc họp đã xong; không điểm danh nữa."))
    if len(marks) > MOST_MARKS:
        raise RefusedError(_("Gửi nhiều quá một lần."))
    codes = {one.row_code for one in marks}
    lines = dict(RollLine.objects.filter(decision=decision, row_code__in=codes).values_list("row_code", "pk"))
    if len(lines) != len(codes):
        raise RefusedError(_("Có mã dòng không thuộc cuộc biểu quyết này."))
    before = AttendanceMark.objects.filter(line__decision=decision).count()
    AttendanceMark.objects.bulk_create(
        (
            AttendanceMark(
                line_id=lines[one.row_code], key=one.key, present=one.present, settles=one.settles, device=one.device,
                marked_at=min(one.marked_at, at), received_at=at,
            )
            for one in marks
        ), ignore_conflicts=True,
    )  # fmt: skip
    return AttendanceMark.objects.filter(line__decision=decision).count() - before
