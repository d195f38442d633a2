"""`dinhlang consultations map`: agrees with published groups, reads both forms, refuses in a sentence."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dinhlang.cli import bench_consultations
from dinhlang.cli.consultations import app

REAL = Path(__file__).parents[3] / "shared" / "data" / "polis"
CONVERSATIONS = ["15-per-hour-seattle", "brexit-consensus", "canadian-electoral-reform", "scoop-hivemind.biodiversity"]
LONG = "participant,statement,vote\n" + "".join(
    f"{person},{statement},{1 if (person in 'ab') == (statement < 2) else -1}\n"
    for person in "abcd"
    for statement in range(4)
)
WIDE = "participant,0,1,2,3\na,1,1,-1,-1\nb,1,1,-1,-1\nc,-1,-1,1,1\nd,-1,-1,1,1\n"


def asked(folder: Path, text: str, *more: str):
    path = folder / "votes.csv"
    path.write_text(text, encoding="utf-8")
    return CliRunner().invoke(app, ["map", str(path), *more])


@pytest.mark.parametrize("name", CONVERSATIONS)
def test_groups_agree_with_the_published_ones(name):
    votes = REAL / name / "participants-votes.csv"
    if not votes.exists():
        pytest.skip("the published conversations are not at hand")
    told = CliRunner().invoke(app, ["map", str(votes), "--comments", str(votes.with_name("comments.csv")), "--json"])
    groups = {one["participant"]: one["group"] for one in json.loads(told.stdout)["participants"]}
    assert bench_consultations.against_published(votes, groups) >= 0.85


@pytest.mark.parametrize(
    "text",
    [LONG, WIDE, WIDE.replace("1,1", "1.0,1.0"), "\ufeff" + WIDE, WIDE.replace("\nb", "\n\nb")],
    ids=list("abcde"),
)
def test_both_forms_give_the_map_in_the_promised_shape(tmp_path, text):
    told = asked(tmp_path, text, "--json")
    assert told.exit_code == 0, told.output
    answer = json.loads(told.stdout)
    assert [one["participant"] for one in answer["participants"]] == ["a", "b", "c", "d"]
    assert [one["group"] for one in answer["participants"]] == [1, 1, 2, 2]
    assert [(one["group"], one["size"]) for one in answer["groups"]] == [(1, 2), (2, 2)]
    assert answer["consensus"] == []


def test_of_two_votes_of_a_person_the_later_counts(tmp_path):
    first = json.loads(asked(tmp_path, LONG, "--json").stdout)
    again = json.loads(asked(tmp_path, LONG.replace("vote\n", "vote\na,0,-1\n"), "--json").stdout)
    assert first == again


def test_without_json_the_map_is_told_in_sentences(tmp_path):
    told = asked(tmp_path, WIDE)
    assert told.exit_code == 0
    assert "Nhóm 1: 2 người" in told.stdout


BAD = {
    "empty": "",
    "no participant": "who,0\na,1\n",
    "no statement": "participant,group-id\na,1\n",
    "another number": "participant,0,1\na,1,2\n",
    "a word": "participant,0,1\na,yes,1\n",
    "a fraction": "participant,0,1\na,0.5,1\n",
    "twice": "participant,0\na,1\na,1\n",
    "column twice": "participant,0,0\na,1,1\n",
    "nobody": "participant,0\n",
    "no name": "participant,0\n,1\n",
    "ragged": "participant,0\na,1,1,1\n",
    "long, a word": "participant,statement,vote\na,0,maybe\n",
    "long, no person": "participant,statement,vote\n,0,1\n",
    "too few": "participant,0\na,1\n",
    "long, no vote": "participant,statement\na,0\n",
    "semicolons": WIDE.replace(",", ";"),
    "not a number": WIDE.replace("a,1", "a,nan"),
    "quote left open": WIDE.replace("b,1", '"b,1'),
}


@pytest.mark.parametrize("text", BAD.values(), ids=list(BAD))
def test_a_bad_table_is_refused_in_a_sentence(tmp_path, text):
    told = asked(tmp_path, text, "--json")
    assert told.exit_code == 1
    assert told.stdout == ""
    assert told.stderr.startswith("dinhlang consultations: ")


def test_a_missing_file_and_bad_comments_are_refused_in_a_sentence(tmp_path):
    assert CliRunner().invoke(app, ["map", str(tmp_path / "none.csv")]).exit_code == 1
    (tmp_path / "comments.csv").write_text("comment-id,moderated\n0,maybe\n")
    told = asked(tmp_path, WIDE, "--comments", str(tmp_path / "comments.csv"))
    assert told.exit_code == 1
    assert "moderated" in told.stderr


def test_the_adjusted_rand_index_is_one_for_the_same_groups_and_about_zero_by_chance():
    assert bench_consultations.adjusted_rand([1, 1, 2, 2], ["b", "b", "a", "a"]) == 1
    assert bench_consultations.adjusted_rand([1, 1, 2, 2], [1, 2, 1, 2]) == pytest.approx(-0.5)


@pytest.mark.parametrize("mark", ["-1", "-1.0", " -1 "])
def test_a_statement_that_was_moderated_out_counts_for_nothing(tmp_path, mark):
    (tmp_path / "comments.csv").write_text(f"comment-id,moderated,comment-body\n3,{mark},x\n99,-1,y\n")
    told = asked(tmp_path, WIDE, "--comments", str(tmp_path / "comments.csv"), "--json")
    answer = json.loads(told.stdout)
    named = {said["statement"] for group in answer["groups"] for said in group["representative"]}
    assert (told.exit_code, "3" in named, "-0.0" in told.stdout) == (0, False, False)
