"""A survey about trust in the small province, with slips and an interviewer, for tests."""

import json
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID, uuid4

from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from tests.province import found

from dinhlang.apps.surveys import actions
from dinhlang.domain.accounts.roles import SYSTEM
from dinhlang.lib.clock import now

CODE = "niem-tin-2027"
ANSWERS = {"trust.party": "3", "trust.state": "none"}


def text64(raw: bytes) -> str:
    """Return base64url without padding."""
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


@dataclass
class Device:
    """What a browser does: a key of its own, entries signed by it."""

    key: object = field(default_factory=lambda: generate_private_key(SECP256R1()))

    @property
    def public(self) -> bytes:
        return self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)  # type: ignore[attr-defined]

    def entry(self, slip: str, answers: dict[str, str] | None = None, entry_id: UUID | None = None) -> actions.Entry:
        own = entry_id or uuid4()
        body = json.dumps({"id": str(own), "slip": slip, "answers": ANSWERS if answers is None else answers})
        r, s = decode_dss_signature(self.key.sign(body.encode(), ECDSA(SHA256())))  # type: ignore[attr-defined]
        return actions.Entry(own, body, r.to_bytes(32, "big") + s.to_bytes(32, "big"))


@dataclass(frozen=True)
class Field:
    """The codes that were handed out."""

    slips: list[str]
    interviewer: str


def opened(count: int = 3, days: int = 30) -> Field:
    """Open the survey in the small province."""
    province, at = found(), now()
    begin = at.date() - timedelta(days=1)
    actions.open_wave(
        actor=SYSTEM, code=CODE, title="Niềm tin 2027", instrument="niem-tin", opens_on=begin,
        closes_on=begin + timedelta(days=days), at=at,
    )  # fmt: skip
    slips = actions.print_slips(actor=SYSTEM, wave_code=CODE, place_id=province.id("T1-A1"), count=count, at=at)
    return Field(slips, actions.invite_interviewers(actor=SYSTEM, wave_code=CODE, count=1, at=at)[1])
