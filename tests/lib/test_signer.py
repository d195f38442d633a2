"""The signer process: what it signs, what it refuses, and what it remembers over restarts."""

import json
import os
import signal
import socket
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from tests.apps.transparency.log_world import running_signer

from dinhlang.domain.transparency import note
from dinhlang.domain.transparency.checkpoint import Checkpoint
from dinhlang.domain.transparency.merkle import consistency_proof, leaf_hash, root, subtree_of
from dinhlang.domain.transparency.receipt import Receipt
from dinhlang.lib.signer import Signer, SignerRefusedError, SignerUnavailableError
from dinhlang.lib.signer_process import Keeper, SignerServer, SignerStartError

LEAVES = [leaf_hash(bytes([number])) for number in range(9)]
OF = subtree_of(LEAVES)


def head(size: int, origin: str) -> str:
    return Checkpoint(origin, size, root(LEAVES[:size])).text


def test_keys_are_made_once_private_ones_for_the_owner_only(tmp_path):
    with running_signer(tmp_path / "keys") as (signer, folder):
        first = signer.keys()
        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}
        assert stat.S_IMODE(Path(signer.path).stat().st_mode) == 0o600
    assert (modes["log.key"], modes["receipt.key"], modes["last-signed"]) == (0o600, 0o600, 0o600)
    assert (modes["log.vkey"], modes["receipt.vkey"]) == (0o644, 0o644)
    assert (folder / "log.vkey").read_text() == first["log"] + "\n"
    with running_signer(tmp_path / "keys") as (signer, _):
        assert signer.keys() == first


def test_it_signs_receipts_with_one_key_and_checkpoints_with_the_other(settings):
    with running_signer() as (signer, _):
        keys = {name: note.parse_key(text) for name, text in signer.keys().items()}
        promised = signer.sign_receipt(Receipt(LEAVES[0], 1, 2).text)
        signed = signer.sign_checkpoint(head(3, settings.LOG_ORIGIN), old=0, proof=[])
    assert [one.key for one in note.verified(note.parse(promised), keys.values())] == [keys["receipt"]]
    assert [one.key for one in note.verified(note.parse(signed), keys.values())] == [keys["log"]]


def test_the_receipt_key_signs_no_checkpoint_and_no_other_text(settings):
    with running_signer() as (signer, _):
        for text in (head(3, settings.LOG_ORIGIN), "Tôi nợ anh A một tỷ đồng\n", "", Receipt(LEAVES[0], 2, 1).text):
            with pytest.raises(SignerRefusedError):
                signer.sign_receipt(text)


def test_the_log_key_signs_no_receipt_no_other_log_no_step_back_and_no_fork(settings):
    origin = settings.LOG_ORIGIN
    fork = Checkpoint(origin, 5, bytes(32)).text
    with running_signer() as (signer, _):
        signed = signer.sign_checkpoint(head(5, origin), old=0, proof=[])
        assert signer.sign_checkpoint(head(5, origin), old=5, proof=[]) == signed
        for text, old, proof in (
            (head(4, origin), 5, []),
            (head(4, origin), 4, []),
            (fork, 5, []),
            (fork, 0, []),
            (head(8, origin), 5, []),
            (head(8, "nhatky.khac.example/2026"), 5, consistency_proof(5, 8, OF)),
            (Receipt(LEAVES[0], 1, 2).text, 5, []),
        ):
            with pytest.raises(SignerRefusedError):
                signer.sign_checkpoint(text, old=old, proof=proof)
        assert signer.state().size == 5
        signer.sign_checkpoint(head(8, origin), old=5, proof=consistency_proof(5, 8, OF))
        assert signer.state().size == 8


def test_it_remembers_what_it_signed_over_a_restart(tmp_path, settings):
    with running_signer(tmp_path) as (signer, _):
        signed = signer.sign_checkpoint(head(5, settings.LOG_ORIGIN), old=0, proof=[])
    assert (tmp_path / "last-signed").read_text() == signed
    with running_signer(tmp_path) as (signer, _):
        assert signer.state().text == head(5, settings.LOG_ORIGIN)
        with pytest.raises(SignerRefusedError, match="smaller"):
            signer.sign_checkpoint(head(4, settings.LOG_ORIGIN), old=0, proof=[])


def test_what_is_signed_is_on_disk_before_it_is_answered(tmp_path, monkeypatch, settings):
    with running_signer(tmp_path) as (signer, _):

        def no_space(*_: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("dinhlang.lib.signer_process.os.fsync", no_space)
        with pytest.raises(SignerUnavailableError):
            signer.sign_checkpoint(head(3, settings.LOG_ORIGIN), old=0, proof=[])
        monkeypatch.undo()
        assert signer.state().size == 0


def test_two_signers_never_share_keys(tmp_path):
    with (
        running_signer(tmp_path),
        pytest.raises(SignerStartError, match="Another signer"),
        running_signer(tmp_path),
    ):
        pass


@pytest.mark.parametrize("damage", ["", "nhatky\n", "gone", "forged"])
def test_without_a_sound_memory_it_does_not_start(tmp_path, settings, damage):
    with running_signer(tmp_path) as (signer, _):
        signer.sign_checkpoint(head(5, settings.LOG_ORIGIN), old=0, proof=[])
    state = tmp_path / "last-signed"
    if damage == "gone":
        state.unlink()
    elif damage == "forged":
        state.write_text(state.read_text().replace("\n5\n", "\n3\n"))
    else:
        state.write_text(damage)
    with pytest.raises(SignerStartError, match="Restore it"), running_signer(tmp_path):
        pass


def test_a_lost_key_of_a_log_that_was_signed_is_not_replaced(tmp_path, settings):
    with running_signer(tmp_path) as (signer, _):
        signer.sign_checkpoint(head(5, settings.LOG_ORIGIN), old=0, proof=[])
    (tmp_path / "log.key").unlink()
    with pytest.raises(SignerStartError, match="Restore it"), running_signer(tmp_path):
        pass
    assert not (tmp_path / "log.key").exists()


def test_keys_of_another_log_are_not_used(tmp_path, settings):
    with running_signer(tmp_path):
        pass
    settings.LOG_ORIGIN = "nhatky.khac.example/2027"
    with pytest.raises(SignerStartError, match="is the key of"), running_signer(tmp_path):
        pass


@pytest.mark.parametrize(
    "line",
    [
        b"", b"\n", b"[]\n", b"{}\n", b"null\n", b"x" * 70_000 + b"\n", b'{"do": "sign"}\n', b"\xff\n",
        b"[" * 60_000 + b"\n",
        b'{"do": "checkpoint", "text": 1, "old": 0, "proof": []}\n', b'{"do": "receipt", "text": "\\ud800"}\n',
        b'{"do": "checkpoint", "text": "a\\n1\\nb\\n", "old": 0, "proof": [1]}\n',
    ],
)  # fmt: skip
def test_nonsense_is_answered_with_a_refusal_and_does_no_harm(line):
    with running_signer() as (signer, _):
        with socket.socket(socket.AF_UNIX) as channel:
            channel.settimeout(5)
            channel.connect(signer.path)
            channel.sendall(line)
            channel.shutdown(socket.SHUT_WR)
            answer = channel.makefile("rb").readline()
        assert not line or "refused" in json.loads(answer)
        assert signer.state().size == 0


def test_a_path_too_long_for_a_socket_is_said_in_words(tmp_path):
    keeper = Keeper(tmp_path / "keys", origin="a", receipt_name="b")
    with pytest.raises(SignerStartError, match="shorter path"):
        SignerServer(tmp_path / ("x" * 120), keeper)
    keeper.close()


def test_the_command_says_ready_serves_and_leaves_on_a_signal(tmp_path):
    environment = os.environ | {"DINHLANG_SIGNER_SOCKET": str(tmp_path / "s"), "PYTHONPATH": "src"}
    command = [sys.executable, "-c", "from dinhlang.cli.main import main; main()", "signer", "--data-dir"]
    started = subprocess.Popen(
        [*command, str(tmp_path / "data")], env=environment, stderr=subprocess.PIPE, text=True
    )  # fmt: skip
    assert started.stderr is not None
    assert started.stderr.readline() == f"ready signer {tmp_path / 's'}\n"
    keys = Signer(str(tmp_path / "s")).keys()
    assert (tmp_path / "data/keys/log.vkey").read_text().strip() == keys["log"]
    second = subprocess.run(
        [*command, str(tmp_path / "data")], env=environment, capture_output=True, text=True, check=False
    )
    assert (second.returncode, "Another signer" in second.stderr) == (1, True)
    started.send_signal(signal.SIGTERM)
    assert started.wait(20) == 0
    started.stderr.close()
    assert not (tmp_path / "s").exists()
