"""Let communes and the Front of the demonstration ask their people: open, answered, heard, counted by households."""

import tomllib
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from dinhlang.apps.consultations import actions, queries
from dinhlang.apps.organisations import queries as organisations
from dinhlang.apps.transparency.actions import Request, digest_of
from dinhlang.domain.accounts.roles import SYSTEM
from dinhlang.domain.consultations.answers import Answer, Origin, Outcome, Stance
from dinhlang.domain.organisations.kinds import Kind

TABLE = Path(__file__).with_name("consultations.toml")
AFTER_OPENING = timedelta(days=2)
SEEN_OF_HUNDRED, ID_BYTES, HOUSEHOLDS = 85, 16, 180


def load_consultations(communes: Mapping[str, int], *, seed: int, at: datetime) -> None:
    """Load the invented consultations into the first communes; communes: unit ids by official code."""
    units = [communes[code] for code in sorted(communes)]
    for number, written in enumerate(tomllib.loads(TABLE.read_text(encoding="utf-8"))["consultation"]):
        chance = Random(f"consultation {seed} {number}")  # noqa: S311 - invented votes, the same for the same seed
        unit = units[written["commune"] % len(units)]
        asks = organisations.unit(unit, at.date())
        raw = spoken_there(written, asks.name if asks is not None else "")
        if raw.get("of") == "front":
            below = organisations.below(unit, at.date())
            unit = next((one.id for one in below if one.kind is Kind.FRONT), unit)
        _load(raw, unit, chance, at)


def spoken_there(raw: Any, unit_name: str) -> Any:
    """Return what the table says with the words of the place: a ward ("phường") has quarters, not hamlets."""
    if isinstance(raw, str):
        level = next((one for one in ("phường", "đặc khu") if unit_name.lower().startswith(one)), "xã")
        part = "khóm" if level == "phường" else "ấp"
        for blank, word in (("xã", level), ("ấp", part)):
            raw = raw.replace(f"{{{blank}}}", word).replace(f"{{{blank.capitalize()}}}", word.capitalize())
        return raw
    if isinstance(raw, list):
        return [spoken_there(one, unit_name) for one in raw]
    return {name: spoken_there(one, unit_name) for name, one in raw.items()} if isinstance(raw, dict) else raw


def _load(raw: Mapping[str, Any], unit_id: int, chance: Random, at: datetime) -> None:
    opened = at - timedelta(days=raw["opened"])
    made = actions.draft_consultation(
        actor=SYSTEM, unit_id=unit_id, matter=raw["matter"], title=raw["title"], text=raw["text"], at=opened,
        is_demo=True,
    )  # fmt: skip
    for one in raw["statements"]:
        actions.add_statement(actor=SYSTEM, consultation_id=made, text=one["text"], at=opened)
    actions.open_consultation(
        actor=SYSTEM, consultation_id=made, answers=actions.FiveAnswers(*raw["answers"]), plan_sent_on=opened.date(),
        closes_on=(opened + timedelta(days=raw["open_for"])).date(), at=opened,
    )  # fmt: skip
    for title in (one["title"] for one in raw["points"]):
        actions.make_point(actor=SYSTEM, consultation_id=made, title=title, opinion_id=None, at=opened)
    for number, one in enumerate(raw["opinions"]):
        _say(one, made, number, opened + AFTER_OPENING + timedelta(hours=number))
    _show(made, opened + AFTER_OPENING + timedelta(days=1))
    _vote(raw, made, chance)
    _hear(raw, made, at)
    _count(raw, made, unit_id, at)
    if "closed" in raw:
        _close(raw, made, at - timedelta(days=raw["closed"]))


def _say(one: Mapping[str, Any], consultation_id: int, number: int, at: datetime) -> None:
    new = actions.NewOpinion(one["text"], Stance(one["stance"]), one.get("anchor", ""))
    request = Request(f"demo-opinion:{consultation_id}:{number}", digest_of({"text": one["text"]}))
    if "origin" not in one:
        actions.give_opinion(consultation_id=consultation_id, new=new, at=at, request=request)
    else:
        actions.enter_opinion(
            actor=SYSTEM, consultation_id=consultation_id, new=new, origin=Origin(one["origin"]),
            people=one["people"], at=at, request=request,
        )  # fmt: skip
    if "point" in one:
        newest = queries.newest_opinion(consultation_id)
        actions.gather_opinion(
            actor=SYSTEM, consultation_id=consultation_id, opinion_id=newest, point_number=one["point"] + 1, at=at
        )


def _show(consultation_id: int, at: datetime) -> None:
    """Let an official read what came from the web, but the last one."""
    waiting = queries.unread_opinions(consultation_id)
    if len(waiting) > 1:
        actions.show_opinions(actor=SYSTEM, consultation_id=consultation_id, upto_id=waiting[-2], at=at)


def _hear(raw: Mapping[str, Any], made: int, at: datetime) -> None:
    """Tell those concerned and hear who asked, as Article 27 says."""
    given: dict[str, Any] = {"actor": SYSTEM, "consultation_id": made}
    if "told" in raw:
        told = at - timedelta(days=raw["told"])
        actions.note_step(step=actions.Noted.TOLD, on=told.date(), at=told, **given)
    for number, one in enumerate(raw.get("heard", ()), start=1):
        asked, heard = (at - timedelta(days=one[name]) for name in ("asked", "heard"))
        actions.ask_hearing(asked_on=asked.date(), at=asked, **given)
        actions.hold_hearing(
            hearing_number=number, heard_on=heard.date(), is_dialogue=one["dialogue"], summary=one["summary"],
            at=heard, **given,
        )  # fmt: skip
        if one["explained"]:
            actions.explain_hearing(hearing_number=number, explanation=one["explained"], at=heard, **given)


def _count(raw: Mapping[str, Any], made: int, unit_id: int, at: datetime) -> None:
    """Enter the household slips of all villages but the last."""
    villages = organisations.villages(unit_id, at.date())
    for number, one in enumerate(villages[:-1] if "counted" in raw else ()):
        households, share = (HOUSEHOLDS + 7 * number, raw["counted"][number % len(raw["counted"])])
        agree = households * share // 100
        counted = actions.Counted(households, agree, households - agree - 9, 4)
        actions.count_village(actor=SYSTEM, consultation_id=made, village_id=one.id, counted=counted, at=at)


def _vote(raw: Mapping[str, Any], consultation_id: int, chance: Random) -> None:
    standing, votes = queries.standing_statements(consultation_id), []
    for number in range(raw["voters"]):
        camp = int(number * 5 >= raw["voters"] * 3)
        who = chance.randbytes(ID_BYTES)
        for statement_id, one in zip(standing, raw["statements"], strict=True):
            if chance.randrange(100) < SEEN_OF_HUNDRED:
                votes.append((statement_id, who, 1 if chance.randrange(100) < one["likes"][camp] else -1))
    actions.load_votes(votes=votes)


def _close(raw: Mapping[str, Any], consultation_id: int, at: datetime) -> None:
    for number, one in enumerate(raw["points"], start=1):
        actions.answer_point(
            actor=SYSTEM, consultation_id=consultation_id, point_number=number, answer=Answer(one["answer"]),
            reason=one["reason"], anchor=one["anchor"], at=at,
        )  # fmt: skip
    if "revised" in raw:
        actions.revise_draft(
            actor=SYSTEM, consultation_id=consultation_id, text=raw["revised"], reason=raw["revised_why"], at=at
        )
    actions.close_consultation(
        actor=SYSTEM, consultation_id=consultation_id, outcome=Outcome(raw["outcome"]), reasons="", at=at
    )
