"""Invented people of the delta: Kinh, Khmer and Hoa names. No name of a person in public office is ever given."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

FAMILIES = (
    "Nguyễn Trần Lê Phạm Huỳnh Võ Phan Đặng Bùi Đỗ Ngô Hồ Dương Lý Trương Cao Mai Châu Đoàn Lương Tô Thái Đinh Hà"
).split()
FAMILY_WEIGHTS = (30, 12, 11, 7, 7, 5, 5, 4, 3, 2, 2, 2, 2, 1, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1)
MIDDLES = {
    "m": "Văn Minh Hoàng Quốc Thanh Hữu Trung Phước Chí Đức Công Thành Tấn Nhựt Duy Hoài Trường Bá Khắc".split(),
    "f": (
        "Thị|Thị|Thị|Thị Mỹ|Thị Kim|Thị Ngọc|Thị Cẩm|Thị Thu|Thị Diễm|Ngọc|Thanh|Bích|Hồng|Kim|Thị Bé|Thị Hồng|Thùy"
    ).split("|"),
}
GIVEN = {
    "m": (
        "Hùng Phúc Tài Lộc Nghĩa Thắng Tâm Kiệt Khoa Đạt Sơn Hải Long Vinh Toàn Bình Phong Khánh Tuấn Nhân Hiếu Trí Lâm "
        "Thịnh Quân Trường Cường Nam Hậu Giang Luân Thuận Tính Đông Lợi Phát Nhựt Điền Tùng"
    ).split(),
    "f": (
        "Lan Hoa Hạnh Loan Tuyền Nhung Trang Thảo Linh Hương Yến Phượng Duyên Ngân Tiên Trâm My Nhi Hiền Dung Oanh Đào "
        "Cúc Thúy Nga Liên Quyên Vân Thu Thơ Lài Tươi Muội Xuyến Diệu Hằng"
    ).split(),
}
KHMER_FAMILIES = "Thạch Sơn Kim Kiên Danh Lâm".split()
KHMER_FAMILY_WEIGHTS = (9, 5, 5, 3, 1, 1)
KHMER_GIVEN = {
    "m": (
        "Sa Rinh|Đa Ra|Sô Phi|Rít Thy|Van Na|Sa Vanh|Ra Vuth|Phi Rôm|Vuth Thy|Sô Khane|Chanh Đa|Sa Mươne|Minh Đa|Hoàng Na"
    ).split("|"),
    "f": (
        "Thị Sa Rết|Thị Sô Phia|Thị Na Ry|Thị Ri Na|Sa Mây|Thị Chanh Thu|Thị Sà Ry|Thị Đa Ny|Thị Sóc Kha|Thị Ma Ly|"
        "Thị Phi Na|Thị Sô Riêm"
    ).split("|"),
}
HOA_FAMILIES = "Lâm Quách Trịnh Mã Tăng Lưu Hứa Diệp Khưu Giang Tiêu".split()
HOA_GIVEN = {
    "m": "Chí Vĩ|Gia Hào|Vĩnh Phát|Thành Tài|Kiến Minh|Chấn Hưng|Vĩ Hùng|Khải Minh".split("|"),
    "f": "Mỹ Phụng|Tú Anh|Tuyết Liên|Mỹ Hà|Bội Ngọc|Mỹ Linh|Ái Liên|Tú Trân".split("|"),
}
# Persons in public office, today or in living memory: an invented officer must not be taken for one of them.
RESERVED = frozenset(
    (
        "Tô Lâm|Lương Cường|Phạm Minh Chính|Trần Thanh Mẫn|Nguyễn Phú Trọng|Nguyễn Xuân Phúc|Võ Văn Thưởng|Trương Tấn Sang|"
        "Nguyễn Minh Triết|Nguyễn Sinh Hùng|Nguyễn Thị Kim Ngân|Phạm Hùng|Võ Văn Kiệt|Trần Văn Lâu|Bùi Văn Nghiêm|"
        "Lữ Quang Ngời|Đặng Văn Chính|Nguyễn Minh Dũng|Lê Đức Thọ|Trần Ngọc Tam|Nguyễn Trúc Sơn|Hồ Thị Hoàng Yến|"
        "Ngô Chí Cường|Lâm Minh Đằng|Kim Ngọc Thái|Lê Văn Hẳn|Trần Trí Quang|Nguyễn Hòa Bình|Trần Hồng Hà|Mai Văn Chính"
    ).split("|")
)


@dataclass(frozen=True)
class Person:
    """An invented person; gender m or f."""

    name: str
    gender: str

    @property
    def given(self) -> str:
        """Return the last word of the name, by which one is addressed."""
        return self.name.rsplit(" ", 1)[-1]


def person(rng: Random, *, khmer_share: float, gender: str = "") -> Person:
    """Return an invented person; in the old Trà Vinh about three in ten are Khmer."""
    while True:
        chosen = gender or rng.choice("mmf")
        name = _name(rng, chosen, khmer_share)
        if name not in RESERVED:
            return Person(name, chosen)


def _name(rng: Random, gender: str, khmer_share: float) -> str:
    """Return a full name."""
    draw = rng.random()
    if draw < khmer_share:
        return f"{_one(rng, KHMER_FAMILIES, KHMER_FAMILY_WEIGHTS)} {rng.choice(KHMER_GIVEN[gender])}"
    if draw < khmer_share + 0.03:
        return f"{rng.choice(HOA_FAMILIES)} {rng.choice(HOA_GIVEN[gender])}"
    family = _one(rng, FAMILIES, FAMILY_WEIGHTS)
    middle = rng.choice(MIDDLES[gender])
    given = rng.choice(GIVEN[gender])
    return f"{family} {middle} {given}" if given != middle else f"{family} {given}"


def _one(rng: Random, values: Sequence[str], weights: Sequence[int]) -> str:
    """Return one of the values by weight."""
    return rng.choices(values, weights)[0]


def plain(text: str) -> str:
    """Return a text without Vietnamese marks, as typed on an old telephone."""
    folded = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in folded if not unicodedata.combining(letter))


def mailbox(name: str) -> str:
    """Return the part of an address before the sign: given name, then initials, as offices do (lannt)."""
    words = plain(name).lower().split()
    return words[-1] + "".join(word[0] for word in words[:-1])
