"""What lint refuses: one fault put into good files at a time, and the words it is told with."""

import copy
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from dinhlang.domain.law.lint import lint
from dinhlang.lib import package_data

TABLES = package_data.tables("law")
LAW, LOCAL, TOWN = "luat-10-2022-qh15", "quy-che-minh-hoa", "quy-che-minh-hoa-xa"
Tables = dict[str, dict[str, Any]]


def row(tables: Tables, file: str, rule_id: str) -> dict[str, Any]:
    return next(one for one in tables[file]["rule"] if one["id"] == rule_id)


def faults(change: Callable[[Tables], Any]) -> list[tuple[str, str, str, str]]:
    tables = copy.deepcopy(TABLES)
    change(tables)
    return [(one.file, one.where, one.check, one.what) for one in lint(tables)]


def test_the_files_that_ship_have_no_fault() -> None:
    assert lint(TABLES) == []


# what is wrong, where lint finds it, which check, words of what it says
FAULTS: list[tuple[Callable[[Tables], Any], str, str, str]] = [
    (lambda t: row(t, LAW, "PUB-11-01").update(dedline=1), "PUB-11-01", "shape", "unknown field dedline"),
    (lambda t: row(t, LAW, "PUB-11-01").pop("article"), "PUB-11-01", "shape", "'article' is missing"),
    (lambda t: row(t, LAW, "PUB-11-01").update(who="MAYOR"), "PUB-11-01", "shape", "'MAYOR' is not in the vocabulary"),
    (lambda t: row(t, LAW, "DEC-15-1-T")["threshold"].update(fraction=0.66), "DEC-15-1-T", "shape", "float"),
    (lambda t: t[LAW]["act"].update(fine=3), "L10", "shape", "unknown field fine"),
    (lambda t: t[LAW].update(more={"days": 3}), "more", "shape", "unknown table"),
    (lambda t: t[LAW]["act"].update(sources=["S99"]), "L10", "reference", "S99"),
    (lambda t: t[LAW]["act"].update(sources=[]), "L10", "uncited", "no source"),
    (lambda t: t[LAW]["act"].update(passed=date(2024, 1, 1)), "L10", "dates", "before it was passed"),
    (lambda t: t[LAW]["act"].update(ended=date(2026, 1, 1)), "L10", "dates", "stand together"),
    (
        lambda t: row(t, LAW, "PUB-11-01").update(valid_from=date(2023, 6, 1)),
        "PUB-11-01", "overlap", "two rows are in force on 2023-06-01",
    ),
    (
        lambda t: row(t, LAW, "PUB-11-01").update(valid_from=date(2023, 8, 1)),
        "PUB-11-01", "gap", "no row rules from 2023-07-01 to 2023-07-31",
    ),
    (
        lambda t: row(t, LAW, "PUB-11-08").update(valid_from=date(2023, 6, 1)),
        "PUB-11-08", "dates", "before L10 was in force",
    ),
    (lambda t: row(t, LAW, "PUB-11-01").update(article="L10"), "PUB-11-01", "uncited", "cites no article"),
    (lambda t: row(t, LAW, "DEC-15-1-X").update(per_thon_rule="X"), "DEC-15-1-X", "reference", "which is no rule"),
    (
        lambda t: [one.pop("article_note") for one in t["thong-tu-343-2016-tt-btc"]["rule"]],
        "PUB-BUD-DRAFT", "dates", "rules after TT343/2016 ended",
    ),
    (
        lambda t: [row(t, LAW, "CON-25-2"), t[LAW]["act"].pop("open_points")],
        "CON-25-2", "uncited", "says nothing of what is to be verified",
    ),
    (lambda t: row(t, TOWN, "XA-DEC-RESULT").update(id="DEC-XA"), "DEC-XA", "shape", "begin with PROV- or XA-"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "where", "check", "said"), FAULTS)
def test_a_fault_is_found_with_its_place(change: Callable[[Tables], Any], where: str, check: str, said: str) -> None:
    found = faults(change)
    assert any(one[1:3] == (where, check) and said in one[3] for one in found), found


# Overlays: what the locality writes over which rule, and whether it may (Art. 35.2.c: widen, never narrow).
def over(target: str, **fields: Any) -> Callable[[Tables], None]:
    def change(tables: Tables) -> None:
        made = row(tables, TOWN, "XA-DEC-RESULT")
        for name in ("deadline", "forms"):
            made.pop(name)
        made.update(overlays=target, **fields)

    return change


def term(days: int, event: str, *, working: bool = True, **more: Any) -> dict[str, Any]:
    return {"days": days, "working": working, "from": event, **more}


DOCUMENT, BEFORE = "decision_or_document_date", {"direction": "before"}
MAY = [
    over("PUB-11-01", deadline=term(3, DOCUMENT)),  # 3 instead of 5 working days
    over("PUB-11-01", deadline=term(5, DOCUMENT)),
    over("PUB-11-01", deadline=term(5, DOCUMENT, working=False)),  # calendar days are never longer
    over("PUB-11-01", deadline={"hours": 24, "from": DOCUMENT}),
    over("PUB-11-01", min_duration_days=45),
    over("PUB-11-01", forms=["cong_ttdt", "niem_yet", "truyen_thanh"]),
    over("DEC-D59-3-NOTICE", deadline=term(3, "meeting_date", working=False, **BEFORE)),  # an earlier notice
    over("DEC-16-INIT", threshold={"fraction": "1/20", "strict": False, "of": "all_households_of_thon"}),
    over("DEC-23-RESULT", deadline=term(2, "vote_or_period_end")),  # the law is silent and leaves it open
]
MAY_NOT = [
    (over("PUB-11-01", deadline=term(6, DOCUMENT)), "looser"),
    (over("PUB-11-01", deadline=term(3, "receipt")), "looser"),  # another start cannot be compared
    (over("INS-40-ANSWER", deadline=term(10, "receipt")), "looser"),  # 10 working days may pass 15 days at Tết
    (over("PUB-11-01", min_duration_days=29), "shorter"),
    (over("PUB-11-01", forms=["cong_ttdt"]), "niem_yet"),
    (over("DEC-D59-3-NOTICE", deadline=term(1, "meeting_date", working=False, **BEFORE)), "looser"),
    (over("DEC-15-4", threshold={"fraction": "1/3", "strict": False, "of": "all_households_of_thon"}), "share"),
    (over("DEC-16-INIT", threshold={"fraction": "1/5", "strict": False, "of": "all_households_of_thon"}), "share"),
    (over("PUB-14-REPORT", deadline=term(5, DOCUMENT)), "leaves none to the locality"),
    (over("PUB-14-CHANGE", deadline=term(5, DOCUMENT)), "PROV-PUB-CHANGE"),  # looser than the province's 3 days
    (over("NO-RULE"), "is no rule"),
]


@pytest.mark.parametrize("change", MAY)
def test_a_locality_may_tighten_and_widen(change: Callable[[Tables], None]) -> None:
    assert faults(change) == []


@pytest.mark.parametrize(("change", "said"), MAY_NOT)
def test_a_locality_may_not_loosen_or_narrow(change: Callable[[Tables], None], said: str) -> None:
    found = faults(change)
    assert any(one[1:3] == ("XA-DEC-RESULT", "overlay") and said in one[3] for one in found), found


def test_an_act_of_the_country_lays_nothing_over_the_law() -> None:
    found = faults(lambda t: row(t, LAW, "DEC-23-RESULT").update(overlays="PUB-14-CHANGE"))
    assert any("lays nothing over" in what for _, _, _, what in found)
