"""The bench of surveys on little data: it runs, and intervals hold the truth about as often as they promise."""

from dinhlang.cli import bench_surveys


def test_intervals_of_a_drawn_province_hold_the_truth() -> None:
    assert all(0.88 <= share <= 1 for share in bench_surveys.coverage(150).values())


def test_the_large_survey_is_timed() -> None:
    told = bench_surveys.large(20_000, 2, "")
    assert set(told) == {"seconds", "megabytes"}
