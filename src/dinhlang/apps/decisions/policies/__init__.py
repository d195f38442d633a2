"""Who leads what a village or commune decides, who keeps its rolls, who helps, who recognises.

The head of the village leads: convenes, chairs, puts to the vote, signs and publishes (Law 10/2022, Articles 16.2,
18.1, 20, 23.2). Nobody of the commune does it for the village: who recognises a decision must not have made it.
Where there is no head, the Chairman appoints a convenor (Article 18.1), who is given the post for that
time. The Chairman leads a matter of the whole commune (Article 16.1). The Front agrees before anything is put to the
households: its board in the village, its Committee in the commune (Article 16).

The secretary of a village (role `receiver` there) and the officers of the commune keep and support: rolls, the list of
who is there, typing slips, help at the office; they open, close and count nothing. Nobody votes for another: the
ballot of a household that came to the office is typed by an officer of the commune, never by the head of the village,
who gathers the votes. The one exception is public: hands shown at the meeting after a vote online.

Recognising belongs to the body that the law names (Article 21.2), annulling and answering objections to the People's
Committee of the commune (Article 22). docs/adr/0005-who-leads-a-vote.md tells what was weighed.
"""

from datetime import date

from django.utils.translation import gettext_lazy as _

from dinhlang.apps.decisions.policies.capacities import AGREE, ANSWER, HELP, KEEP, LEAD, capacity_of, own_and_above
from dinhlang.apps.organisations import queries as organisations
from dinhlang.apps.organisations.queries import UnitView
from dinhlang.domain.accounts.roles import Acting, Actor
from dinhlang.domain.decisions.initiatives import Call
from dinhlang.domain.decisions.matters import Body, Matter, Step
from dinhlang.domain.decisions.origins import is_about_the_head
from dinhlang.domain.organisations.kinds import Kind
from dinhlang.lib.refusal import NotAllowedError


def can_keep_roll(actor: Actor, village: UnitView) -> Acting | None:
    """Return the capacity in which the actor keeps the roll of a village, or None."""
    return capacity_of(actor, KEEP, own_and_above(village))


def require_can_keep_roll(actor: Actor, village: UnitView) -> Acting:
    """Return the capacity for the roll of a village; raises NotAllowedError."""
    capacity = can_keep_roll(actor, village)
    if capacity is None:
        raise NotAllowedError(_("Chỉ Trưởng thôn, ấp, tổ dân phố và cán bộ xã phụ trách được sửa danh sách hộ."))
    return capacity


def can_open_rolls(actor: Actor) -> bool:
    """Tell whether the actor may keep any roll."""
    return actor.holding(KEEP) is not None


def villages_kept(actor: Actor, on: date) -> list[UnitView]:
    """Return the villages whose rolls the actor keeps on a day: the own one, or all of the own commune."""
    own = [one.unit_id for one in actor.holdings if one.roles & set(KEEP)]
    found = {one.id: one for one in organisations.units(own, on).values() if one.kind is Kind.VILLAGE}
    for unit_id in own:
        found |= {one.id: one for one in organisations.villages(unit_id, on)}
    return sorted(found.values(), key=lambda one: (one.sort_key, one.id))


def can_lead(actor: Actor, unit_id: int) -> Acting | None:
    """Return the capacity in which the actor leads the decisions of a village, or of a whole commune, or None."""
    return capacity_of(actor, LEAD, [unit_id])


def require_can_lead(actor: Actor, unit_id: int) -> Acting:
    """Return the capacity for leading a decision; raises NotAllowedError."""
    capacity = can_lead(actor, unit_id)
    if capacity is None:
        raise NotAllowedError(
            _("Chỉ Trưởng thôn, ấp, Tổ trưởng tổ dân phố được làm bước này; việc chung toàn xã do Chủ tịch xã.")
        )
    return capacity


def can_agree(actor: Actor, unit_id: int) -> Acting | None:
    """Return the capacity in which the actor agrees for the Front's board of a village, or None."""
    return capacity_of(actor, AGREE, [unit_id])


def require_can_agree(actor: Actor, unit_id: int) -> Acting:
    """Return the capacity of the Front's board; raises NotAllowedError."""
    capacity = can_agree(actor, unit_id)
    if capacity is None:
        raise NotAllowedError(_("Chỉ Trưởng Ban công tác Mặt trận được làm bước này."))
    return capacity


def can_agree_for(actor: Actor, unit: UnitView, *, on: date) -> Acting | None:
    """Return the capacity in which the actor agrees for the Front of a village, or of a whole commune, or None."""
    if unit.kind is Kind.COMMUNE:
        return capacity_of(actor, ANSWER, _fronts(unit.id, on))
    return can_agree(actor, unit.id)


def require_can_agree_for(actor: Actor, unit: UnitView, *, on: date) -> Acting:
    """Return the capacity of the Front of a village or commune; raises NotAllowedError."""
    if unit.kind is not Kind.COMMUNE:
        return require_can_agree(actor, unit.id)
    capacity = can_agree_for(actor, unit, on=on)
    if capacity is None:
        raise NotAllowedError(_("Chỉ lãnh đạo Ủy ban Mặt trận Tổ quốc cấp xã được thống nhất việc chung toàn xã."))
    return capacity


def can_convene(actor: Actor, unit_id: int, matter: Matter, step: Step | None) -> Acting | None:
    """Return the capacity in which the actor convenes the households: the head, or None.

    Where the head is elected or leaves the Front's board does: it leads the election team, in which no candidate
    is (Decree 59, Articles 3.1, 6.1.b).
    """
    return can_agree(actor, unit_id) if is_about_the_head(matter, step) else can_lead(actor, unit_id)


def require_can_convene(actor: Actor, unit_id: int, matter: Matter, step: Step | None) -> Acting:
    """Return the capacity for convening; raises NotAllowedError."""
    if not is_about_the_head(matter, step):
        return require_can_lead(actor, unit_id)
    capacity = can_agree(actor, unit_id)
    if capacity is None:
        raise NotAllowedError(_("Bầu, cho thôi Trưởng thôn, ấp do Trưởng Ban công tác Mặt trận triệu tập."))
    return capacity


def can_hand_slip(actor: Actor, village_id: int) -> Acting | None:
    """Return the capacity in which the actor gives a household a slip: the head or secretary of the village, or None.

    Never an officer of the commune, who types ballots for households that come with their slip.
    """
    return capacity_of(actor, KEEP, [village_id])


def require_can_hand_slip(actor: Actor, village_id: int) -> Acting:
    """Return the capacity for handing out slips; raises NotAllowedError."""
    capacity = can_hand_slip(actor, village_id)
    if capacity is None:
        raise NotAllowedError(_("Chỉ Trưởng thôn, ấp, tổ dân phố và thư ký của thôn, ấp được cấp phiếu cho hộ."))
    return capacity


def can_follow_initiative(actor: Actor, village: UnitView, call: Call) -> bool:
    """Tell whether the actor has anything to do with an initiative of a village."""
    return can_lead(actor, village.id) is not None or can_look_at(actor, village, call) is not None


def villages_initiating(actor: Actor, on: date) -> list[UnitView]:
    """Return the villages whose initiatives the actor reads first, writes down or puts to the households."""
    held = organisations.units([one.unit_id for one in actor.holdings if one.roles & {*LEAD, *AGREE, *HELP}], on)
    found = {one.id: one for one in held.values() if one.kind is Kind.VILLAGE}
    for one in held.values():
        if one.kind is Kind.COMMUNE:
            found |= {village.id: village for village in organisations.villages(one.id, on)}
    return sorted(found.values(), key=lambda one: (one.sort_key, one.id))


def can_keep_account(actor: Actor, unit: UnitView) -> Acting | None:
    """Return the capacity in which the actor keeps the account of a contribution: who keeps the roll, or None.

    That of a whole commune is the commune's own: neither a village's nor the province's.
    """
    return capacity_of(actor, KEEP, [unit.id]) if unit.kind is Kind.COMMUNE else can_keep_roll(actor, unit)


def require_can_keep_account(actor: Actor, unit: UnitView) -> Acting:
    """Return the capacity for an account; raises NotAllowedError."""
    capacity = can_keep_account(actor, unit)
    if capacity is None:
        raise NotAllowedError(_("Chỉ Trưởng thôn, ấp, tổ dân phố và cán bộ xã phụ trách được ghi sổ thu chi."))
    return capacity


def can_write_consents(actor: Actor, village: UnitView) -> Acting | None:
    """Return the capacity in which the actor writes down what households bring on paper, or None.

    An officer of the commune or the Front's board; never the head, whom the law obliges by the number.
    """
    return can_help(actor, village) or can_agree(actor, village.id)


def require_can_write_consents(actor: Actor, village: UnitView) -> Acting:
    """Return the capacity for writing down consents; raises NotAllowedError."""
    capacity = can_write_consents(actor, village)
    if capacity is None:
        raise NotAllowedError(_("Chỉ cán bộ tại trụ sở xã và Ban công tác Mặt trận được ghi giúp sáng kiến của hộ."))
    return capacity


def can_look_at(actor: Actor, village: UnitView, call: Call) -> Acting | None:
    """Return the capacity in which the actor reads an initiative first; nobody reads a petition about himself."""
    led = can_lead(actor, village.id) if call is Call.INITIATIVE else None
    return led or can_write_consents(actor, village)


def require_can_look_at(actor: Actor, village: UnitView, call: Call) -> Acting:
    """Return the capacity for reading an initiative first; raises NotAllowedError."""
    capacity = can_look_at(actor, village, call)
    if capacity is None:
        raise NotAllowedError(_("Bạn không phải là người xem sáng kiến này."))
    return capacity


def _fronts(commune_id: int, on: date) -> list[int]:
    return [one.id for one in organisations.below(commune_id, on) if one.kind is Kind.FRONT]


def can_answer(actor: Actor, village: UnitView, body: Body, *, on: date) -> Acting | None:
    """Return the capacity in which the actor recognises or refuses decisions of a village, or None."""
    if village.parent_id is None:
        return None
    if body is Body.COMMITTEE:
        return capacity_of(actor, ANSWER, [village.parent_id])
    return capacity_of(actor, ANSWER, _fronts(village.parent_id, on))


def require_can_answer(actor: Actor, village: UnitView, body: Body, *, on: date) -> Acting:
    """Return the capacity for recognising; raises NotAllowedError."""
    capacity = can_answer(actor, village, body, on=on)
    if capacity is None and body is Body.COMMITTEE:
        raise NotAllowedError(_("Chỉ lãnh đạo Ủy ban nhân dân cấp xã được công nhận việc này."))
    if capacity is None:
        raise NotAllowedError(_("Chỉ lãnh đạo Ủy ban Mặt trận Tổ quốc cấp xã được công nhận việc này."))
    return capacity


def can_annul(actor: Actor, unit: UnitView) -> Acting | None:
    """Return the capacity in which the commune annuls a decision and answers objections to its result, or None."""
    committee = unit.id if unit.kind is Kind.COMMUNE else unit.parent_id
    return None if committee is None else capacity_of(actor, ANSWER, [committee])


def require_can_annul(actor: Actor, unit: UnitView) -> Acting:
    """Return the capacity for annulling and answering; raises NotAllowedError."""
    capacity = can_annul(actor, unit)
    if capacity is None:
        raise NotAllowedError(
            _("Chỉ lãnh đạo Ủy ban nhân dân cấp xã được bãi bỏ quyết định, trả lời ý kiến về kết quả.")
        )
    return capacity


def units_deciding(actor: Actor, on: date) -> list[UnitView]:
    """Return the villages and communes whose decisions the actor leads, agrees to, recognises or annuls, on a day."""
    held = organisations.units([one.unit_id for one in actor.holdings if one.roles & {*LEAD, *AGREE}], on)
    found = {one.id: one for one in held.values() if one.kind is Kind.VILLAGE}
    above = {one.unit_id for one in actor.holdings if one.roles & set(ANSWER)}
    for one in organisations.units(above, on).values():
        commune = one if one.kind is Kind.COMMUNE else _commune_of_front(one, on)
        if commune is not None:
            found |= {unit.id: unit for unit in (commune, *organisations.villages(commune.id, on))}
    return sorted(found.values(), key=lambda one: (one.kind is Kind.VILLAGE, one.sort_key, one.id))


def _commune_of_front(one: UnitView, on: date) -> UnitView | None:
    if one.kind is not Kind.FRONT or one.parent_id is None:
        return None
    above = organisations.unit(one.parent_id, on)
    return above if above is not None and above.kind is Kind.COMMUNE else None


def units_followed(actor: Actor, on: date) -> list[UnitView]:
    """Return the units with whose decisions the actor has to do: who decides there, and who keeps and types."""
    deciding = units_deciding(actor, on)
    known = {one.id for one in deciding}
    return [*deciding, *(one for one in villages_kept(actor, on) if one.id not in known)]


def can_follow(actor: Actor, unit: UnitView, on: date) -> bool:
    """Tell whether the actor has anything to do with the decisions of a village or commune."""
    return any(one.id == unit.id for one in units_followed(actor, on))


def can_help(actor: Actor, village: UnitView) -> Acting | None:
    """Return the capacity in which an officer of the commune types a ballot for a household that came, or None.

    Never the head of the village: who gathers votes from door to door must not cast them too.
    """
    return capacity_of(actor, HELP, [village.parent_id] if village.parent_id else [])


def require_can_help(actor: Actor, village: UnitView) -> Acting:
    """Return the capacity for helping; raises NotAllowedError."""
    capacity = can_help(actor, village)
    if capacity is None:
        raise NotAllowedError(_("Chỉ cán bộ tại trụ sở xã được giúp hộ bỏ phiếu; Trưởng ấp không bỏ phiếu thay."))
    return capacity


def can_type(actor: Actor, village: UnitView) -> Acting | None:
    """Return the capacity in which the actor marks who is there and types slips: who keeps, and who helps, or None."""
    return capacity_of(actor, KEEP, own_and_above(village)) or can_help(actor, village)


def require_can_type(actor: Actor, village: UnitView) -> Acting:
    """Return the capacity for marking and typing; raises NotAllowedError."""
    capacity = can_type(actor, village)
    if capacity is None:
        raise NotAllowedError(_("Chỉ người của thôn, ấp, tổ dân phố và cán bộ xã được nhập phiếu, điểm danh."))
    return capacity
