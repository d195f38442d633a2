"""A survey about trust in the small province, with slips and an interviewer, for tests."""

import json
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.test import Client
from tests.province import Province, found

from dinhlang.apps.accounts import actions as accounts
from dinhlang.apps.surveys import actions, queries
from dinhlang.apps.transparency.actions import sequence_batch
from dinhlang.cli.surveys_values import computed
from dinhlang.domain.accounts.roles import SYSTEM, Actor, Holding, Role
from dinhlang.domain.surveys.fieldwork import Plan
from dinhlang.domain.surveys.sampling import Method
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


SAMPLED = "hai-long-2027"
PLAN = Plan(communes=0, villages=1, people=3, replacements=2, method=Method.SRS, by_kind=False)


def coordinator(province: Province, user_id: int = 901) -> Actor:
    """Return an official who runs surveys; the user need not be there, for the record keeps only numbers."""
    held = Holding(1, province.id("86"), "Tỉnh Vĩnh Long", "Cán bộ tổng hợp", frozenset({Role.COORDINATOR}))
    return Actor(user_id=user_id, name="Cán bộ tổng hợp", holdings=(held,))


@dataclass(frozen=True)
class Sampled:
    """A survey with a sample of both villages of the small province."""

    province: Province
    actor: Actor
    slips: dict[str, list[str]]  # by the code of the village


def sampled(instrument: str = "niem-tin", days: int = 30) -> Sampled:
    """Open a survey, publish its design, draw it and print its slips; the last day is `days` after yesterday."""
    province, at = found(), now()
    actor, begin = coordinator(province), at.date() - timedelta(days=1)
    actions.open_wave(
        actor=actor, code=SAMPLED, title="Hài lòng 2027", instrument=instrument, opens_on=begin,
        closes_on=begin + timedelta(days=days), at=at,
    )  # fmt: skip
    sizes = {province.id("T1-A1"): 40, province.id("T2-K1"): 60}
    actions.publish_design(actor=actor, wave_code=SAMPLED, plan=PLAN, commune_id=None, sizes=sizes, at=at)
    sequence_batch(at=at, limit=100)
    actions.draw_sample(actor=actor, wave_code=SAMPLED, at=at)
    slips = {
        code: actions.print_slips(actor=actor, wave_code=SAMPLED, place_id=province.id(code), count=8, at=at)
        for code in ("T1-A1", "T2-K1")
    }
    return Sampled(province, actor, slips)


def answered(world: Sampled, per_village: int = 6) -> None:
    """Let people of both villages answer: in the first all trust much, in the second some do not."""
    for village, codes in world.slips.items():
        for number, code in enumerate(codes[:per_village]):
            party = "4" if village == "T1-A1" or number % 2 else "1"
            actions.answer_by_slip(code=code, answers={"trust.party": party, "trust.state": "3"}, at=now())


def finished(world: Sampled) -> datetime:
    """Validate the survey and let its values be computed, after its last day; returns the moment."""
    after = now() + timedelta(days=60)
    actions.validate_wave(actor=world.actor, wave_code=SAMPLED, at=after)
    [wave_id] = queries.waiting_waves()
    actions.keep_values(wave_id=wave_id, values=computed(queries.to_compute(wave_id, after.date())), at=after)
    return after


def signed_in(province: Province, *roles: Role, short: str = "khao-sat", unit: str = "86") -> Client:
    """Return the browser of an official of the province with some roles."""
    at = now() - timedelta(days=1)
    post = accounts.create_post(
        actor=SYSTEM, unit_id=province.id(unit), title="Cán bộ khảo sát", roles=set(roles), at=at, sees_identity=False
    )
    user = accounts.open_account(email=f"{short}@vinhlong.example", name="Cán bộ khảo sát", is_demo=True)
    accounts.appoint(actor=SYSTEM, post_id=post.pk, user_id=user.pk, at=at)
    browser = Client()
    browser.force_login(user)
    return browser
