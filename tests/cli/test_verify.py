"""`dinhlang verify` on the end-to-end example: what holds, and every way of tampering."""

import base64
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from tests.domain.transparency.example_log import (
    COMMITMENTS,
    COSIGNED_AT,
    HASHES,
    LOG_KEY,
    ORIGIN,
    PAYLOADS,
    POLICY,
    PROOF,
    SALTS,
    WITNESS_KEYS,
)

from dinhlang.cli.verify import main
from dinhlang.domain.transparency import checkpoint, note, opening, proof_file
from dinhlang.domain.transparency.encoding import to_base64
from dinhlang.domain.transparency.merkle import root
from dinhlang.domain.transparency.note import ED25519

OPENING = json.dumps({"salt": to_base64(SALTS[2]), "payload": PAYLOADS[2]})


@pytest.fixture
def verify(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    def run(proof: str | bytes = PROOF, opened: str | None = OPENING, trusted: str = POLICY, *more: str):
        (tmp_path / "p.tlog-proof").write_bytes(proof.encode() if isinstance(proof, str) else proof)
        (tmp_path / "policy").write_text(trusted)
        arguments = [str(tmp_path / "p.tlog-proof"), "--policy", str(tmp_path / "policy"), *more]
        if opened is not None:
            (tmp_path / "opening").write_text(opened)
            arguments += ["--opening", str(tmp_path / "opening")]
        return main(arguments), capsys.readouterr().out

    return run


def test_the_example_holds_and_says_so_in_vietnamese(verify):
    code, said = verify()
    assert code == 0
    assert said.splitlines() == [
        "✓ Mốc nhật ký “nhatky.tinh.example/2026” có 5 dòng, do đúng khóa của nhật ký ký.",
        "✓ Bên làm chứng “mttq.tinh.example/w1” đã ký lúc 23/11/2026 12:00:00.",
        "✓ Bên làm chứng “bao.tinh.example/w1” đã ký lúc 23/11/2026 12:00:00.",
        "✓ Bên làm chứng “dhqg.tinh.example/w1” đã ký lúc 23/11/2026 12:00:00.",
        "✓ Đủ số bên làm chứng theo chính sách.",
        "✓ Dòng số 2 nằm trong nhật ký dưới mốc 5 dòng.",
        "✓ Nội dung khớp với lời cam kết trong dòng nhật ký.",
        "✓ KẾT LUẬN: chứng cứ đúng.",
    ]


def test_the_example_holds_in_english(verify):
    code, said = verify(PROOF, OPENING, POLICY, "--lang", "en")
    assert code == 0
    assert said.splitlines()[-1] == "✓ RESULT: the proof is right."


def with_extra(extra: bytes) -> str:
    return str(replace(proof_file.parse(PROOF), extra=extra))


def test_the_extra_line_can_carry_the_opening(verify):
    code, said = verify(with_extra(OPENING.encode()), None)
    assert (code, "Nội dung khớp" in said) == (0, True)


def test_a_sealed_record_is_verified_without_its_content(verify):
    code, said = verify(with_extra(opening.sealed_json(COMMITMENTS[2]).encode()), None)
    assert (code, "chưa đối chiếu nội dung" in said) == (0, True)


def test_without_opening_and_extra_there_is_nothing_to_verify(verify):
    code, said = verify(PROOF, None)
    assert (code, "--opening" in said) == (1, True)
    assert verify(with_extra(b"\xffsomething else"), None)[0] == 1
    assert verify(with_extra(b"\xffsomething else"), OPENING)[0] == 0


def test_without_witnesses_the_result_says_on_whom_it_rests(verify):
    code, said = verify(PROOF, OPENING, f"log {LOG_KEY.verifier}\nquorum none\n")
    assert (code, "một mình khóa của nhật ký" in said) == (0, True)


def test_no_byte_of_the_whole_file_can_change_when_every_witness_counts(verify):
    raw, all_three = PROOF.encode(), POLICY.replace("hai-trong-ba 2", "hai-trong-ba all")
    assert verify(raw, OPENING, all_three)[0] == 0
    changed = (raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :] for at in range(len(raw)))
    assert [at for at, one in enumerate(changed) if verify(one, OPENING, all_three)[0] != 1] == []


def changed_openings():
    yield "another salt", {"salt": to_base64(SALTS[1]), "payload": PAYLOADS[2]}
    yield "another payload", {"salt": to_base64(SALTS[2]), "payload": PAYLOADS[1]}
    yield "a space more", {"salt": to_base64(SALTS[2]), "payload": PAYLOADS[2] + " "}
    yield "a short salt", {"salt": to_base64(SALTS[2][:31]), "payload": PAYLOADS[2]}
    yield "no salt", {"payload": PAYLOADS[2]}


@pytest.mark.parametrize(("name", "changed"), list(changed_openings()))
def test_another_content_is_refused(verify, name, changed):
    assert verify(PROOF, json.dumps(changed))[0] == 1


def test_an_opening_that_contradicts_what_the_proof_carries_is_refused(verify):
    code, said = verify(with_extra(opening.sealed_json(COMMITMENTS[1]).encode()), OPENING)
    assert (code, "KHÔNG phải nội dung" in said) == (1, True)


def test_lines_of_the_path_added_or_removed_are_refused(verify):
    whole = proof_file.parse(PROOF)
    for hashes in (whole.hashes[:-1], whole.hashes[1:], (*whole.hashes, whole.hashes[0]), ()):
        assert verify(str(replace(whole, hashes=hashes)))[0] == 1


def test_a_witness_line_replayed_on_another_size_is_refused(verify):
    text = checkpoint.Checkpoint(ORIGIN, 4, root(HASHES[:4])).text
    replayed = note.sign(text, LOG_KEY) + str(note.parse(proof_file.parse(PROOF).checkpoint).signatures[1])
    code, said = verify(str(replace(proof_file.parse(PROOF), checkpoint=replayed)))
    assert (code, "mttq.tinh.example/w1" in said) == (1, True)


def test_a_witness_key_listed_with_the_kind_of_a_log_key_is_no_policy(verify):
    key = WITNESS_KEYS[0].verifier
    assert verify(PROOF, OPENING, POLICY.replace(str(key), str(replace(key, kind=ED25519))))[0] == 2


def test_too_few_witnesses_are_refused(verify):
    text = proof_file.parse(PROOF).checkpoint.split("\n\n")[0] + "\n"
    one = note.sign(text, LOG_KEY) + str(note.cosign(text, WITNESS_KEYS[0], COSIGNED_AT))
    code, said = verify(str(replace(proof_file.parse(PROOF), checkpoint=one)))
    assert (code, "KHÔNG đủ số bên làm chứng" in said) == (1, True)


def test_a_checkpoint_under_another_name_than_its_key_is_refused(verify):
    text = checkpoint.Checkpoint("nhatky.khac.example/2026", 5, root(HASHES)).text
    other = note.sign(text, LOG_KEY) + "".join(str(note.cosign(text, key, COSIGNED_AT)) for key in WITNESS_KEYS)
    code, said = verify(str(replace(proof_file.parse(PROOF), checkpoint=other)))
    assert (code, "KHÔNG phải do một nhật ký trong chính sách" in said) == (1, True)


def test_a_missing_file_or_option_is_wrong_usage(tmp_path, capsys):
    assert main([str(tmp_path / "none"), "--policy", str(tmp_path / "none")]) == 2
    assert "Không đọc được tệp" in capsys.readouterr().err
    assert main(["only-a-proof"]) == 2
    assert main(["--help"]) == 0


ALONE = """
import sys
class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {"django", "typer", "rich", "click", "rfc8785", "psycopg"} or name.startswith(
            ("dinhlang.apps", "dinhlang.config", "dinhlang.lib")
        ):
            raise ImportError(f"{name} must not be needed")
sys.meta_path.insert(0, Refuse())
from dinhlang.cli.main import run
sys.exit(run(["verify", *sys.argv[1:]]))
"""


def test_it_runs_without_django_and_without_our_other_libraries(tmp_path):
    (tmp_path / "proof").write_text(with_extra(OPENING.encode()))
    (tmp_path / "policy").write_text(POLICY)
    done = subprocess.run(
        [sys.executable, "-c", ALONE, str(tmp_path / "proof"), "--policy", str(tmp_path / "policy")],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.stderr == ""
    assert done.returncode == 0
    assert "KẾT LUẬN: chứng cứ đúng." in done.stdout


def test_an_extra_line_that_is_not_base64_is_refused(verify):
    spoiled = with_extra(OPENING.encode()).replace("extra ", "extra *")
    assert verify(spoiled, None)[0] == 1
    assert base64.b64decode(with_extra(OPENING.encode()).split("\n")[1].removeprefix("extra ")) == OPENING.encode()
