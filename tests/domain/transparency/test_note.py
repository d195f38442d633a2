"""Signed notes, checkpoints and cosignatures against published vectors (sets C, D, G)."""

import pytest

from dinhlang.domain.transparency import checkpoint, note
from dinhlang.domain.transparency.encoding import FormatError, from_base64, from_decimal, to_base64
from dinhlang.domain.transparency.merkle import check_consistency, leaf_hash, root
from dinhlang.domain.transparency.note import COSIGNATURE, SignatureError, SigningKey, parse_key, verified

FOO = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
FOO_NOTE = (
    "This is an example message.\n\n— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXs"
    "YjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n"
)
PETER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
PETER_KEY = SigningKey(
    "PeterNeumann", bytes.fromhex("810a1402d5146c8d84f2443330f54080ebf98ee17d9c74f6252fc5d5c7283173")
)
ENOCH_KEY = SigningKey("EnochRoot", bytes(32))
TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
PETER_LINE = (
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)
ENOCH_LINE = (
    "— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n"
)


def test_a_published_note_verifies():
    parsed = note.parse(FOO_NOTE)
    assert [one.key.name for one in verified(parsed, [parse_key(FOO)])] == ["example.com/foo"]
    assert parsed.text == "This is an example message.\n"
    assert str(parsed) == FOO_NOTE


def test_signing_gives_the_published_bytes():
    assert str(PETER_KEY.verifier) == PETER
    assert note.sign(TEXT, PETER_KEY, ENOCH_KEY) == f"{TEXT}\n{PETER_LINE}{ENOCH_LINE}"


def test_a_seed_never_shows_in_a_representation():
    assert PETER_KEY.seed.hex() not in repr(PETER_KEY)
    assert str(PETER_KEY.seed) not in repr(PETER_KEY)


def test_a_text_may_hold_empty_lines_because_the_note_divides_at_the_last():
    text = "một\n\nhai\n\n"
    assert note.parse(note.sign(text, PETER_KEY)).text == text


@pytest.mark.parametrize("end", range(len(PETER)))
def test_a_part_of_a_key_is_no_key(end):
    for part in (PETER[:end], PETER[end + 1 :]):
        with pytest.raises(FormatError):
            parse_key(part)


@pytest.mark.parametrize("place", range(len(PETER)))
def test_a_key_with_one_character_changed_is_no_key(place):
    with pytest.raises(FormatError):
        parse_key(PETER[:place] + chr(ord(PETER[place]) + 1) + PETER[place + 1 :])


@pytest.mark.parametrize(
    "text",
    [
        "PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==",
        "PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        PETER.replace("c74f20a3", "C74F20A3"),
        PETER.replace("PeterNeumann", "Peter\u00a0Neumann"),
        PETER + "\n",
    ],
)
def test_keys_of_wrong_length_kind_or_spelling_are_refused(text):
    with pytest.raises(FormatError):
        parse_key(text)


def test_unknown_signatures_are_passed_over_and_one_known_is_enough():
    both = note.parse(f"{TEXT}\n{PETER_LINE}{ENOCH_LINE}")
    assert [one.key.name for one in verified(both, [ENOCH_KEY.verifier])] == ["EnochRoot"]
    with pytest.raises(SignatureError, match="no known key"):
        verified(both, [parse_key(FOO)])


def test_a_line_whose_name_is_known_but_whose_key_is_not_is_passed_over():
    stranger = SigningKey("PeterNeumann", bytes(32))
    mixed = note.parse(note.sign(TEXT, stranger, PETER_KEY))
    assert [one.key for one in verified(mixed, [PETER_KEY.verifier])] == [PETER_KEY.verifier]


def test_a_failing_line_of_a_known_key_spoils_the_note_even_beside_a_good_one():
    altered = PETER_LINE.replace("x08go/ZJ", "x08go/ZK")
    with pytest.raises(SignatureError, match="PeterNeumann"):
        verified(note.parse(f"{TEXT}\n{ENOCH_LINE}{altered}"), [PETER_KEY.verifier, ENOCH_KEY.verifier])
    with pytest.raises(SignatureError):
        verified(note.parse(f"{TEXT}\n{PETER_LINE}{altered}"), [PETER_KEY.verifier])
    changed = TEXT.replace("answer", "Answer")
    with pytest.raises(SignatureError):
        verified(note.parse(f"{changed}\n{PETER_LINE}"), [PETER_KEY.verifier])


@pytest.mark.parametrize(
    "broken",
    [
        "", "\n", TEXT, f"{TEXT}\n", f"{TEXT}{PETER_LINE}", f"{TEXT}\n{PETER_LINE}"[:-1], f"{TEXT}\n{PETER_LINE}x\n",
        f"{TEXT}\n{PETER_LINE}".replace("— ", "- "), f"{TEXT}\n{PETER_LINE}".replace("— ", "—"),
        f"{TEXT}\r\n\n{PETER_LINE}", f"{TEXT}\x00\n\n{PETER_LINE}",
        f"{TEXT}\n— PeterNeumann x08==\n",
        f"{TEXT}\n— Peter+Neumann {to_base64(bytes(68))}\n", f"{TEXT}\n—  {to_base64(bytes(68))}\n",
        f"{TEXT}\n— PeterNeumann {to_base64(bytes(4))}\n", f"{TEXT}\n{PETER_LINE}".replace("JnAM=", "JnAN="),
        TEXT + "\n" + PETER_LINE * 101, "x" * 1_000_001 + f"\n\n{PETER_LINE}",
    ],
)  # fmt: skip
def test_what_is_not_a_note_is_refused(broken):
    with pytest.raises(FormatError):
        note.parse(broken)


GO_TEXT = "go.sum database tree\n35225469\nvt5T6GaLCXvyHFl9VUvvItR43XZxfLgftEcTyO3eJCQ=\n"
GO_LINE = (
    "— sum.golang.org Az3grpukl5AXaVfYkLiDGORx/DN2nlcS5kZHR5uYOBV2KA2HgXpD+gu9HHONebHLAyaKbbTM75QTtPydhKCExixSfwQ=\n"
)
GO_KEY = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8"


def test_a_real_checkpoint_of_the_go_database_verifies_and_reads():
    parsed = note.parse(f"{GO_TEXT}\n{GO_LINE}")
    verified(parsed, [parse_key(GO_KEY)])
    read = checkpoint.parse(parsed.text)
    assert (read.origin, read.size) == ("go.sum database tree", 35_225_469)
    assert read.text == GO_TEXT


@pytest.mark.parametrize(
    "text",
    [
        "log\n1\n", "log\n01\n" + GO_TEXT.split("\n")[2] + "\n", "log\n+1\n" + GO_TEXT.split("\n")[2] + "\n",
        "log\n1_0\n" + GO_TEXT.split("\n")[2] + "\n", "log\n١\n" + GO_TEXT.split("\n")[2] + "\n",
        "log\n9223372036854775808\n" + GO_TEXT.split("\n")[2] + "\n", "\n1\n" + GO_TEXT.split("\n")[2] + "\n",
        "log\n1\n" + GO_TEXT.split("\n")[2] + "\n\n", "log\n1\nAAAA\n", "log\n1\n" + GO_TEXT.split("\n")[2],
        "log\n1\nvt5T6GaLCXvyHFl9VUvvItR43XZxfLgftEcTyO3eJCR=\n",
    ],
)  # fmt: skip
def test_what_is_not_a_checkpoint_is_refused(text):
    with pytest.raises(FormatError):
        checkpoint.parse(text)


def test_one_value_has_one_spelling():
    assert from_decimal("0") == 0
    for other in ("", "00", "1 ", "1\n", " 1", "-1", "1e3", "0x1", "１", "9" * 5000):
        with pytest.raises(FormatError):
            from_decimal(other)
    for other in ("AB==", "AA", "AA=", "A A=", "AA==\n", "ÀA==", "-_8="):
        with pytest.raises(FormatError):
            from_base64(other)


# Set G: the leaf *hashes* of the log are 2a ii 00…00; a witness signs its tree of three.
G_HASHES = [bytes([0x2A, number]) + bytes(30) for number in range(5)]
G_NAME = "sigsum.org/v1/tree/4d6d8825a6bb689d459628312889dfbb0bcd41b5211d9e1ce768b0ff0309e562"
G_LOG = G_NAME + "+5202289b+Af/cLU2Y5BJNP+r3iMDC+av9eWCD0fBJVDfzAux5zxAP"
G_SIGNED = {
    1: "UgIom7fPZTqpxWWhyjWduBvTvGVqsokMbqTArsQilegKoFBJQjUFAmQ0+YeSPM3wfUQMFSzVnnNuWRTYrajXpNUbIQY=",
    3: "UgIom2VbtIcdFbwFAy1n7s6IkAxIY6J/GQOTuZF2ORV39d75cbAj2aQYwyJre36kezNobZs4SUUdrcawfAB8WVrx6go=",
    5: "UgIomw/EOJmWi0i1FQsOj+etB7F8IccFam/jgd6wzRns4QPVmyEZtdvl1U2KEmLOZ/ASRcWJi0tW90dJWAShei7sDww=",
}
WITNESS = SigningKey(
    "example.com/witness",
    bytes.fromhex("31ffc2116ecbe003acaa800ab70757bd7d53206e3febef6a6d0796d95530b34f"),
    COSIGNATURE,
)
WITNESS_LINE = (
    "— example.com/witness EKHAGQAAAABkGFDLNeTkW9l2N5pva3SfGK7nzQb7DyOf2k6f86c5aUqhkL+UqYICjKWyrjmHWfeviiVlJ0dHI4k2VQUF"
    "pbc//61ZDA==\n"
)


def g_text(size: int) -> str:
    return checkpoint.Checkpoint(G_NAME, size, root(G_HASHES[:size])).text


@pytest.mark.parametrize("size", [1, 3, 5])
def test_roots_and_signatures_of_the_witness_script(size):
    verified(note.parse(f"{g_text(size)}\n— {G_NAME} {G_SIGNED[size]}\n"), [parse_key(G_LOG)])


def test_consistency_proofs_of_the_witness_script():
    def check(old: int, new: int, *proof: str) -> None:
        check_consistency(
            old=old, new=new, proof=[from_base64(one) for one in proof],
            old_tree=root(G_HASHES[:old]), new_tree=root(G_HASHES[:new]),
        )  # fmt: skip

    one, two, three, four = (to_base64(hashed) for hashed in G_HASHES[1:])
    check(1, 3, one, two)
    check(3, 5, two, three, "wgiIFdZfYNv6WU1OllBKsWnLYIS/DBMqt8Uh/S4OukE=", four)
    check(1, 5, one, "+fUDV+k970B4I3uKrqJM4aP1lloPZP8mvr2Z4wRw2LI=", four)


def test_a_cosignature_has_the_published_bytes_and_tells_its_time():
    assert str(WITNESS.verifier) == "example.com/witness+10a1c019+BGSEitir7W6FmBs7OHWyUrh2frtLAvcDrKOx5xu9ao5Q"
    line = note.cosign(g_text(3), WITNESS, 1679315147)
    assert str(line) == WITNESS_LINE
    signed = note.parse(f"{g_text(3)}\n— {G_NAME} {G_SIGNED[3]}\n{WITNESS_LINE}")
    found = verified(signed, [parse_key(G_LOG), WITNESS.verifier])
    assert [(one.key.name, one.timestamp) for one in found] == [(G_NAME, None), ("example.com/witness", 1679315147)]


def test_a_cosignature_counts_for_its_own_tree_only():
    moved = note.parse(f"{g_text(5)}\n— {G_NAME} {G_SIGNED[5]}\n{WITNESS_LINE}")
    with pytest.raises(SignatureError, match=r"example\.com/witness"):
        verified(moved, [parse_key(G_LOG), WITNESS.verifier])


def test_a_cosignature_of_another_length_or_impossible_time_is_refused():
    for blob in (bytes(71), b"\xff" * 8 + bytes(64)):
        line = note.Signature(WITNESS.name, WITNESS.verifier.key_id, blob)
        with pytest.raises(SignatureError):
            verified(note.Note(g_text(3), (line,)), [WITNESS.verifier])


# Set E: a whole log of fifteen words, made again from the words.
E_WORDS = [
    "one", "two", "three", "four", "five", "six", "seven", "eit", "nain", "ten", "ileven", "twelf", "threeten",
    "fourten", "fivten",
]  # fmt: skip
E_NAME = "example.com/log/testdata"
E_KEY = SigningKey(E_NAME, from_base64("AeymY/SZAX0jZcJ8enZ5FY1Dz+wTML2yWSkK+9DSF3eg")[1:])


def test_the_log_of_fifteen_words_comes_out_byte_for_byte():
    hashes = [leaf_hash(word.encode()) for word in E_WORDS]
    roots = {size: to_base64(root(hashes[:size])) for size in (1, 2, 3, 15)}
    assert roots == {
        1: "0Nc2CrefWKseHj/mStd+LqC8B+NrX0btIiPt2SmN+ek=",
        2: "T1X2GdkhUjV3iyufF9b0kVsWFxIU0VI4EpNml2Teci4=",
        3: "Wqx3HImawpLnS/Gv4ubjAvi1WIOy0b8Ze0amvqbavKk=",
        15: "rKbDipCvhuX1GZ7g5BBe8sA6BbJ7ja/1nk427v383cs=",
    }
    assert str(E_KEY.verifier) == f"{E_NAME}+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx"
    signed = note.sign(checkpoint.Checkpoint(E_NAME, 15, root(hashes)).text, E_KEY)
    assert signed.endswith(
        f"\n\n— {E_NAME} M9e0luh4jTG+UMBqOUo9/q+yAEvx1ilBEniMvjf1zfcBOhg+CKubMt53MvIt/uEWP6zdkdIQzd/fmwlM/dlPWF74ewI=\n"
    )
