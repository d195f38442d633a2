"""The sample of a round: its frame and seed are published first, only then is it drawn; both stand in the log."""

import secrets
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from hashlib import sha256

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dinhlang.apps.organisations import queries as organisations
from dinhlang.apps.organisations.queries import UnitView
from dinhlang.apps.surveys.actions.prepare import TOPIC, locked, subject_of
from dinhlang.apps.surveys.models import DrawnEntry, FramePlace, Sheet, Wave
from dinhlang.apps.surveys.policies import require_can_run
from dinhlang.apps.surveys.queries.field import roll_of, rows_of
from dinhlang.apps.surveys.queries.waves import plan_of
from dinhlang.apps.transparency.actions import Request, done_before, record
from dinhlang.apps.transparency.models import Record
from dinhlang.domain.accounts.roles import Actor
from dinhlang.domain.organisations.kinds import Kind
from dinhlang.domain.surveys.fieldwork import MOST_DRAWN, VILLAGE, Plan, serials
from dinhlang.domain.surveys.sampling import draw
from dinhlang.lib.refusal import RefusedError

SEED_BYTES = 16
SEEDED, DRAWN = "surveys.seed_published", "surveys.sample_drawn"


@transaction.atomic
def publish_design(
    *, actor: Actor, wave_code: str, plan: Plan, commune_id: int | None, sizes: Mapping[int, int], at: datetime,
    request: Request | None = None, illustration_seed: str = "",
) -> int:  # fmt: skip
    """Freeze the frame (households by village; all communes or one), and publish plan, frame and a new seed.

    Nobody chooses a seed, but for a survey that is marked as an illustration: a demonstration is the same each time.
    """
    acting = require_can_run(actor)
    if earlier := done_before(request):
        return earlier
    wave = locked(wave_code)
    if wave.seed:
        raise RefusedError(_("Cách chọn mẫu và hạt giống đã công bố rồi, không đổi được nữa."))
    if Sheet.objects.filter(wave=wave).exists():
        raise RefusedError(_("Đã có người trả lời; chọn mẫu phải làm trước khi nhận phiếu."))
    if not 0 < plan.people <= MOST_DRAWN or plan.villages < 1 or plan.communes < 0 or plan.replacements < 0:
        raise RefusedError(_("Mỗi xã chọn ít nhất một ấp, mỗi ấp từ 1 đến 200 hộ."), field="people")
    on = timezone.localdate(at)
    found = [pair for pair in _villages(on, commune_id) if sizes.get(pair[0].id, 0) > 0]
    if not found:
        raise RefusedError(_("Chưa có ấp nào ghi số hộ, nên chưa có khung để chọn mẫu."), field="sizes")
    FramePlace.objects.bulk_create(
        FramePlace(wave=wave, place_id=one.id, commune_id=commune.id, size=sizes[one.id],
                   stratum=commune.subkind.value if plan.by_kind else "")
        for one, commune in found
    )  # fmt: skip
    wave.plan, wave.seed = asdict(plan), _seed(wave, illustration_seed)
    wave.frame_digest = sha256(roll_of(rows_of(wave, on)).encode()).hexdigest()
    wave.save(update_fields=["plan", "seed", "frame_digest"])
    facts = {"plan": wave.plan, "seed": wave.seed, "frame": wave.frame_digest, "villages": len(found)}
    record(
        event=SEEDED, subject=subject_of(wave), acting=acting, at=at, facts=facts, topics=[TOPIC], request=request
    )  # fmt: skip
    return wave.pk


def _seed(wave: Wave, given: str) -> str:
    if given and not wave.is_illustration:
        raise RefusedError(_("Hạt giống do máy sinh, không ai chọn được."))
    return given or secrets.token_hex(SEED_BYTES)


def _villages(on: date, commune_id: int | None) -> list[tuple[UnitView, UnitView]]:
    """Return every village of the province, or of one commune, with its commune, by its code."""
    communes = {one.id: one for one in organisations.communes(on) if commune_id in (None, one.id)}
    below = [one for parent in organisations.home_provinces(on) for one in organisations.below(parent, on)]
    villages = (one for one in below if one.kind is Kind.VILLAGE)
    found = ((one, communes.get(one.parent_id or 0)) for one in villages)
    return sorted(((one, commune) for one, commune in found if commune), key=lambda pair: pair[0].code)


@transaction.atomic
def draw_sample(*, actor: Actor, wave_code: str, at: datetime, request: Request | None = None) -> int:
    """Draw villages and their households from the published seed, once its publication stands in the log."""
    acting = require_can_run(actor)
    if earlier := done_before(request):
        return earlier
    wave = locked(wave_code)
    plan = plan_of(wave)
    if plan is None or not wave.seed:
        raise RefusedError(_("Phải công bố cách chọn mẫu và hạt giống trước khi rút mẫu."))
    if wave.drawn_at is not None:
        raise RefusedError(_("Mẫu đã rút rồi; rút lại cũng ra đúng mẫu này."))
    if not _is_in_log(wave):
        raise RefusedError(_("Hạt giống chưa vào nhật ký chung. Hãy đợi vài giây rồi bấm lại."))
    drawn = draw(rows_of(wave, timezone.localdate(at)), plan.stages, wave.seed)
    chances = {one.row[VILLAGE]: one.chance for one in drawn}
    villages = list(FramePlace.objects.filter(wave=wave, place__code__in=chances).select_related("place"))
    for one in villages:
        one.chance = str(chances[one.place.code])
        DrawnEntry.objects.bulk_create(
            DrawnEntry(village=one, serial=serial, turn=turn)
            for serial, turn in serials(wave.seed, one.place.code, one.size, plan)
        )
    FramePlace.objects.bulk_update(villages, ["chance"])
    wave.drawn_at = at
    wave.save(update_fields=["drawn_at"])
    told = sorted(chances)
    facts = {"villages": told, "entries": DrawnEntry.objects.filter(village__wave=wave).count()}
    record(
        event=DRAWN, subject=subject_of(wave), acting=acting, at=at, facts=facts, topics=[TOPIC], request=request
    )  # fmt: skip
    return wave.pk


def _is_in_log(wave: Wave) -> bool:
    """Tell whether the publication of the seed stands in the public log, from where nobody can take it back."""
    subject = subject_of(wave)
    seeded = Record.objects.filter(subject_kind=subject.kind, subject_id=subject.id, event=SEEDED)
    return seeded.filter(log_entry__isnull=False).exists()
