"""Which forms are compulsory for a provision in a place, and how long each must last."""

from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from dinhlang.domain.dates.periods import CalendarDays
from dinhlang.domain.dates.words import Words
from dinhlang.domain.law.rule import Rule
from dinhlang.domain.law.rulebook import Rulebook

RADIO_RULE, HEADS_RULE = "PUB-13-3-RADIO", "PUB-13-4-HEAD"


class Form(StrEnum):
    """How something is made public; the codes are those of law/vocabulary.toml."""

    PORTAL = "cong_ttdt"
    POSTING = "niem_yet"
    LOUDSPEAKER = "truyen_thanh"
    HEADS = "truong_thon"
    WRITING = "van_ban"
    INTERNAL = "noi_bo"


class Place(StrEnum):
    """Where it is shown."""

    ONLINE = "online"
    OFFICE = "office"  # trụ sở
    HOUSES = "houses"  # nhà văn hóa, điểm sinh hoạt của thôn
    AIR = "air"
    VILLAGES = "villages"
    BODIES = "bodies"  # Đảng ủy, các tổ chức, Trưởng thôn


@dataclass(frozen=True)
class Means:
    """What a unit has: a portal and a loudspeaker are compulsory only where they exist; villages by their ids.

    places: the codes of the commune and the province whose own rows count here, the nearest first.
    """

    portal: bool = True
    loudspeaker: bool = True
    villages: tuple[int, ...] = ()
    places: tuple[str, ...] = ()


@dataclass(frozen=True)
class Need:
    """One compulsory form at one kind of place. minimum: days, None where the law sets none."""

    form: Form
    place: Place
    words: Words
    minimum: int | None = None
    permanent: bool = False
    villages: tuple[int, ...] = ()
    citation: Words = field(default=Words("", ""), compare=False)

    @property
    def counts_first_day(self) -> bool:
        """Tell whether the first day counts: broadcasts are counted one by one, postings in full days."""
        return self.form is Form.LOUDSPEAKER


PLACES = {
    (Form.PORTAL, Place.ONLINE): Words("đăng trên cổng thông tin điện tử", "publication on the portal"),
    (Form.POSTING, Place.OFFICE): Words("niêm yết tại trụ sở", "posting at the office"),
    (Form.POSTING, Place.HOUSES): Words("niêm yết tại nhà văn hóa các ấp, khóm", "posting at the culture houses"),
    (Form.LOUDSPEAKER, Place.AIR): Words("phát thanh", "the loudspeaker"),
    (Form.HEADS, Place.VILLAGES): Words("thông báo qua Trưởng ấp, Trưởng khóm", "telling through the village heads"),
    (Form.WRITING, Place.BODIES): Words("gửi văn bản đến các tổ chức và các ấp", "sending in writing"),
    (Form.INTERNAL, Place.OFFICE): Words("niêm yết trong cơ quan, đơn vị", "posting inside the body"),
}
# What happens in a village itself, so that its head can say so.
IN_A_VILLAGE = ((Form.POSTING, Place.HOUSES), (Form.LOUDSPEAKER, Place.AIR), (Form.HEADS, Place.VILLAGES))


def needs_of(rule: Rule, means: Means, book: Rulebook, *, on: date) -> tuple[Need, ...]:
    """Return the compulsory forms of a provision for a unit with these means, as in force on a day.

    A local row may add forms and lengthen the minimum; the law's own forms always stay.
    """
    local = book.forms_of(rule.id, on=on, places=means.places)
    if local is not rule:
        longer = max((one.min_duration for one in (rule, local) if one.min_duration), key=_days, default=None)
        forms = tuple(dict.fromkeys((*rule.forms, *local.forms)))
        rule = replace(rule, forms=forms, min_duration=longer, citations=(*rule.citations, *local.citations))
    found: list[Need] = []
    for code in rule.forms:
        form = next((one for one in Form if one.value == code), None)
        if form is not None:
            found += _needs(form, rule, means, book, on)
    return tuple(found)


def _needs(form: Form, rule: Rule, means: Means, book: Rulebook, on: date) -> list[Need]:
    match form:
        case Form.PORTAL:
            return [_need(form, Place.ONLINE, rule.citation)] if means.portal else []
        case Form.POSTING:
            return _postings(rule, means)
        case Form.LOUDSPEAKER:
            radio = book.rule(RADIO_RULE, on=on)
            days = rule.details.get("loudspeaker_min_days")
            everywhere = _need(form, Place.AIR, radio.citation, minimum=days, villages=means.villages)
            return [everywhere] if means.loudspeaker else []
        case Form.HEADS:
            heads = book.rule(HEADS_RULE, on=on)
            place = Place.VILLAGES
            return [_need(form, place, heads.citation, villages=means.villages)] if means.villages else []
        case Form.WRITING:
            return [_need(form, Place.BODIES, rule.citation)]
        case Form.INTERNAL:
            return [_need(form, Place.OFFICE, rule.citation, minimum=_minimum(rule))]


def _days(one: CalendarDays) -> int:
    return one.count


def _postings(rule: Rule, means: Means) -> list[Need]:
    """Return the postings: what stays for good hangs at the office, all else at the culture houses too."""
    permanent, minimum = bool(rule.details.get("permanent")), _minimum(rule)
    office = _need(Form.POSTING, Place.OFFICE, rule.citation, minimum=minimum, permanent=permanent)
    everywhere = not permanent and (minimum is not None or "period" in rule.details)
    if not everywhere or not means.villages:
        return [office]
    return [office, _need(Form.POSTING, Place.HOUSES, rule.citation, minimum=minimum, villages=means.villages)]


def _minimum(rule: Rule) -> int | None:
    return rule.min_duration.count if rule.min_duration else None


def _need(
    form: Form,
    place: Place,
    citation: Words,
    *,
    minimum: int | None = None,
    permanent: bool = False,
    villages: tuple[int, ...] = (),
) -> Need:
    return Need(form, place, PLACES[form, place], minimum, permanent, villages, citation)
