"""Ratios of Decision 766: their denominators, and nothing of nothing."""

from fractions import Fraction

from dinhlang.domain.feedback.ratios import Ratios


def test_on_time_is_of_those_due_and_the_complement_of_complaints_of_all() -> None:
    one = Ratios(received=10, due=8, on_time=6, complained=3) + Ratios(received=2)
    assert (one.punctual, one.uncomplained) == (Fraction(6, 8), Fraction(9, 12))


def test_nothing_received_gives_no_ratio() -> None:
    assert Ratios().punctual is None
    assert Ratios().uncomplained is None
    assert Ratios(received=3).punctual is None
