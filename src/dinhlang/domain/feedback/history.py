"""A whole life of a case as plain values: what importers and the demo generator hand to the bulk loader."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Step:
    """One thing that happened after receipt.

    event: a value of `states.Event`. by: a value of `accounts.Role`. unit: code of the acting unit ("" for citizens
    and the system). text: the words of the step: answer, question, reply, reason, progress note, words of a rating.
    facts, by event: classified {"category"}; assigned {"office": unit code, "post": post title};
    extended {} (the term comes from the law); transferred {"to": unit code}; refused {"reason": code};
    withheld {"reason": code}; rated {"level": 1..3}; answered {"kind": "done|planned|explained|referred"};
    reopened {"reason": "not_fixed|not_answered|disagree"}; followed_successor {"to": unit code}.
    """

    event: str
    at: datetime
    by: str
    unit: str = ""
    post: str = ""
    text: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class CaseHistory:
    """A case from receipt to its last step.

    key: stable id at the source (an import run twice adds nothing). commune, village: unit codes ("" = none).
    unit: code of the unit that received it. public_name: shown name, "" = "Một người dân". Times are aware.
    """

    key: str
    received_at: datetime
    unit: str
    commune: str
    category: str
    title: str
    text: str
    village: str = ""
    landmark: str = ""
    latitude: float | None = None
    longitude: float | None = None
    public_name: str = ""
    contact_name: str = ""
    phone: str = ""
    email: str = ""
    language: str = "vi"
    origin: str = "web"  # web | counter | phone | paper | import
    photos: int = 0
    steps: tuple[Step, ...] = ()
