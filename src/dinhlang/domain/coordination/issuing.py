"""How a paper names those who issue it: at its head, in its symbol, over the boxes of those who sign.

Decree 30/2020/NĐ-CP for State bodies, Guidance 36-HD/VPTW for Party bodies.
"""

from dataclasses import dataclass

from dinhlang.domain.coordination.documents import Side

LEVELS = ("Tỉnh", "Thành phố")
LEFT_OUT = frozenset(("tỉnh", "thành", "phố", "và"))


@dataclass(frozen=True)
class Issuer:
    """A body that issues: its full name, and the province whose name it bears."""

    name: str
    province: str  # Tỉnh Vĩnh Long

    @property
    def place(self) -> str:
        """Return the name of the province without its level: where the paper is written."""
        level = next((one for one in LEVELS if self.province.startswith(f"{one} ")), "")
        return self.province.removeprefix(f"{level} ")

    @property
    def committee(self) -> str:
        """Return the committee of the Party at the head of the province."""
        return f"{'Thành ủy' if self.province.startswith('Thành phố ') else 'Tỉnh ủy'} {self.place}"

    @property
    def in_head(self) -> str:
        """Return the name under that of the body above: without what that one says already."""
        return self.name.removesuffix(f" {self.committee}").removesuffix(f" {self.place}")

    @property
    def initials(self) -> str:
        """Return the letters that stand for it in a symbol: Ban Dân vận Tỉnh ủy → BDVTU, UBND tỉnh → UBND."""
        words = self.name.removesuffix(f" {self.place}").split()
        return "".join(_letters(word) for word in words if word not in LEFT_OUT)

    def superior(self, side: Side) -> str:
        """Return the body above, "" where there is none."""
        if side is Side.PARTY:
            return self.committee
        level = "thành phố" if self.province.startswith("Thành phố ") else "tỉnh"
        return "" if self.is_government else f"Ủy ban nhân dân {level} {self.place}"

    @property
    def is_government(self) -> bool:
        """Tell whether it is the People's Committee of the province itself."""
        return self.name.startswith(("UBND ", "Ủy ban nhân dân "))

    def signing(self, side: Side) -> str:
        """Return the lines over the box of who signs for it."""
        if side is Side.PARTY:
            by_head = self.name.startswith("Ban ") and not self.name.startswith("Ban Cán sự")
            return f"{self.in_head}\nTrưởng ban" if by_head else f"T/M {self.in_head}\nBí thư"
        if self.is_government:
            return "TM. Ủy ban nhân dân\nChủ tịch"
        return "Giám đốc" if self.name.startswith("Sở ") else "Thủ trưởng cơ quan"


def _letters(word: str) -> str:
    if word == "ủy":
        return "U"
    return word if len(word) > 1 and word.isupper() else word[0].upper()


def symbol_tail(kind: str, issuers: tuple[Issuer, ...], side: Side) -> str:
    """Return what follows the number: BC/BDVTU-BCSĐUBND of Party bodies, BC-UBND of a State body."""
    if side is Side.PARTY:
        return f"{kind}/" + "-".join(one.initials for one in issuers)
    return f"{kind}-{issuers[0].initials}"
