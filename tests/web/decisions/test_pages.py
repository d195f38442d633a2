"""What everybody reads about decisions: the numbers and the dates, never a name of a neighbour."""

from collections.abc import Iterator

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.communes import CANAL, commune_of_three
from tests.deciding import HEAD, TEAM, Deciding, deciding
from tests.villages import moment

from dinhlang.apps.decisions import actions, queries
from dinhlang.apps.decisions.actions import NewDecision
from dinhlang.domain.decisions.forms import BallotCase, Form
from dinhlang.domain.decisions.objections import Outcome

MOST_QUERIES = 12


@pytest.fixture
def at(db: None) -> Iterator[Deciding]:
    made = deciding()
    with time_machine.travel(moment(9), tick=False):
        yield made


def page(address: str) -> str:
    answer = Client().get(address)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_a_decision_tells_its_numbers_and_no_names(at: Deciding) -> None:
    one = at.shown(at.counted())
    said = page(f"/ban-va-quyet/{one.code}/")
    for words in ("được thông qua", "9 hộ đồng ý, cần 8, tổng số 12 hộ, vắng 1", "Có hiệu lực từ ngày 08/03/2026",
                  "Đây là biểu quyết giơ tay"):  # fmt: skip
        assert words in said
    for name in ("Lê Thị Thư", "hộ số 3", "Người thứ"):
        assert name not in said


def test_lists_of_the_province_and_of_a_village(at: Deciding) -> None:
    at.counted()
    at.scheduled(HEAD, meeting=moment(29))
    for address in ("/ban-va-quyet/", f"/ban-va-quyet/o/{at.village.unit.slug}/", "/en/ban-va-quyet/"):
        with CaptureQueriesContext(connection) as asked:
            said = page(address)
        assert "Góp 350.000 đồng" in said
        assert "Bầu Trưởng ấp" in said
        assert len(asked) <= MOST_QUERIES


@pytest.mark.parametrize("sheet", ["giay-moi", "chuong-trinh", "loa", "tin-nhan"])
def test_the_invitation_says_when_where_and_what(at: Deciding, sheet: str) -> None:
    one = at.shown(at.scheduled(HEAD, meeting=moment(29)))
    said = page(f"/ban-va-quyet/{one.code}/{sheet}/")
    assert "Bầu Trưởng ấp" in said
    assert "Nhà văn hóa ấp" in said
    assert "29/03/2026" in said


def test_a_matter_of_a_whole_commune_stands_once_in_lists_with_its_villages_on_its_page(db: None) -> None:
    commune = commune_of_three()
    commune.summed(3, 1, 2)
    whole, parts = commune.whole(), queries.parts_of(commune.whole().id)
    with time_machine.travel(moment(10), tick=False):
        slug = commune.at.village.province.units["T1"].slug
        for address in ("/ban-va-quyet/", f"/ban-va-quyet/o/{slug}/"):
            assert page(address).count(CANAL.question) == 1
        assert CANAL.question in page(f"/ban-va-quyet/o/{commune.at.village.unit.slug}/")
        said = page(f"/ban-va-quyet/{whole.code}/")
        assert "1 thôn, ấp tán thành, cần 2, tổng số 3 thôn, ấp" in said
        commune.set_aside(parts[0], Outcome.RERUN, day=10)  # pages of the whole change with those of its villages
        assert "Phải tổng hợp lại" in page(f"/ban-va-quyet/{whole.code}/")
        (anew,) = [one for one in queries.parts_of(whole.id) if one.earlier_code]
        assert f"/ban-va-quyet/{anew.code}/" in page(f"/ban-va-quyet/{parts[0].code}/")


def test_contributions_have_their_documents_and_other_forms_their_announcement(at: Deciding) -> None:
    road = at.shown(at.scheduled())
    assert "Dự toán, bản vẽ" in page(f"/ban-va-quyet/{road.code}/tai-lieu/")
    assert "Tài liệu đã gửi đến từng hộ" in page(f"/ban-va-quyet/{road.code}/loa/")
    new = NewDecision("15.6", Form.BALLOT, "Đổi giờ loa", "Sang 17 giờ.", None, BallotCase.OTHER)
    loud = at.agreed(new, at=moment(3))
    times = {"opens_at": moment(12), "closes_at": moment(14), "team": TEAM, "at": moment(3)}
    actions.set_times(actor=at.head, decision_id=loud, **times)
    code = at.shown(loud).code
    said = page(f"/ban-va-quyet/{code}/thong-bao/")
    assert "phát phiếu lấy ý kiến từng hộ" in said
    assert "Trưởng Ban công tác Mặt trận, bà Tư" not in said  # names of the team are written by hand
    assert "phát phiếu đến từng hộ" in page(f"/ban-va-quyet/{code}/loa/")
    assert "12/03/2026" in page(f"/ban-va-quyet/{code}/tin-nhan/")
    for gone in ("giay-moi", "tai-lieu"):
        assert Client().get(f"/ban-va-quyet/{code}/{gone}/").status_code == 404


def test_what_is_not_there_is_not_found(at: Deciding) -> None:
    one = at.shown(at.proposed())
    for address in ("/ban-va-quyet/QD26-NOPE/", "/ban-va-quyet/o/khong-co/", f"/ban-va-quyet/{one.code}/giay-moi/",
                    f"/ban-va-quyet/{one.code}/la/"):  # fmt: skip
        assert Client().get(address).status_code == 404


def test_anybody_objects_to_a_result_and_reads_the_answer_never_the_words(at: Deciding, client: Client) -> None:
    made = at.counted()
    address = f"/ban-va-quyet/{at.shown(made).code}/"
    assert client.get(address).content.decode().count("y-kien/") == 1
    sent = {"text": "Hộ số 5 không được mời.", "key": "a" * 32}
    for _ in range(2):
        answer = client.post(f"{address}y-kien/", sent)
        assert answer["Location"].endswith("?so=1")
    assert client.post(f"{address}y-kien/", sent | {"text": "Khác."}).status_code == 422
    assert client.post(f"{address}y-kien/", {"text": " "}).status_code == 422
    (one,) = queries.result_objections(made)
    actions.answer_result(
        actor=at.committee, objection_id=one.id, outcome=Outcome.CONFIRMED, reply="Có giấy mời ký nhận.", at=moment(9)
    )
    said = page(address)
    assert "Giữ nguyên kết quả" in said
    assert "Có giấy mời ký nhận." in said
    assert "Hộ số 5" not in said
    with time_machine.travel(moment(25), tick=False):
        assert "Hết thời gian" in client.get(f"{address}y-kien/").content.decode()
