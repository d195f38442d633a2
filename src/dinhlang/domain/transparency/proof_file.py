"""The offline proof (C2SP tlog-proof): a place in the log, the path to the root, and the signed checkpoint."""

from dataclasses import dataclass

from dinhlang.domain.transparency.encoding import (
    FormatError,
    from_base64,
    from_decimal,
    hash_from_base64,
    to_base64,
)

HEADER = "c2sp.org/tlog-proof@v1"
MOST_HASHES = 63


@dataclass(frozen=True)
class ProofFile:
    """One proof; `extra` is not authenticated by anything, `checkpoint` is the signed note verbatim."""

    index: int
    hashes: tuple[bytes, ...]
    checkpoint: str
    extra: bytes | None = None

    def __str__(self) -> str:
        lines = [HEADER]
        if self.extra is not None:
            lines.append(f"extra {to_base64(self.extra)}")
        lines += [f"index {self.index}", *map(to_base64, self.hashes), ""]
        return "\n".join(lines) + "\n" + self.checkpoint


def parse(text: str) -> ProofFile:
    """Read a proof file; raises FormatError."""
    head, gap, checkpoint = text.partition("\n\n")
    header, *lines = head.split("\n")
    if header != HEADER or not gap:
        raise FormatError(f"the file does not begin with {HEADER}")
    extra = None
    if lines and lines[0].startswith("extra "):
        extra = from_base64(lines.pop(0).removeprefix("extra "))
    if not lines or not lines[0].startswith("index "):
        raise FormatError("the proof has no index")
    index = from_decimal(lines.pop(0).removeprefix("index "))
    if len(lines) > MOST_HASHES:
        raise FormatError("the proof is too long")
    return ProofFile(index, tuple(map(hash_from_base64, lines)), checkpoint, extra)
