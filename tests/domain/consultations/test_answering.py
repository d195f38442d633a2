"""Anchors stay, likeness is suggested, every statement gets votes, and nothing closes unanswered."""

from datetime import date

import pytest

from dinhlang.domain.consultations.anchors import blocks, compared
from dinhlang.domain.consultations.answers import Gathered, Hindrance, Outcome, hindrance, needs_reasons
from dinhlang.domain.consultations.next_statement import next_statement
from dinhlang.domain.consultations.similar import alike, nearest

DRAFT = """QUY CHẾ
Điều 1. Phạm vi
1. Áp dụng cho cả xã.
a) Hộ gia đình;
b) Cơ sở kinh doanh.
2. Không áp dụng cho đất quốc phòng.
Điều 2. Mức thu
Mức thu là 20.000 đồng."""


def test_articles_clauses_and_points_have_anchors_that_people_can_say():
    found = blocks(DRAFT)
    assert [one.anchor for one in found] == [
        "doan-1", "dieu-1", "dieu-1.khoan-1", "dieu-1.khoan-1.diem-a", "dieu-1.khoan-1.diem-b", "dieu-1.khoan-2",
        "dieu-2", "doan-2",
    ]  # fmt: skip
    assert found[3].label == "Điều 1 khoản 1 điểm a"


def test_an_article_added_before_leaves_the_anchors_of_the_others():
    later = blocks(DRAFT.replace("Điều 1. Phạm vi", "Điều 1a. Giải thích\nĐiều 1. Phạm vi"))
    assert {one.anchor for one in blocks(DRAFT)} < {one.anchor for one in later}


def test_a_number_that_comes_twice_gets_two_anchors():
    assert [one.anchor for one in blocks("Điều 1. A\nĐiều 1. B")] == ["dieu-1", "dieu-1-2"]


def test_two_versions_side_by_side_show_what_changed_and_what_was_dropped():
    changes = compared(blocks(DRAFT), blocks(DRAFT.replace("20.000", "10.000").replace("b) Cơ sở kinh doanh.\n", "")))
    assert [(one.anchor, one.after) for one in changes if one.is_changed] == [
        ("doan-2", "Mức thu là 10.000 đồng."),
        ("dieu-1.khoan-1.diem-b", ""),
    ]


def test_texts_that_say_the_same_are_suggested_whatever_their_marks():
    points = {1: "Mức thu phí rác 20.000 đồng là cao", 2: "Giờ thu gom rác quá sớm", 3: "Làm đường ấp"}
    assert nearest("muc thu phi rac cao qua, xin giam", points)[0] == 1
    assert nearest("Xin thêm sân bóng cho thiếu nhi", points) == ()
    assert alike("", "gì đó") == 0


def test_every_statement_gets_its_votes():
    votes = dict.fromkeys(range(30), 0)
    for number in range(120):
        done: set[int] = set()
        for _turn in range(5):
            chosen = next_statement(votes, done, number.to_bytes(4, "big"))
            assert chosen is not None
            votes[chosen] += 1
            done.add(chosen)
    assert max(votes.values()) - min(votes.values()) <= 1
    assert next_statement({1: 0}, {1}, b"x") is None


DONE = Gathered(date(2026, 3, 22), loose_opinions=0, open_points=0, agree=5, against=5)


@pytest.mark.parametrize(
    ("gathered", "on", "why"),
    [
        (DONE, "2026-03-22", Hindrance.TOO_EARLY),
        (DONE, "2026-03-23", None),
        (Gathered(DONE.closes_on, 1, 0, 5, 5), "2026-03-23", Hindrance.LOOSE_OPINIONS),
        (Gathered(DONE.closes_on, 0, 1, 5, 5), "2026-03-23", Hindrance.OPEN_POINTS),
        (Gathered(DONE.closes_on, 0, 0, 5, 6), "2026-03-23", Hindrance.NO_REASONS),
    ],
)
def test_nothing_closes_before_its_day_or_unanswered(gathered, on, why):
    assert hindrance(gathered, Outcome.CHANGED, " ", today=date.fromisoformat(on)) is why


def test_deciding_against_the_majority_needs_reasons_in_both_directions():
    against, in_favour = Gathered(DONE.closes_on, 0, 0, 4, 6), Gathered(DONE.closes_on, 0, 0, 6, 4)
    assert needs_reasons(against, Outcome.AS_DRAFTED)
    assert not needs_reasons(against, Outcome.DROPPED)
    assert needs_reasons(in_favour, Outcome.DROPPED)
    assert not needs_reasons(DONE, Outcome.DROPPED)
    assert hindrance(against, Outcome.AS_DRAFTED, "Vì …", today=date(2026, 3, 23)) is None
