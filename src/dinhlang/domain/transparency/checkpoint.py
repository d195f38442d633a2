"""The checkpoint (C2SP tlog-checkpoint): which log, how large, and its root."""

from dataclasses import dataclass

from dinhlang.domain.transparency.encoding import FormatError, from_decimal, hash_from_base64, to_base64
from dinhlang.domain.transparency.note import check_text


@dataclass(frozen=True)
class Checkpoint:
    """What a log says about itself at one moment; we write no extension lines."""

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """Return the note text that is signed."""
        return "".join(f"{line}\n" for line in (self.origin, self.size, to_base64(self.root), *self.extensions))


def parse(text: str) -> Checkpoint:
    """Read the note text of a checkpoint; raises FormatError."""
    check_text(text)
    lines = text.removesuffix("\n").split("\n")
    if len(lines) < 3 or not all(lines):
        raise FormatError("a checkpoint has at least three lines, none empty")
    origin, size, root, *extensions = lines
    return Checkpoint(origin, from_decimal(size), hash_from_base64(root), tuple(extensions))
