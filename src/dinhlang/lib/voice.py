"""Make a spoken note safe: plain WAV, its samples copied into a new file, nothing else of the received one."""

import io
import wave
from typing import BinaryIO

from dinhlang.lib.media import Cleaned, UnsafeFileError

MOST_SECONDS = 180
RATES = range(8_000, 48_001)
SAMPLE_BYTES = (1, 2)
MOST_CHANNELS = 2


def clean_voice(source: BinaryIO) -> Cleaned:
    """Read uncompressed WAV and write its samples anew, without titles, dates or places; raises UnsafeFileError."""
    try:
        with wave.open(source, "rb") as received:
            form = received.getparams()
            if form.nchannels not in range(1, MOST_CHANNELS + 1) or form.sampwidth not in SAMPLE_BYTES:
                raise UnsafeFileError("of a form that is not taken")
            if form.framerate not in RATES:
                raise UnsafeFileError("of a rate that is not taken")
            samples = received.readframes(MOST_SECONDS * form.framerate + 1)
    except (wave.Error, EOFError, ValueError, OverflowError, MemoryError) as error:
        raise UnsafeFileError(type(error).__name__) from error
    whole = len(samples) // (form.nchannels * form.sampwidth)
    if not 0 < whole <= MOST_SECONDS * form.framerate:
        raise UnsafeFileError("empty, or too long")
    target = io.BytesIO()
    with wave.open(target, "wb") as made:
        made.setnchannels(form.nchannels)
        made.setsampwidth(form.sampwidth)
        made.setframerate(form.framerate)
        made.writeframes(samples[: whole * form.nchannels * form.sampwidth])
    return Cleaned(target.getvalue())
