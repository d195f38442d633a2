"""The texts: every line can be put into words, every code is one that the program knows."""

import re
import tomllib
from datetime import datetime
from importlib.resources import files

import pytest
from tests.cli.demo_province.province_run import communes

from dinhlang.cli.demo_province import voices
from dinhlang.cli.demo_province.answers import read_official
from dinhlang.cli.demo_province.circumstances import Spot, facts_of
from dinhlang.cli.demo_province.library import Situation, draw, library, lines
from dinhlang.cli.demo_province.offices import DEPARTMENT_NAMES, OFFICE_NAMES
from dinhlang.cli.demo_province.places import surroundings
from dinhlang.cli.demo_province.streams import stream
from dinhlang.cli.demo_province.villages import villages
from dinhlang.cli.demo_province.wording import say
from dinhlang.cli.demo_province.writing import speaking
from dinhlang.domain.dates.due import VIETNAM
from dinhlang.domain.feedback.reasons import REFUSAL, WITHHOLDING
from dinhlang.domain.organisations.kinds import Subkind

EVERY = (*library().usual, *library().refused)
OFFICIAL_FACTS = dict.fromkeys(
    ("phong", "co_quan", "xa_dung", "ngay_gui", "ngay_lam", "ngay_hen", "tre_han", "ten"), "x"
)


def facts(situation: Situation, subkind: Subkind = Subkind.XA) -> dict[str, str]:
    row = next(one for one in communes() if one.subkind is subkind)
    village = next(one for one in villages(communes(), seed=1) if one.commune == row.code)
    spot = Spot(row, village, surroundings(1, village.code, subkind is Subkind.PHUONG))
    rng = stream(1, situation.key)
    known = facts_of(rng, situation, spot, datetime(2026, 5, 4, 8, tzinfo=VIETNAM), named=True)
    return {**speaking(known, voices.voices()[0], rng), **OFFICIAL_FACTS}


def test_there_are_sixteen_categories_all_known_to_the_province() -> None:
    raw = (files("dinhlang.apps.feedback") / "data" / "categories.toml").read_text(encoding="utf-8")
    known = {one["code"] for one in tomllib.loads(raw)["category"]}
    used = {one.category for one in EVERY}
    assert used <= known
    assert len(used) >= 14


@pytest.mark.parametrize("situation", EVERY, ids=lambda one: one.key)
def test_every_line_of_a_situation_can_be_said(situation: Situation) -> None:
    known = facts(situation)
    for name, pool in situation.pools.items():
        for line in pool:
            for _ in range(3):
                said = say(line, known, stream(1, line))
                assert not re.search(r"[\[\]{}|>]|  | [,.]|\.\.", said), (name, line, said)
                assert name == "title" or said[-1] in ".?!", (name, line, said)
                assert name != "title" or said[-1] != ".", line


@pytest.mark.parametrize("situation", library().usual, ids=lambda one: one.key)
def test_every_situation_can_be_told_asked_and_answered(situation: Situation) -> None:
    assert len(situation.pool("title")) >= 1
    assert situation.pool("tell")
    assert situation.pool("ask")
    assert situation.pool("done") or situation.pool("explain")
    assert bool(situation.pool("question")) == bool(situation.pool("reply"))
    assert situation.office in OFFICE_NAMES
    assert situation.province in DEPARTMENT_NAMES
    assert situation.withhold in {"", *(one.code for one in WITHHOLDING)}


def test_a_refused_situation_has_a_coded_reason_and_words() -> None:
    codes = {one.code for one in REFUSAL}
    assert {one.refusal for one in library().refused} == codes
    assert all(one.pool("refuse") for one in library().refused)


def test_what_offices_and_voices_say_can_be_said() -> None:
    known = facts(library().usual[0], Subkind.PHUONG)
    said = [line for section in read_official().values() for block in section.values() for line in lines(block)]
    for voice in voices.voices():
        said += [*voice.greetings, *voice.intros, *voice.thanks, voice.name, *voice.addresses]
    for line in (*said, *voices.reported()):
        assert not re.search(r"[\[\]{}|]", say(line, known, stream(1, line))), line


def test_no_text_holds_a_telephone_number() -> None:
    assert not [line for one in EVERY for pool in one.pools.values() for line in pool if re.search(r"\d{6,}", line)]


def test_salt_comes_in_the_dry_months_and_the_flood_in_the_wet_ones() -> None:
    rng = stream(1)
    for month, never in ((10, "salt-gate"), (3, "dyke-flood"), (3, "tide-flood-rise"), (9, "admission")):
        on = datetime(2026, month, 5, tzinfo=VIETNAM).date()
        drawn = {draw(rng, subkind="xa", on=on, stormy=False, refused=False).key for _ in range(4000)}
        assert never not in drawn
        assert len(drawn) > 60


def test_a_storm_brings_more_of_what_storms_break() -> None:
    rng = stream(1)
    on = datetime(2026, 9, 7, tzinfo=VIETNAM).date()

    def wet(*, stormy: bool) -> int:
        found = [draw(rng, subkind="xa", on=on, stormy=stormy, refused=False) for _ in range(2000)]
        return sum(one.category == "thoat-nuoc" for one in found)

    assert wet(stormy=True) > 1.5 * wet(stormy=False)
