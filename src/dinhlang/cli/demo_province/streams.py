"""Streams of chance, one for each purpose: a draw more in one place changes nothing elsewhere."""

from random import Random


def stream(seed: int, *purpose: object) -> Random:
    """Return the stream of a purpose; the same seed and purpose give the same draws on every machine."""
    return Random("/".join(str(part) for part in (seed, *purpose)))  # noqa: S311 (an invented province, no secret)


def happens(rng: Random, share: float) -> bool:
    """Tell whether something that happens with this share happens now."""
    return rng.random() < share
