"""A spoken note is written anew: its samples stay, what else the file told goes; what is no plain WAV is refused."""

import io
import struct
import wave

import pytest

from dinhlang.lib.media import UnsafeFileError
from dinhlang.lib.uploads import kind_of
from dinhlang.lib.voice import MOST_SECONDS, clean_voice

SAMPLES = struct.pack("<800h", *range(800))


def note(samples: bytes = SAMPLES, *, rate: int = 16_000, channels: int = 1, width: int = 2) -> bytes:
    target = io.BytesIO()
    with wave.open(target, "wb") as made:
        made.setnchannels(channels)
        made.setsampwidth(width)
        made.setframerate(rate)
        made.writeframes(samples)
    return target.getvalue()


def telling(content: bytes) -> bytes:
    """Add a title and a place, as recorders do."""
    more = b"LIST" + struct.pack("<I", 24) + b"INFOINAM" + struct.pack("<I", 12) + b"nha ba Tu 10"
    whole = content + more
    return whole[:4] + struct.pack("<I", len(whole) - 8) + whole[8:]


def test_the_samples_stay_and_what_else_was_told_goes() -> None:
    cleaned = clean_voice(io.BytesIO(telling(note()))).content
    assert b"nha ba Tu" not in cleaned
    assert cleaned == note()
    assert kind_of(cleaned[:16]) == "voice"


@pytest.mark.parametrize(
    "content",
    [
        b"", b"RIFF", note()[:20], b"RIFF\x00\x00\x00\x00WAVEfmt ", note(b""), note(rate=4_000),
        note(SAMPLES * 3, channels=3), note(SAMPLES * 2, width=4),
        note(bytes(2 * 8_000 * (MOST_SECONDS + 1)), rate=8_000),
        note().replace(b"\x01\x00\x01\x00", b"\x55\x00\x01\x00", 1),  # MP3 inside
    ],
    ids=["empty", "cut", "head", "no data", "silent", "slow", "three", "wide", "long", "packed"],
)  # fmt: skip
def test_what_is_no_plain_note_of_three_minutes_is_refused(content: bytes) -> None:
    with pytest.raises(UnsafeFileError):
        clean_voice(io.BytesIO(content))
