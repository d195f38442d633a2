"""The end-to-end example (set H), byte for byte as three other programs computed it."""

import json
from hashlib import sha256

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

from dinhlang.domain.transparency import checkpoint, note, opening, policy, proof_file, receipt
from dinhlang.domain.transparency.commitment import commitment, entry
from dinhlang.domain.transparency.encoding import FormatError, to_base64
from dinhlang.domain.transparency.merkle import consistency_proof, inclusion_proof, root, subtree_of
from dinhlang.domain.transparency.note import parse_key
from dinhlang.domain.transparency.payload import canonical
from dinhlang.domain.transparency.proof_file import ProofFile
from dinhlang.domain.transparency.receipt import Receipt
from dinhlang.domain.transparency.tiles import append


def test_payloads_are_their_own_canonical_form():
    assert [canonical(json.loads(one)) for one in PAYLOADS] == [one.encode() for one in PAYLOADS]
    assert [sha256(one.encode()).hexdigest()[:16] for one in PAYLOADS] == [
        "f38700e19b6f2d27", "376c76785c0dc610", "4d72be1f7524ce71", "d282cb991b5db85a", "a80fadbb54b2e5dd",
    ]  # fmt: skip


def test_text_typed_in_two_ways_gives_one_payload_and_floats_none():
    assert canonical({"a": "ho\u0323\u0302"}) == canonical({"a": "h\u1ed9"})
    for wrong in (1.5, 2**53):
        with pytest.raises((TypeError, ValueError)):
            canonical({"a": wrong})


def test_commitments_entries_and_leaves():
    assert [to_base64(one) for one in COMMITMENTS] == [
        "RuXQKjTBaPyt+Ktp39kM4lJmQ+6jS68BdiEGzpW+5So=", "USyS9oM1lBiDNVXd9pa4nptBPf3WJyjp0mbmdfdc3UM=",
        "0lYpLLD0E99pdwLd1VLMDGffI4boGfgRdxmO6+62p2E=", "QdIZLq43WpammuP8baXvN+mfGzA4fIXawNCfxnahguc=",
        "eMUlRgyt3J4VLt2yVKy4iiYU7k07PDk5Kq1e9uPnOw0=",
    ]  # fmt: skip
    assert entry(COMMITMENTS[0]) == b'{"c":"RuXQKjTBaPyt+Ktp39kM4lJmQ+6jS68BdiEGzpW+5So=","k":"record","v":1}'
    assert all(len(entry(one)) == 71 for one in COMMITMENTS)
    assert [one.hex() for one in HASHES] == [
        "8b878f0752dc1853d77b267edd99573939eb49bd786e72f8503d15474abe77c4",
        "cb02434d66f97a99a53488b64a027145060148f6e6985ea797572088251d8dd1",
        "d7ace02484236d23920bfe0fc9f9efd5c892cb6f7cf36b1090002d13d8efbc45",
        "c6125ec6f2e85c9fcca6e391460a0cd05daec9e3850cec48fe55e7e08eddf7d6",
        "e51b6cb021f2f08eecbf97044211478d5ecc19c44b82bf8445e2aaf528f02782",
    ]


def test_a_salt_of_another_length_is_refused():
    with pytest.raises(ValueError, match="32 bytes"):
        commitment(bytes(31), b"{}")


def test_roots_proofs_and_the_tile():
    assert [root(HASHES[:size]).hex() for size in (2, 3, 4, 5)] == [
        "6556186b8734f7e08250d99a8bce5d3e38e4a3581ce0392186fc12eb5fa29a6f",
        "b175ece4da960d14e98d7cd571b08473bde447190884f2e96cf949828753446e",
        "75dbe6086baba7899d1e7d5584b3eb385576695530298ca07313569ea75fcb99",
        "5dba4750a2e304ee4033790a8079ac4178f45392a927682f12f5d5abcb1135e4",
    ]
    hash_of = subtree_of(HASHES)
    assert [to_base64(one) for one in consistency_proof(3, 5, hash_of)] == [
        "16zgJIQjbSOSC/4Pyfnv1ciSy29882sQkAAtE9jvvEU=", "xhJexvLoXJ/MpuORRgoM0F2uyeOFDOxI/lXn4I7d99Y=",
        "ZVYYa4c09+CCUNmai85dPjjko1gc4DkhhvwS61+imm8=", "5RtssCHy8I7sv5cEQhFHjV7MGcRLgr+EReKq9SjwJ4I=",
    ]  # fmt: skip
    assert [to_base64(one) for one in inclusion_proof(4, 5, hash_of)] == [
        "ddvmCGurp4mdHn1VhLPrOFV2aVUwKYygcxNWnqdfy5k="
    ]
    tile = append(0, {}, HASHES).tiles[0, 0]
    assert sha256(tile).hexdigest() == "2a62138dc888957c5137a1206e11635829b8bdfc2ff7c61ba780e7ee4947cb00"


def test_the_whole_proof_file_comes_out_byte_for_byte():
    text = checkpoint.Checkpoint(ORIGIN, 5, root(HASHES)).text
    assert sha256(text.encode()).hexdigest() == "d0d95d94eaf78534906d94ac814f346a89fe5a77b09204855449d818580612f6"
    signed = note.sign(text, LOG_KEY) + "".join(str(note.cosign(text, key, COSIGNED_AT)) for key in WITNESS_KEYS)
    made = str(ProofFile(2, tuple(inclusion_proof(2, 5, subtree_of(HASHES))), signed))
    assert made == PROOF
    assert len(made) == 743
    assert sha256(made.encode()).hexdigest() == "8b18f2b1c24d6cb224707fab73c75db2a1e1dde4ccea3e4978d5d742d3bc1481"
    assert str(proof_file.parse(made)) == made


def test_public_keys_as_others_print_them():
    assert [str(key.verifier) for key in (LOG_KEY, *WITNESS_KEYS)] == [
        "nhatky.tinh.example/2026+7e159eb8+AcXy5iYqQFeyNmtTvardAxIhM4fMMLayCgrnvFsLie6K",
        "mttq.tinh.example/w1+11ba55f0+BOHzFHdf+o96GBXI/iv33xGIrdUjUut///L7ISJPo9RC",
        "bao.tinh.example/w1+b80c4bbc+BLmeSZW8STFXet4PQFwjchYyo29h6tbDYYjidpO1bthE",
        "dhqg.tinh.example/w1+b5e553dd+BMiYcVSIOldFz1YLlzmZEArzWD7IsbgFt8x9WBnfgDf1",
    ]


def test_an_extra_line_survives_and_is_optional():
    with_extra = ProofFile(0, (), "x\n", b"\x00anything")
    assert proof_file.parse(str(with_extra)) == with_extra


@pytest.mark.parametrize(
    "broken",
    [
        "", PROOF[1:], PROOF.replace("@v1", "@v2"), PROOF.replace("index 2", "index 02"),
        PROOF.replace("index 2", "index -2"), PROOF.replace("index 2\n", ""), PROOF.replace("7d99Y=", "7d99Z="),
        PROOF.replace("index 2\n", "index 2\nAAAA\n"), PROOF.replace("index 2\n", "extra a\nindex 2\n"),
        PROOF.replace("index 2\n", "index 2\n" + to_base64(bytes(32)).join(["", "\n"]) * 61), PROOF.split("\n\n")[0],
    ],
)  # fmt: skip
def test_what_is_not_a_proof_file_is_refused(broken):
    with pytest.raises(FormatError):
        proof_file.parse(broken)


def test_the_quorum_of_a_policy_counts_its_witnesses():
    read = policy.parse(POLICY)
    keys = [key.verifier for key in WITNESS_KEYS]
    assert read.satisfied(set(keys[:2]))
    assert not read.satisfied({keys[0], LOG_KEY.verifier})
    without = policy.parse(f"log {LOG_KEY.verifier}\nquorum none\n")
    assert without.satisfied(set())


# Set I: keys under which witnesses of another project sign.
WIT1 = "Wit1+9b3fb2d5+BFhZSmQj9+SoL+p/nN0Hh76xXmF7QcHfytUrI1XfSClk"
WIT1_OF_WRONG_KIND = "Wit1+55ee4561+AVhZSmQj9+SoL+p/nN0Hh76xXmF7QcHfytUrI1XfSClk"


def test_groups_in_groups_and_the_words_any_and_all():
    keys = [str(key.verifier) for key in WITNESS_KEYS]
    read = policy.parse(
        f"log {LOG_KEY.verifier}\nwitness a {keys[0]}\nwitness b {keys[1]} https://b.example\nwitness c {keys[2]}\n"
        f"witness d {WIT1}\ngroup ab all a b\ngroup cd any c d\ngroup both 2 ab cd\nquorum both\n"
    )
    a, b, c, d = (read.witnesses[name] for name in "abcd")
    assert read.satisfied({a, b, d})
    assert not read.satisfied({a, c, d})
    assert not read.satisfied({a, b})


@pytest.mark.parametrize(
    "lines",
    [
        "quorum none", f"log {LOG_KEY.verifier}", f"log {LOG_KEY.verifier}\nquorum ai",
        f"log {LOG_KEY.verifier}\nlog {LOG_KEY.verifier}\nquorum none", f"log {WIT1}\nquorum none",
        f"log {LOG_KEY.verifier}\nwitness w {WIT1_OF_WRONG_KIND}\nquorum w",
        f"log {LOG_KEY.verifier}\nwitness w {WIT1}\nwitness v {WIT1}\nquorum w",
        f"log {LOG_KEY.verifier}\nwitness none {WIT1}\nquorum none",
        f"log {LOG_KEY.verifier}\nwitness w {WIT1}\ngroup w 1 w\nquorum w",
        f"log {LOG_KEY.verifier}\nwitness w {WIT1}\ngroup g 2 w\nquorum g",
        f"log {LOG_KEY.verifier}\nwitness w {WIT1}\ngroup g 0 w\nquorum g",
        f"log {LOG_KEY.verifier}\nwitness w {WIT1}\ngroup g any w w\nquorum g",
        f"log {LOG_KEY.verifier}\nwitness w {WIT1}\ngroup g any w\ngroup h any w\nquorum g",
        f"log {LOG_KEY.verifier}\ngroup g any w\nwitness w {WIT1}\nquorum g",
        f"log {LOG_KEY.verifier}\nquorum none\nquorum none", f"log {LOG_KEY.verifier}\nquorum none\nfoo",
        f"log {LOG_KEY.verifier}\u00a0x\nquorum none",
    ],
)  # fmt: skip
def test_what_is_not_a_policy_is_refused(lines):
    with pytest.raises(FormatError):
        policy.parse(lines)


def test_an_opening_reads_as_text_and_as_base64():
    opened = opening.Opening(SALTS[0], PAYLOADS[0].encode())
    assert opening.parse(opened.to_json()) == opened
    encoded = json.dumps({"salt": to_base64(SALTS[0]), "payload": to_base64(PAYLOADS[0].encode())})
    assert opening.parse(encoded) == opened
    assert opened.commitment == COMMITMENTS[0]
    assert opening.parse(opening.sealed_json(COMMITMENTS[0])) == COMMITMENTS[0]


@pytest.mark.parametrize(
    "broken",
    [
        "", "[]", "NaN", '{"salt": "AA==", "payload": "{}"}', '{"salt": 1, "payload": "{}"}', '{"payload": "{}"}',
        '{"commitment": "AA=="}', '{"a": 1, "a": 2}', "[" * 100_000, "9" * 5000,
        json.dumps({"salt": to_base64(SALTS[0]), "payload": "{}", "more": 1}),
        json.dumps({"salt": to_base64(SALTS[0]), "payload": "không"}),
    ],
)  # fmt: skip
def test_what_is_not_an_opening_is_refused(broken):
    with pytest.raises(FormatError):
        opening.parse(broken)


def test_a_receipt_reads_back_and_promises_the_future_only():
    made = Receipt(HASHES[0], 1795410000, 1795496400)
    assert receipt.parse(made.text) == made
    signed = made.signed(lambda text: note.sign(text, LOG_KEY))
    assert note.verified(note.parse(signed), [parse_key(str(LOG_KEY.verifier))])
    for wrong in (
        Receipt(HASHES[0], 2, 1).text,
        Receipt(b"short", 1, 2).text,
        made.text + "more\n",
        made.text.replace("vn-receipt/v1", "vn-receipt/v2"),
        checkpoint.Checkpoint(ORIGIN, 5, root(HASHES)).text,
    ):
        with pytest.raises(FormatError):
            receipt.parse(wrong)
