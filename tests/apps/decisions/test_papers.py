"""The minutes and the decision carry every field of Article 20, and leave the signatures empty."""

import pytest
from tests.deciding import BOARD, MEETING, MINUTES, Deciding, deciding
from tests.villages import moment

from dinhlang.apps.decisions import actions, queries
from dinhlang.apps.decisions.actions import NewSitting
from dinhlang.apps.decisions.queries import papers
from dinhlang.domain.coordination.papers import Paper
from dinhlang.lib.refusal import NotAllowedError, RefusedError


@pytest.fixture
def at(db: None) -> Deciding:
    return deciding()


def text_of(paper: Paper) -> str:
    lines = [one.text for section in paper.sections for one in section.paragraphs]
    return "\n".join(
        [paper.kind, paper.subject, *paper.opening, *(section.heading for section in paper.sections), *lines]
    )


def both(at: Deciding, made: int) -> tuple[Paper, Paper]:
    one, told, village = at.shown(made), queries.minutes(made), at.village.unit
    assert told is not None
    return (
        papers.minutes_paper(one, told, village, "Xã Long Hồ", demo=False),
        papers.resolution_paper(one, told, village, "Xã Long Hồ", demo=True),
    )


def test_every_field_of_article_20_is_there(at: Deciding) -> None:
    minutes, decision = both(at, at.counted())
    for paper in (minutes, decision):
        said = text_of(paper)
        for field in (
            "08/03/2026", "Tổng số hộ: 12. Số hộ có đại diện dự: 11. Số hộ vắng mặt: 1.", "Góp 350.000 đồng",
            "giơ tay", "Đồng ý: 9 hộ. Không đồng ý: 2 hộ", "ít nhất 2/3", "tức 8 hộ", "khoản 1 Điều 15",
        ):  # fmt: skip
            assert field in said, field
        assert len(paper.signers) == 4
        assert paper.signers[0] == "Trưởng ấp"
    assert "Lê Thị Thư" in text_of(minutes)
    assert "hộ số 3 và hộ số 7" in text_of(minutes)
    assert "Thông qua việc nêu trên.\nQuyết định có hiệu lực từ ngày 08/03/2026." in text_of(decision)
    assert (minutes.mark, decision.mark) == ("", "SỐ LIỆU MINH HỌA")


def test_a_failed_vote_and_one_that_waits_say_so(at: Deciding) -> None:
    assert "Không thông qua" in text_of(both(at, at.counted(yes=7))[1])
    assert "từ ngày Ủy ban Mặt trận Tổ quốc Việt Nam cấp xã công nhận" in text_of(both(at, at.counted(new=BOARD))[1])


def test_clusters_stand_line_by_line(at: Deciding) -> None:
    made = at.opened()
    sittings = [NewSitting("Tổ 1", 5, 4, 1), NewSitting("Tổ 2", 6, 4, 1, 1)]
    actions.count_meeting(actor=at.head, decision_id=made, minutes=MINUTES, sittings=sittings, at=MEETING)
    assert "Tổ 2: 6 hộ dự, 4 hộ đồng ý, 1 hộ không đồng ý, 1 hộ ý kiến khác." in text_of(both(at, made)[0])


def test_papers_are_asked_for_by_the_head_after_the_count(at: Deciding) -> None:
    made = at.opened()
    with pytest.raises(RefusedError):
        actions.ask_papers(actor=at.head, decision_id=made, at=MEETING)
    counted = at.counted()
    with pytest.raises(NotAllowedError):
        actions.ask_papers(actor=at.committee, decision_id=counted, at=moment(9))
    assert actions.ask_papers(actor=at.head, decision_id=counted, at=moment(9)) == counted
