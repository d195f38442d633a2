"""`dinhlang decisions check`: the answer as JSON, and every fact that cannot be refused in words."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from dinhlang.cli import main

FACTS: dict[str, Any] = {
    "matter": "15.1", "scope": "village", "form": "meeting", "households": 143, "present": 120, "yes": 96,
    "held_on": "2026-03-01", "received_on": "2026-03-04", "recognised_on": None,
}  # fmt: skip
COMMUNE: dict[str, Any] = {
    "matter": "15.1", "scope": "commune", "form": "meeting", "held_on": "2026-03-01",
    "villages": [{"households": 143, "yes": 96}, {"households": 10, "yes": 6}, {"households": 3, "yes": 2}],
}  # fmt: skip


@pytest.fixture
def run(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Any:
    def call(facts: object, *options: str) -> tuple[int, str, str]:
        file = tmp_path / "facts.json"
        file.write_text(facts if isinstance(facts, str) else json.dumps(facts), encoding="utf-8")
        code = main.run(["decisions", "check", str(file), *options])
        out, err = capfd.readouterr()
        return code, out, err

    return call


def test_the_facts_of_the_issue_give_its_answer(run: Any) -> None:
    code, out, err = run(FACTS)
    answer = json.loads(out)
    reasons = answer.pop("reasons")
    assert answer == {
        "form_allowed": True, "passed": True, "needed": 96, "recognising_body": None,
        "submission_due": "2026-03-06", "recognition_due": None, "effective_from": "2026-03-01",
    }  # fmt: skip
    assert code == 0
    assert all(set(one) == {"text", "citation"} and one["text"] and one["citation"] for one in reasons)
    assert "tức 96 hộ" in err  # the same reasons for people; standard output holds JSON only


def test_an_election_names_who_is_elected_and_says_nothing_more_without_candidates(run: Any) -> None:
    facts = {**FACTS, "matter": "15.4", "candidates": [{"name": "A", "votes": 80}, {"name": "B", "votes": 30}]}
    del facts["yes"]
    answer = json.loads(run(facts)[1])
    assert (answer["elected"], answer["tied"], answer["open_seats"], answer["passed"]) == (["A"], [], 0, True)


def test_json_alone_and_in_english(run: Any) -> None:
    code, out, err = run(FACTS, "--json", "--lang", "en")
    assert (code, err) == (0, "")
    assert "Needs at least 2/3 of all 143 households" in json.loads(out)["reasons"][1]["text"]


def test_a_commune_counts_in_two_stages(run: Any) -> None:
    answer = json.loads(run(COMMUNE)[1])
    assert (answer["passed"], answer["needed"], answer["effective_from"]) == (True, 2, None)
    none = COMMUNE | {"villages": [{"households": 3, "yes": 1}]}
    assert json.loads(run(none)[1])["passed"] is False


def test_keys_that_mean_nothing_here_are_named_not_swallowed(run: Any) -> None:
    code, _out, err = run(FACTS | {"consent_yes": 3, "presnt": 4}, "--json")
    assert code == 0
    assert "consent_yes, presnt" in err


def test_what_means_nothing_in_a_village_or_for_a_matter_is_named_too(run: Any) -> None:
    row = {"households": 143, "yes": 96, "no": 4, "name": 5, "present": None}
    code, out, err = run(COMMUNE | {"villages": [{"households": 3, "yes": 2, "name": "Ấp 1"}, row]}, "--json")
    assert code == 0
    assert "villages[1].no, villages[1].name" in err
    assert "Ấp 1: cần 2 trên 3 hộ" in json.loads(out)["reasons"][2]["text"]
    assert "recognised_on" in run(FACTS | {"recognised_on": "2026-03-05"}, "--json")[2]  # nobody recognises 15.1
    assert "recognised_on" not in run(FACTS | {"matter": "15.4", "recognised_on": "2026-03-05"}, "--json")[2]


WRONG = [
    ({"yes": 121}, "yes (121)"),
    ({"present": 144}, "present (144)"),
    ({"yes": -1}, "yes"),
    ({"households": 0, "present": 0, "yes": 0}, "households"),
    ({"households": "143"}, "households"),
    ({"yes": 96.0}, "yes"),
    ({"yes": "96"}, 'không phải "96"'),
    ({"present": True}, "không phải true"),
    ({"present": {"a": 1}}, '{"a": 1}'),
    ({"held_on": "2026-03-01T10:00"}, "2026-03-01"),
    ({"matter": "15.1.a"}, '"15.1.a"'),
    ({"households": None}, "households"),
    ({"matter": "15.7"}, '"15.1", "15.2", "15.3", "15.4", "15.5", "15.6"'),
    ({"matter": 15.1}, '"15.1"'),
    ({"form": "email"}, '"meeting", "ballot", "online"'),
    ({"form": ["meeting"]}, '"meeting"'),
    ({"scope": "district"}, '"village", "commune"'),
    ({"held_on": None}, "held_on"),
    ({"held_on": "2026-02-30"}, "held_on"),
    ({"held_on": "01/03/2026"}, "held_on"),
    ({"held_on": 20260301}, "held_on"),
    ({"held_on": "2023-06-30", "received_on": None}, "2023-06-30"),
    ({"held_on": "9999-12-30", "received_on": None}, "held_on"),
    ({"received_on": "2026-02-28"}, "received_on"),
    ({"recognised_on": "2026-03-03"}, "recognised_on"),
    ({"matter": "15.4", "received_on": None, "recognised_on": "2026-03-09"}, "received_on"),
    ({"form": "ballot", "ballot_case": "d"}, '"a", "b", "c"'),
    ({"form": "online", "consent_yes": 144}, "consent_yes"),
    ({"form": "ballot", "ballot_case": "b", "meeting_present": -3}, "meeting_present"),
]


@pytest.mark.parametrize(("change", "told"), WRONG, ids=lambda value: str(value)[:40])
def test_facts_that_cannot_be_are_refused_with_what_is_wrong(run: Any, change: dict[str, Any], told: str) -> None:
    code, out, err = run(FACTS | change, "--json")
    assert (code, out) == (1, "")
    assert told in err
    assert "Traceback" not in err


@pytest.mark.parametrize("key", ["matter", "scope", "form", "households", "present", "yes", "held_on"])
def test_a_missing_key_is_named(run: Any, key: str) -> None:
    code, _out, err = run({name: value for name, value in FACTS.items() if name != key})
    assert code == 1
    assert key in err


@pytest.mark.parametrize(
    "change",
    [
        {"villages": []},
        {"villages": None},
        {"villages": [143]},
        {"villages": [{"households": 10}]},
        {"villages": [{"households": 10, "yes": 11}]},
        {"villages": [{"households": 10, "present": 5, "yes": 6}]},
        {"villages": [{"households": 0, "yes": 0}]},
        {"matter": "15.3"},
        {"matter": "15.6"},
    ],
    ids=str,
)
def test_a_commune_that_cannot_be_is_refused(run: Any, change: dict[str, Any]) -> None:
    code, out, err = run(COMMUNE | change)
    assert (code, out) == (1, "")
    assert "villages" in err or "scope" in err


@pytest.mark.parametrize("text", ["", "{", "[]", "3", '{"yes": 1, "yes": 2}', '{"yes": NaN', "[" * 100_000])
def test_what_is_no_json_object_is_refused(run: Any, text: str) -> None:
    code, out, err = run(text)
    assert (code, out) == (1, "")
    assert "Traceback" not in err


def test_a_file_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    assert main.run(["decisions", "check", str(tmp_path / "none.json")]) == 2


@pytest.mark.parametrize(("matter", "body"), [("15.3", "UBND"), ("15.4", "UBND"), ("15.5", "UBMTTQ"), ("15.6", None)])
def test_who_recognises_and_from_when(run: Any, matter: str, body: str | None) -> None:
    waiting = json.loads(run(FACTS | {"matter": matter})[1])
    assert waiting["recognising_body"] == body
    assert waiting["recognition_due"] == ("2026-03-11" if body else None)
    assert waiting["effective_from"] == (None if body else "2026-03-01")
    done = json.loads(run(FACTS | {"matter": matter, "recognised_on": "2026-03-10"})[1])
    assert done["effective_from"] == ("2026-03-10" if body else "2026-03-01")


def test_terms_are_five_working_days_by_a_count_written_apart(run: Any) -> None:
    """October 2026 has no day off but weekends: count Monday to Friday by hand."""
    for offset in range(14):
        held = date(2026, 10, 1) + timedelta(days=offset)
        due, left = held, 5
        while left:
            due += timedelta(days=1)
            left -= due.weekday() < 5
        answer = json.loads(run(FACTS | {"held_on": held.isoformat(), "received_on": None})[1])
        assert answer["submission_due"] == due.isoformat()
