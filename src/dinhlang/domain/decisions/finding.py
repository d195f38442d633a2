"""What was found, in one sentence with the article that it stands on."""

from collections.abc import Mapping
from dataclasses import dataclass

from dinhlang.domain.dates.words import Words
from dinhlang.domain.law.act import Act
from dinhlang.domain.law.citation import parse_citations, said_together
from dinhlang.domain.law.threshold import Threshold


@dataclass(frozen=True)
class Finding:
    """One sentence of an explanation. code: a name for it that does not change with the wording."""

    code: str
    words: Words
    citation: Words


def cited(places: str, acts: Mapping[str, Act]) -> Words:
    """Return places written short, such as "L10 17.2; D59 5.2", in words."""
    return said_together(parse_citations(places, acts))


def share_said(share: Threshold) -> Words:
    """Return a share in words: "ít nhất 2/3", "trên 1/2"."""
    plain = f"{share.fraction.numerator}/{share.fraction.denominator}"
    if share.strict:
        return Words(f"trên {plain}", f"more than {plain} of")
    return Words(f"ít nhất {plain}", f"at least {plain} of")
