"""How senders may be reached, and under which name they are shown. Nobody real: the numbers ring nowhere."""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from dinhlang.cli.demo_province.people import mailbox, person
from dinhlang.cli.demo_province.streams import happens
from dinhlang.cli.demo_province.villages import in_khmer_land
from dinhlang.cli.demo_province.voices import SPOKEN, Voice
from dinhlang.cli.demo_province.wording import fill

WAYS = ("none", "phone", "email")
WEB_WAYS, DESK_WAYS = (34, 48, 18), (8, 88, 4)


@dataclass(frozen=True)
class Sender:
    """What a case says about who sent it; empty is not said."""

    public_name: str
    contact_name: str
    phone: str
    email: str


def sender(rng: Random, voice: Voice, facts: Mapping[str, str], *, commune: str, origin: str) -> Sender:
    """Return the sender of a case."""
    someone = person(rng, khmer_share=0.25 if in_khmer_land(commune) else 0.02, gender=voice.gender)
    way = rng.choices(WAYS, DESK_WAYS if origin in SPOKEN else WEB_WAYS)[0]
    named = {**facts, "ten": someone.given}
    shown = ""
    if happens(rng, 0.42):
        pseudonym = f"{fill(voice.name, named, rng)}" if happens(rng, 0.65) else f"Người dân {facts['ap']}"
        shown = pseudonym if happens(rng, 0.75) else someone.name
    return Sender(
        public_name=shown,
        contact_name=someone.name if way != "none" else "",
        phone=f"0000{rng.randrange(1_000_000):06d}" if way == "phone" else "",
        email=f"{mailbox(someone.name)}{rng.randrange(10, 100)}@thu.example" if way == "email" else "",
    )
