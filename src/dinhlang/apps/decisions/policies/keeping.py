"""Who keeps rolls and accounts, gives out slips, helps at the office and types."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from dinhlang.apps.decisions.policies.capacities import HELP, KEEP, capacity_of, own_and_above
from dinhlang.apps.organisations import queries as organisations
from dinhlang.apps.organisations.queries import UnitView
from dinhlang.domain.accounts.roles import Acting, Actor, Role
from dinhlang.domain.decisions.matters import Matter, Step
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


def can_type_sums(actor: Actor, village: UnitView, matter: Matter, step: Step | None) -> Acting | None:
    """Return the capacity in which the actor types the sums of an election, or None.

    Who marks and types; never the head of the village where the head is elected or leaves.
    """
    if is_about_the_head(matter, step) and actor.holding((Role.VILLAGE_HEAD,), [village.id]) is not None:
        return None
    return can_type(actor, village)


def require_can_type_sums(actor: Actor, village: UnitView, matter: Matter, step: Step | None) -> Acting:
    """Return the capacity for typing the sums of an election; raises NotAllowedError."""
    capacity = can_type_sums(actor, village, matter, step)
    if capacity is None:
        raise NotAllowedError(
            _("Chỉ người của thôn, ấp và cán bộ xã được nhập; bầu Trưởng ấp thì Trưởng ấp không nhập.")
        )
    return capacity
