"""`dinhlang log`: fsck, policy and proof, and the whole way to `dinhlang verify`."""

import json

import pytest
from django.db import connection
from tests.apps.transparency.log_world import AT, logged, running_signer
from typer.testing import CliRunner

from dinhlang.apps.transparency import actions
from dinhlang.cli import verify
from dinhlang.cli.log import app

pytestmark = pytest.mark.django_db


@pytest.fixture
def signer(settings):
    with running_signer() as (client, keys):
        settings.SIGNER_SOCKET, settings.SIGNER_KEYS = client.path, keys
        yield client


def run(*arguments: str):
    return CliRunner().invoke(app, list(arguments))


def test_fsck_of_a_sound_log_ends_with_zero(signer):
    logged(5, signer)
    done = run("fsck", "--json")
    assert done.exit_code == 0
    assert json.loads(done.stdout) == {
        "records": 5, "erased": 0, "lines": 5, "heads": 1, "signed": 1, "found": 0, "findings": [],
    }  # fmt: skip
    assert "5 records (0 erased), 5 lines, 1 tree heads (1 signed): no findings." in run("fsck").stderr


def test_fsck_ends_with_one_and_a_sentence_for_each_finding(signer):
    logged(5, signer)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE transparency_record SET event = 'feedback.closed' WHERE subject_id = 2")
        cursor.execute("SET LOCAL session_replication_role = origin")
    done = run("fsck")
    assert done.exit_code == 1
    assert "its event in the table is not what was committed to" in done.stderr
    assert json.loads(run("fsck", "--json").stdout)["found"] == 1


def test_a_proof_and_the_policy_satisfy_the_verifier(signer, tmp_path, capsys):
    actions.open_subjects(kind="feedback.case", ids=[3], at=AT)
    logged(5, signer)
    (tmp_path / "policy").write_text(run("policy").stdout)
    assert run("proof", "2", "--out", str(tmp_path / "2.tlog-proof")).exit_code == 0
    assert verify.main([str(tmp_path / "2.tlog-proof"), "--policy", str(tmp_path / "policy")]) == 0
    assert "Nội dung khớp" in capsys.readouterr().out
    (tmp_path / "sealed").write_text(run("proof", "1").stdout)
    assert verify.main([str(tmp_path / "sealed"), "--policy", str(tmp_path / "policy")]) == 0
    assert "chưa đối chiếu nội dung" in capsys.readouterr().out


def test_what_is_not_there_is_said_with_a_sentence(settings):
    settings.SIGNER_SOCKET, settings.SIGNER_KEYS = "/nonexistent/s", "/nonexistent"
    logged(1)
    assert (run("proof", "0").exit_code, "no signed checkpoint" in run("proof", "0").stderr) == (1, True)
    assert (run("policy").exit_code, "has no key yet" in run("policy").stderr) == (1, True)
