"""Points of Decision 766: a ratio times its most, nothing where nothing is known, never a total of the whole."""

from datetime import date
from fractions import Fraction

from dinhlang.apps.coordination.queries.service_points import point_set
from dinhlang.domain.coordination.service_points import Counted, Measure, points, score

SET = point_set(date(2026, 11, 23))
NAMED = {one.code: one for group in SET.groups for one in group.components}


def test_the_five_groups_hold_the_published_points() -> None:
    assert [one.most for one in SET.groups] == [18, 20, 22, 22, 18]
    assert SET.most == 100


def test_components_never_hold_more_than_their_group() -> None:
    for group in SET.groups:
        assert sum((one.most or Fraction(0) for one in group.components), Fraction(0)) <= group.most


def test_every_most_has_a_source_and_every_component_says_how_it_is_counted() -> None:
    for one in NAMED.values():
        assert one.about.vi
        assert one.about.en
        assert bool(one.source.vi) is (one.most is not None)


def test_points_are_the_ratio_times_the_most() -> None:
    counts = {Measure.ON_TIME: Counted(9, 10), Measure.UNCOMPLAINED: Counted(6, 12)}
    assert points(NAMED["phan-anh-dung-han"], counts) == Fraction(54, 10)
    assert points(NAMED["phan-anh-hai-long"], counts) == 3
    assert score(SET, counts).points == Fraction(84, 10)
    assert score(SET, counts).measurable == 12  # procedures published: nothing was due


def test_what_has_no_events_here_keeps_no_point() -> None:
    counts = dict.fromkeys(Measure, Counted(5, 5))
    assert points(NAMED["dung-han"], counts) is None
    assert score(SET, counts).measurable == 16
    assert points(NAMED["phan-anh-dung-han"], {Measure.ON_TIME: Counted(0, 0)}) is None


def test_complements_of_complaints_are_marked() -> None:
    assert {one.code for one in NAMED.values() if one.is_complement} == {"phan-anh-hai-long", "thu-tuc-hai-long"}
