"""`dinhlang verify`: check a proof from the public log, offline, with nothing but this file's few imports.

Runs without Django, without the project's other libraries, without trusting the server: whoever has the proof, the
policy and (for the content) the opening can check on a machine of their own.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

from dinhlang.domain.transparency import checkpoint, note, opening, policy, proof_file
from dinhlang.domain.transparency.checkpoint import Checkpoint
from dinhlang.domain.transparency.commitment import entry
from dinhlang.domain.transparency.encoding import FormatError
from dinhlang.domain.transparency.merkle import ProofError, check_inclusion, leaf_hash
from dinhlang.domain.transparency.note import COSIGNATURE, SignatureError, Verified
from dinhlang.domain.transparency.opening import Opening
from dinhlang.domain.transparency.policy import Policy
from dinhlang.domain.transparency.proof_file import ProofFile

T = TypeVar("T")
LONGEST_FILE = 8_000_000  # bytes
VIETNAM = timezone(timedelta(hours=7))
YES, NO, WRONG_USAGE = 0, 1, 2

SENTENCES = {
    "vi": {
        "usage": "Kiểm tra một chứng cứ của nhật ký công khai. Không cần mạng, không cần tin máy chủ.",
        "proof": "tệp chứng cứ (.tlog-proof)",
        "policy": "tệp chính sách: khóa của nhật ký và các bên làm chứng mà bạn tin",
        "opening": "tệp mở: muối và nội dung, để đối chiếu nội dung với dòng nhật ký",
        "lang": "ngôn ngữ của kết quả",
        "unreadable": "Không đọc được tệp {name}.",
        "bad_policy": "Tệp chính sách viết sai (chi tiết kỹ thuật: {why}).",
        "bad_proof": "Tệp chứng cứ viết sai (chi tiết kỹ thuật: {why}).",
        "bad_opening": "Tệp mở không đúng dạng (chi tiết kỹ thuật: {why}).",
        "content": "Nội dung khớp với lời cam kết trong dòng nhật ký.",
        "content_differs": "Nội dung trong tệp mở KHÔNG phải nội dung mà chứng cứ này cam kết.",
        "sealed": "Chứng cứ chỉ mang lời cam kết, không mang nội dung: chưa đối chiếu nội dung.",
        "no_leaf": "Chứng cứ không mang nội dung lẫn lời cam kết: hãy đưa tệp mở bằng --opening.",
        "log": "Mốc nhật ký “{origin}” có {size} dòng, do đúng khóa của nhật ký ký.",
        "bad_signature": "Chữ ký dưới mốc nhật ký KHÔNG đúng (chi tiết kỹ thuật: {why}).",
        "other_log": "Mốc này KHÔNG phải do một nhật ký trong chính sách ký: “{origin}”.",
        "witness": "Bên làm chứng “{name}” đã ký lúc {when}.",
        "quorum": "Đủ số bên làm chứng theo chính sách.",
        "no_witness": "Chính sách không đòi bên làm chứng: kết quả dựa vào một mình khóa của nhật ký.",
        "no_quorum": "KHÔNG đủ số bên làm chứng theo chính sách.",
        "included": "Dòng số {index} nằm trong nhật ký dưới mốc {size} dòng.",
        "not_included": "Chứng cứ KHÔNG đưa dòng này tới gốc đã ký (chi tiết kỹ thuật: {why}).",
        "good": "KẾT LUẬN: chứng cứ đúng.",
        "bad": "KẾT LUẬN: KHÔNG xác minh được.",
    },
    "en": {
        "usage": "Check a proof from the public log. Needs no network and no trust in the server.",
        "proof": "the proof file (.tlog-proof)",
        "policy": "the policy file: the keys of the log and of the witnesses that you trust",
        "opening": "the opening: salt and content, to compare the content with the line in the log",
        "lang": "language of the answer",
        "unreadable": "The file {name} cannot be read.",
        "bad_policy": "The policy file is not well formed: {why}.",
        "bad_proof": "The proof file is not well formed: {why}.",
        "bad_opening": "The opening is not well formed: {why}.",
        "content": "The content fits the commitment in the line of the log.",
        "content_differs": "The content in the opening is NOT what this proof commits to.",
        "sealed": "The proof carries the commitment only, not the content: the content was not compared.",
        "no_leaf": "The proof carries neither content nor commitment: give the opening with --opening.",
        "log": "The checkpoint of “{origin}” over {size} lines is signed by the key of the log.",
        "bad_signature": "A signature under the checkpoint is NOT right: {why}.",
        "other_log": "The checkpoint is NOT signed by a log of the policy: “{origin}”.",
        "witness": "The witness “{name}” signed at {when}.",
        "quorum": "The witnesses that signed are enough for the policy.",
        "no_witness": "The policy asks for no witness: the result rests on the key of the log alone.",
        "no_quorum": "The witnesses that signed are NOT enough for the policy.",
        "included": "Line {index} is in the log under the checkpoint of {size} lines.",
        "not_included": "The proof does NOT lead from this line to the signed root: {why}.",
        "good": "RESULT: the proof is right.",
        "bad": "RESULT: NOT verified.",
    },
}
PASSED, FAILED, NOTED = "✓", "✗", "·"


class FailedError(Exception):
    """A check failed; the rest makes no sense without it."""


class UsageError(Exception):
    """The command was called wrongly: a file that is not there, a policy that is none."""


class Check:
    """One run: says a sentence for each check, in one language."""

    def __init__(self, language: str) -> None:
        self.sentences = SENTENCES[language]

    def tell(self, mark: str, sentence: str, **values: object) -> None:
        """Print one sentence."""
        sys.stdout.write(f"{mark} {self.sentences[sentence].format(**values)}\n")

    def fail(self, sentence: str, **values: object) -> FailedError:
        """Print the sentence of a failed check and return the error to raise."""
        self.tell(FAILED, sentence, **values)
        return FailedError(sentence)

    def wrong(self, sentence: str, **values: object) -> UsageError:
        """Return the error of a wrong call, with its sentence."""
        return UsageError(self.sentences[sentence].format(**values))


def main(argv: Sequence[str]) -> int:
    """Check one proof; returns 0 when it holds, 1 when not, 2 for wrong usage."""
    language = "en" if "--lang=en" in argv or ("--lang", "en") in pairwise(argv) else "vi"
    check = Check(language)
    try:
        asked = _parser(check.sentences).parse_args(argv)
    except SystemExit as end:  # argparse has said why; the dispatcher wants a code
        return WRONG_USAGE if end.code else YES
    try:
        _run(check, asked)
    except UsageError as error:
        sys.stderr.write(f"dinhlang verify: {error}\n")
        return WRONG_USAGE
    except FailedError:
        check.tell(FAILED, "bad")
        return NO
    check.tell(PASSED, "good")
    return YES


def _parser(sentences: dict[str, str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="dinhlang verify",
        description=sentences["usage"],
        epilog="dinhlang verify bien-nhan.tlog-proof --policy chinh-sach.txt --opening ho-so.json",
    )
    parser.add_argument("proof", metavar="FILE.tlog-proof", type=Path, help=sentences["proof"])
    parser.add_argument("--policy", required=True, type=Path, help=sentences["policy"])
    parser.add_argument("--opening", type=Path, help=sentences["opening"])
    parser.add_argument("--lang", choices=["vi", "en"], default="vi", help=sentences["lang"])
    return parser


def _run(check: Check, asked: argparse.Namespace) -> None:
    try:
        trusted = policy.parse(_decoded(_bytes(check, asked.policy)))
    except FormatError as error:
        raise check.wrong("bad_policy", why=error) from error
    given = _bytes(check, asked.opening) if asked.opening else None
    proof = _read(check, "bad_proof", proof_file.parse, _bytes(check, asked.proof))
    opened = _opened(check, proof, given)
    head, signers = _signed_head(check, trusted, proof)
    _check_witnesses(check, trusted, signers)
    leaf = leaf_hash(entry(_committed(opened)))
    try:
        check_inclusion(leaf=leaf, index=proof.index, size=head.size, proof=proof.hashes, tree=head.root)
    except ProofError as error:
        raise check.fail("not_included", why=error) from error
    check.tell(PASSED, "included", index=proof.index, size=head.size)
    check.tell(*((PASSED, "content") if isinstance(opened, Opening) else (NOTED, "sealed")))


def _opened(check: Check, proof: ProofFile, given: bytes | None) -> Opening | bytes:
    """Return what the proof is about: the opening, or the bare commitment of a sealed record."""
    carried = _carried(proof)
    opened = carried if given is None else _read(check, "bad_opening", opening.parse, given)
    if opened is None:
        raise check.fail("no_leaf")
    if carried is not None and _committed(opened) != _committed(carried):
        raise check.fail("content_differs")
    return opened


def _carried(proof: ProofFile) -> Opening | bytes | None:
    """Return what the `extra` line carries; others may write there what they like."""
    try:
        return opening.parse(_decoded(proof.extra)) if proof.extra is not None else None
    except FormatError:
        return None


def _committed(opened: Opening | bytes) -> bytes:
    return opened if isinstance(opened, bytes) else opened.commitment


def _signed_head(check: Check, trusted: Policy, proof: ProofFile) -> tuple[Checkpoint, list[Verified]]:
    """Return the checkpoint once a log of the policy signed it under its own name, and everybody who signed."""
    try:
        signed = note.parse(proof.checkpoint)
        head = checkpoint.parse(signed.text)
    except FormatError as error:
        raise check.fail("bad_proof", why=error) from error
    try:
        signers = note.verified(signed, trusted.keys)
    except SignatureError as error:
        raise check.fail("bad_signature", why=error) from error
    if not any(one.key in trusted.logs and one.key.name == head.origin for one in signers):
        raise check.fail("other_log", origin=head.origin)
    check.tell(PASSED, "log", origin=head.origin, size=head.size)
    return head, signers


def _check_witnesses(check: Check, trusted: Policy, signers: list[Verified]) -> None:
    for one in signers:
        if one.key.kind == COSIGNATURE:
            check.tell(PASSED, "witness", name=one.key.name, when=_when(one.timestamp or 0))
    if not trusted.satisfied({one.key for one in signers}):
        raise check.fail("no_quorum")
    check.tell(*((NOTED, "no_witness") if trusted.quorum == policy.NONE else (PASSED, "quorum")))


def _when(timestamp: int) -> str:
    try:
        return datetime.fromtimestamp(timestamp, UTC).astimezone(VIETNAM).strftime("%d/%m/%Y %H:%M:%S")
    except (OverflowError, OSError, ValueError):  # a year that no calendar has
        return str(timestamp)


def _read(check: Check, sentence: str, read: Callable[[str], T], given: bytes) -> T:
    try:
        return read(_decoded(given))
    except FormatError as error:
        raise check.fail(sentence, why=error) from error


def _bytes(check: Check, path: Path) -> bytes:
    try:
        with path.open("rb") as handle:
            return handle.read(LONGEST_FILE)
    except OSError as error:
        raise check.wrong("unreadable", name=path) from error


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise FormatError("not UTF-8") from error
