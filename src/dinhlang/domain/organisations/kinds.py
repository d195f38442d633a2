"""What units there are. The kind says what a unit is for; the subkind is the word that the law puts before its name."""

from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """The sort of a unit."""

    PROVINCE = "province"
    DISTRICT = "district"  # cấp huyện, until the two-tier organisation began
    COMMUNE = "commune"
    VILLAGE = "village"  # thôn, ấp, khóm, tổ dân phố: a self-governing community, not a level of government
    AGENCY = "agency"
    PUBLIC_SERVICE = "public_service"  # trường học, trạm y tế, bệnh viện
    ENTERPRISE = "enterprise"  # doanh nghiệp nhà nước
    PARTY = "party"
    FRONT = "front"  # Mặt trận và đoàn thể
    BOARD = "board"


class Subkind(StrEnum):
    """The word before the name of a place; other units have none."""

    NONE = ""
    TINH = "tinh"
    THANH_PHO = "thanh_pho"  # trực thuộc trung ương, or thuộc tỉnh: the kind tells which
    HUYEN = "huyen"
    QUAN = "quan"
    THI_XA = "thi_xa"
    XA = "xa"
    PHUONG = "phuong"
    DAC_KHU = "dac_khu"
    THI_TRAN = "thi_tran"
    THON = "thon"
    AP = "ap"
    KHOM = "khom"
    TO_DAN_PHO = "to_dan_pho"


WORDS: dict[Subkind, str] = {
    Subkind.TINH: "Tỉnh",
    Subkind.THANH_PHO: "Thành phố",
    Subkind.HUYEN: "Huyện",
    Subkind.QUAN: "Quận",
    Subkind.THI_XA: "Thị xã",
    Subkind.XA: "Xã",
    Subkind.PHUONG: "Phường",
    Subkind.DAC_KHU: "Đặc khu",
    Subkind.THI_TRAN: "Thị trấn",
    Subkind.THON: "Thôn",
    Subkind.AP: "Ấp",
    Subkind.KHOM: "Khóm",
    Subkind.TO_DAN_PHO: "Tổ dân phố",
}
SUBKINDS: dict[Kind, frozenset[Subkind]] = {
    Kind.PROVINCE: frozenset({Subkind.TINH, Subkind.THANH_PHO}),
    Kind.DISTRICT: frozenset({Subkind.HUYEN, Subkind.QUAN, Subkind.THI_XA, Subkind.THANH_PHO}),
    Kind.COMMUNE: frozenset({Subkind.XA, Subkind.PHUONG, Subkind.DAC_KHU, Subkind.THI_TRAN}),
    Kind.VILLAGE: frozenset({Subkind.THON, Subkind.AP, Subkind.KHOM, Subkind.TO_DAN_PHO}),
}
# The places, from the widest to the narrowest; offices hang on any of them.
PLACES = (Kind.PROVINCE, Kind.DISTRICT, Kind.COMMUNE, Kind.VILLAGE)


class UnfitKindError(ValueError):
    """A unit of this kind and subkind cannot exist in this period."""


def check(kind: Kind, subkind: Subkind, until: date | None, two_tier_from: date) -> None:
    """Raise UnfitKindError when a subkind does not belong to its kind, or outlives the three-tier organisation.

    `until` is the first day on which the unit is no more, None when it goes on.
    """
    if subkind not in SUBKINDS.get(kind, frozenset({Subkind.NONE})):
        raise UnfitKindError(f"{kind.value}: {subkind.value or '–'}")
    abolished = kind is Kind.DISTRICT or subkind is Subkind.THI_TRAN
    if abolished and (until is None or until > two_tier_from):
        raise UnfitKindError(f"{WORDS[subkind]}: {two_tier_from.isoformat()}")


def kind_of(subkind: Subkind) -> Kind:
    """Return the kind that a subkind below the district belongs to; raises UnfitKindError for the others."""
    for kind in (Kind.COMMUNE, Kind.VILLAGE):
        if subkind in SUBKINDS[kind]:
            return kind
    raise UnfitKindError(subkind.value)
