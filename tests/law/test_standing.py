"""Where an act or a row stands on a day, and which row rules where: tables a lawyer can read."""

from datetime import date

import pytest

from dinhlang.domain.law.act import Standing
from dinhlang.domain.law.rulebook import NotInForceError
from dinhlang.domain.law.rulebook_table import parse_rulebook
from dinhlang.lib import package_data

BOOK = parse_rulebook(package_data.tables("law"))
PASSED, IN_FORCE, AMENDED, ENDED = Standing.PASSED, Standing.IN_FORCE, Standing.AMENDED, Standing.ENDED

# act, day, where it stands
ACTS = [
    ("L10", "2022-11-09", None),
    ("L10", "2022-11-10", PASSED),  # Quốc hội thông qua 10/11/2022, có hiệu lực 01/07/2023 (Điều 90)
    ("L10", "2023-06-30", PASSED),
    ("L10", "2023-07-01", IN_FORCE),
    ("L10", "2025-06-30", IN_FORCE),
    ("L10", "2025-07-01", AMENDED),  # Luật 47/2024 và 97/2025 sửa đổi
    ("P34", "2023-06-30", IN_FORCE),
    ("P34", "2023-07-01", ENDED),  # Luật 10/2022, Điều 90
    ("TT343/2016", "2026-03-24", IN_FORCE),
    ("TT343/2016", "2026-03-25", ENDED),  # Thông tư 26/2026 thay thế
    ("D283/2026", "2026-11-23", PASSED),  # xử phạt ở nơi làm việc: có hiệu lực 01/01/2027
    ("D283/2026", "2027-01-01", IN_FORCE),
]

# rule, day, the share or term that rules, act
ROWS = [
    ("DEC-15-1-T", "2023-06-30", ">1/2", "P34"),  # đóng góp trước 01/07/2023: trên một nửa
    ("DEC-15-1-T", "2023-07-01", "2/3", "L10"),  # khoản 1 Điều 21: ít nhất hai phần ba tổng số hộ
    ("DEC-15-1-X", "2020-01-01", ">1/2", "P34"),
    ("PUB-11-01", "2023-06-30", "2d", "P34"),  # công khai trước 01/07/2023: 2 ngày
    ("PUB-11-01", "2023-07-01", "5wd", "L10"),  # khoản 3 Điều 12: 5 ngày làm việc
]


@pytest.mark.parametrize(("act", "day", "standing"), ACTS)
def test_an_act_stands_so_on_its_day(act: str, day: str, standing: Standing | None) -> None:
    assert BOOK.acts[act].standing(date.fromisoformat(day)) is standing


@pytest.mark.parametrize(("rule", "day", "number", "act"), ROWS)
def test_the_row_of_the_day_rules(rule: str, day: str, number: str, act: str) -> None:
    row = BOOK.rule(rule, on=date.fromisoformat(day))
    told = row.threshold.code if row.threshold else row.deadline and row.deadline.period.code
    assert (told, row.act.code) == (number, act)


def test_an_item_that_is_new_in_the_law_had_no_row_before() -> None:
    with pytest.raises(NotInForceError):
        BOOK.rule("PUB-11-06", on=date(2023, 6, 30))  # tài sản công: khoản mới của Luật
    row = BOOK.versions("PUB-11-06")[0]
    assert BOOK.standing(row, on=date(2023, 6, 30)) is PASSED
    assert BOOK.standing(row, on=date(2022, 11, 9)) is None


def test_a_row_changed_by_a_later_decree_is_known_before_it_is_in_force() -> None:
    older, newer = BOOK.versions("FB-KN-ACCEPT")
    assert BOOK.standing(newer, on=date(2026, 6, 1)) is PASSED  # Nghị định 155/2026 ban hành 15/05/2026
    assert BOOK.standing(newer, on=date(2026, 7, 1)) is AMENDED
    assert BOOK.standing(older, on=date(2026, 7, 1)) is ENDED


def test_the_nearest_row_rules_and_only_in_its_place() -> None:
    on, province, long_ho, elsewhere = date(2026, 11, 23), "86", "29602", "29557"
    here = BOOK.ruling("DEC-23-RESULT", on=on, places=(long_ho, province))
    assert [row.id for row in here] == ["XA-DEC-RESULT", "DEC-23-RESULT"]
    assert [row.id for row in BOOK.ruling("DEC-23-RESULT", on=on, places=(elsewhere, province))] == ["DEC-23-RESULT"]
    answer = BOOK.ruling("FB-35-ANSWER", on=on, places=(long_ho, province))
    assert [row.id for row in answer] == ["PROV-FB-ANSWER", "FB-35-ANSWER"]
    before = BOOK.ruling("DEC-23-RESULT", on=date(2025, 12, 31), places=(long_ho, province))
    assert [row.id for row in before] == ["DEC-23-RESULT"]


def test_anchors_are_stable_and_without_marks() -> None:
    assert [one.anchor for one in BOOK.rule("INS-40-ANSWER", on=date(2026, 1, 1)).citations] == [
        "dieu-40-khoan-1-diem-c"
    ]
    assert BOOK.acts["L10"].slug == "10-2022-qh15"
    assert BOOK.acts["D59"].slug == "59-2023-nd-cp"
