"""The end-to-end example (set H): five records, a log key, three witnesses, one proof."""

from hashlib import sha256

from dinhlang.domain.transparency.commitment import commitment, entry
from dinhlang.domain.transparency.merkle import leaf_hash
from dinhlang.domain.transparency.note import COSIGNATURE, SigningKey

ORIGIN = "nhatky.tinh.example/2026"
PAYLOADS = [
    '{"body":"Đèn đường thôn 3 hỏng","kind":"feedback","place":"thôn 3"}',
    '{"body":"Rác ở chợ Gò","kind":"feedback","place":"xã A"}',
    '{"body":"Góp ý dự thảo hương ước","kind":"opinion","place":"thôn 5"}',
    '{"body":"Phiếu hộ số 12","kind":"ballot","place":"thôn 5"}',
    '{"body":"Trả lời: đã sửa đèn","kind":"reply","place":"thôn 3"}',
]
WITNESSES = ("mttq.tinh.example/w1", "bao.tinh.example/w1", "dhqg.tinh.example/w1")
COSIGNED_AT = 1795410000


def seed(text: str) -> bytes:
    return sha256(text.encode("ascii")).digest()


SALTS = [seed(f"trust.md salt {number}") for number in range(5)]
COMMITMENTS = [commitment(salt, payload.encode()) for salt, payload in zip(SALTS, PAYLOADS, strict=True)]
HASHES = [leaf_hash(entry(one)) for one in COMMITMENTS]
LOG_KEY = SigningKey(ORIGIN, seed("trust.md test log key"))
WITNESS_KEYS = [SigningKey(name, seed(f"trust.md test witness {name}"), COSIGNATURE) for name in WITNESSES]
POLICY = "\n".join(
    [
        "# the example log",
        f"log {LOG_KEY.verifier} https://nhatky.tinh.example/2026",
        *(f"witness W{number} {key.verifier}" for number, key in enumerate(WITNESS_KEYS)),
        "group hai-trong-ba 2 W0 W1 W2",
        "quorum hai-trong-ba",
        "",
    ]
)
PROOF = """c2sp.org/tlog-proof@v1
index 2
xhJexvLoXJ/MpuORRgoM0F2uyeOFDOxI/lXn4I7d99Y=
ZVYYa4c09+CCUNmai85dPjjko1gc4DkhhvwS61+imm8=
5RtssCHy8I7sv5cEQhFHjV7MGcRLgr+EReKq9SjwJ4I=

nhatky.tinh.example/2026
5
XbpHUKLjBO5AM3kKgHmsQXj0U5KpJ2gvEvXVq8sRNeQ=

— nhatky.tinh.example/2026 fhWeuLLoVgFXh5U3Oh7CPqGAyCuz43VDWwJyVdSnegLKxn7n/YJRPs/LRbqxUtZfKvw+lYqxo8nNzzgjD3tfC2ZTjAg=
— mttq.tinh.example/w1 EbpV8AAAAABrA8hQEVy8G6MyCM8FxrGe6xLyKRkuQ14\
fTaNqYHrbZ7ffL2ak84DUHipNDgh9qwcWrUnqnnHih5rg8+wIurXGtaahBg==
— bao.tinh.example/w1 uAxLvAAAAABrA8hQqOnhYsQrHDD9Colzixbs35VgQqT\
PO8le8Su6lKyPJME71mZaBuBr6oA+ufR1KkURjBoSPQGwlUECmW0SHiu5Cw==
— dhqg.tinh.example/w1 teVT3QAAAABrA8hQzY2Fza2keq65xnyD1Qa3SyIdGh2\
GPJOKK5OFIXLE5QC2Skr+vxwPIW7li/vaugllnIlNkl1pVzQDJJlT5VFqCQ==
"""
