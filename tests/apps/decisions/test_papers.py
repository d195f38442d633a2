"""The minutes and the decision carry every field of Article 20, and leave the signatures empty."""

from dataclasses import replace
from typing import Any

import pytest
from tests.communes import commune_of_three
from tests.deciding import BOARD, HEAD, MEETING, MINUTES, Deciding, deciding
from tests.villages import moment

from dinhlang.apps.decisions import actions, queries
from dinhlang.apps.decisions.actions import NewSitting
from dinhlang.apps.decisions.queries import papers
from dinhlang.apps.organisations import queries as organisations
from dinhlang.domain.coordination.papers import Paper
from dinhlang.domain.decisions.forms import Form
from dinhlang.domain.decisions.matters import Scope
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
    assert decision.signers[0] == "Trưởng ấp"
    assert minutes.signers[0] == "Trưởng ban\nkiểm phiếu"
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


def test_before_the_meeting_there_is_the_invitation_with_its_agenda(at: Deciding) -> None:
    one = at.shown(at.scheduled())
    (found,) = papers.drawn(one, None, at.village.unit, "Xã Long Hồ", demo=True).values()
    said = text_of(found)
    for field in ("GIẤY MỜI", "09 giờ 00 ngày 08/03/2026", "Nhà văn hóa ấp", "Chủ trì: Trưởng ấp", "Bầu thư ký",
                  "Ít nhất 2/3", "gửi kèm đến từng hộ", "điện thoại"):  # fmt: skip
        assert field in said, field
    assert (found.signers, found.superior, found.dated) == (("Trưởng ấp",), "UBND Xã Long Hồ", None)


def test_an_election_of_the_head_has_its_list_of_candidates_to_fill_in(at: Deciding) -> None:
    one = at.shown(at.proposed(HEAD))
    found = papers.drawn(one, None, at.village.unit, "Xã Long Hồ", demo=False)
    assert list(found) == ["ung-cu"]
    said = text_of(found["ung-cu"])
    assert "ứng cử Trưởng ấp" in said
    assert "thống nhất với Chi ủy" in said
    assert papers.due_papers(at.shown(at.proposed(BOARD))) == ("ung-cu",)


def test_the_papers_of_an_election_name_every_candidate_with_the_votes(at: Deciding) -> None:
    made = at.listed(HEAD, meeting=moment(29))
    one, village = at.shown(made), at.village.unit
    drawn: dict[str, Any] = {"demo": False, "village": village, "commune": "Xã Long Hồ"}
    listed = papers.drawn(one, None, election=queries.election(made), **drawn)["ung-cu"]
    assert "người ứng cử Trưởng ấp Phước Hậu" in text_of(listed)
    assert "chốt lúc 09 giờ 00 ngày 03/03/2026" in text_of(listed)
    assert [row[1:3] for row in listed.lists[0].rows] == [("Lê Văn Một", "1980"), ("Trần Thị Hai", "1980")]
    actions.open_meeting(actor=at.board, decision_id=made, at=moment(29))
    at.elected(made, HEAD, {1: 4, 2: 7}, moment(29))
    found = papers.drawn(at.shown(made), queries.minutes(made), election=queries.election(made), **drawn)
    for paper in (found["bien-ban"], found["quyet-dinh"]):
        said = text_of(paper)
        for field in ("Tổng số hộ: 12", "Số hộ có mặt: 11", "tức 7 hộ", "Trần Thị Hai: 7 phiếu, trúng cử.",
                      "Lê Văn Một: 4 phiếu.", "Trúng cử: Trần Thị Hai."):  # fmt: skip
            assert field in said, field
        assert next(row[2:] for row in paper.lists[0].rows) == ("Trần Thị Hai", "7", "7", "Trúng cử")
    assert found["quyet-dinh"].signers[0] == "Tổ trưởng\nTổ bầu cử"
    assert "Có hiệu lực từ ngày Ủy ban nhân dân cấp xã công nhận" in text_of(found["quyet-dinh"])


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"form": Form.BALLOT}, "Số phiếu phát ra: 12. Thu về: 13. Hợp lệ: 11. Không hợp lệ: 2."),
        ({"form": Form.BALLOT}, "Kiểm phiếu lấy ý kiến từng hộ"),
        ({"form": Form.ONLINE}, "Kiểm phiếu biểu quyết trực tuyến"),
        ({"scope": Scope.COMMUNE, "whole_code": "QD26-X", "effective_from": None}, "tổng hợp kết quả của các thôn"),
    ],
)
def test_every_form_has_its_own_minutes_and_decision(at: Deciding, change: dict[str, Any], said: str) -> None:
    counted = at.counted()
    one, told = at.shown(counted), queries.minutes(counted)
    assert told is not None
    one = replace(one, closes_at=moment(8, hour=17), meeting_at=None, **change)
    found = papers.drawn(one, replace(told, way="", invalid=2), at.village.unit, "Xã Long Hồ", demo=False)
    assert any(said in text_of(paper) for paper in found.values())


def test_papers_are_asked_for_by_the_head_when_there_are_any(at: Deciding) -> None:
    made = at.agreed()
    with pytest.raises(RefusedError):
        actions.ask_papers(actor=at.head, decision_id=made, at=MEETING)
    counted = at.counted()
    with pytest.raises(NotAllowedError):
        actions.ask_papers(actor=at.committee, decision_id=counted, at=moment(9))
    assert actions.ask_papers(actor=at.head, decision_id=counted, at=moment(9)) == counted


@pytest.mark.parametrize(("yes", "papers_due"), [((3, 2, 2), ["tong-hop", "cong-nhan"]), ((3, 1, 2), ["tong-hop"])])
def test_the_sum_of_a_commune_has_its_minutes_with_every_village(
    db: None, yes: tuple[int, ...], papers_due: list[str]
) -> None:
    commune = commune_of_three()
    made = commune.summed(*yes)
    one, parts = commune.whole(), queries.parts_of(made)
    units, unit = commune.at.village.province.units, commune.at.village.province.units["T1"]
    known = organisations.units([part.unit_id for part in parts], moment(9).date())
    found = papers.drawn_for_commune(one, parts, known, unit, "Tỉnh Vĩnh Long", demo=True)
    assert list(found) == papers_due
    minutes = found["tong-hop"]
    said = text_of(minutes)
    in_favour = sum(part.is_in_favour for part in parts)
    for field in (f"Tổng số hộ toàn xã: 18; tham gia: 9; đồng ý: {sum(yes)}.", "Họp cộng đồng dân cư",
                  f"Có {in_favour} trên 3 thôn, ấp tán thành; phải có ít nhất 2/3, tức 2 thôn, ấp."):  # fmt: skip
        assert field in said, field
    (table,) = minutes.lists
    assert [row[3:7] for row in table.rows] == [
        *((str(n), "3", str(agreed), str(need)) for n, need, agreed in zip((3, 3, 12), (2, 2, 8), yes, strict=True)),
        ("18", "9", str(sum(yes)), ""),
    ]
    assert table.rows[-1][-1] == f"{in_favour}/3"
    assert sum(table.widths) == 165
    assert (minutes.superior, minutes.issuers) == ("UBND Tỉnh Vĩnh Long", ("Ủy ban nhân dân Xã Long Hồ",))
    assert units["T1"].id == one.unit_id
    if "cong-nhan" in found:
        assert "có hiệu lực từ ngày …" in text_of(found["cong-nhan"])
        told: dict[str, Any] = {"decision_id": made, "number": "15/QĐ-UBND", "day": moment(20).date()}
        actions.set_effect(actor=commune.chairman, at=moment(10), **told)
        given = papers.recognition_paper(commune.whole(), parts, unit, "Tỉnh Vĩnh Long", demo=False)
        assert "có hiệu lực từ ngày 20/03/2026" in text_of(given)
        assert given.symbol == "Số: 15/QĐ-UBND"
