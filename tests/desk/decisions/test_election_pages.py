"""An election at the desk and on the public page: who sees what, on which day, and what a wrong sum says."""

from collections.abc import Iterator
from datetime import datetime
from html import unescape

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from tests.deciding import BOARD, HEAD, MEETING, Deciding, deciding
from tests.security.world import jpeg
from tests.villages import moment

from dinhlang.apps.accounts import actions as accounts
from dinhlang.apps.accounts import queries as account_queries
from dinhlang.apps.accounts.models import User
from dinhlang.apps.accounts.queries import PostRow
from dinhlang.apps.decisions import actions, policies, queries
from dinhlang.apps.decisions.queries import posts
from dinhlang.apps.transparency.models import Record
from dinhlang.domain.accounts.roles import SYSTEM, Actor, Role
from dinhlang.lib.refusal import NotAllowedError, RefusedError

SOMEBODY = {
    "verb": "them-ung-cu", "about": "", "request_key": "1", "name": "Phạm Văn Ba", "birth_year": "1975",
    "occupation": "thợ mộc", "introduced": "front", "biography": "Làm tổ trưởng từ 2015.", "agreed_on": "2026-03-02",
}  # fmt: skip
COUNT = {
    "verb": "kiem-phieu-bau", "about": "", "request_key": "2", "present": "11", "way": "secret", "given": "11",
    "valid": "10", "invalid": "1", "votes-1": "9", "votes-2": "1", "chair": "Trưởng ấp", "secretary": "Lê Thị Thư",
    "counters": "ba người", "witnesses": "hộ số 3, hộ số 7",
}  # fmt: skip
SUMS = {"verb": "nhap-tong", "about": "", "given": "12", "valid": "10", "invalid": "1", "votes-1": "6", "votes-2": "4"}
SIGNED = {
    "verb": "kiem-phieu-to", "about": "", "request_key": "5", "chair": "Trưởng ấp", "secretary": "Lê Thị Thư",
    "witnesses": "hộ số 3, hộ số 7",
}  # fmt: skip
MOST_QUERIES = 12


@pytest.fixture
def at(db: None) -> Iterator[Deciding]:
    made = deciding()
    with time_machine.travel(moment(3), tick=False), override_settings(MFA_REQUIRED=False):
        yield made


def browser(actor: Actor) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=actor.user_id))
    return client


def read(client: Client, address: str) -> str:
    found = client.get(address)
    assert found.status_code == 200, address
    return unescape(found.content.decode())


def test_the_list_is_the_boards_until_it_is_frozen_and_then_everybodys(at: Deciding) -> None:
    one = at.shown(at.scheduled(HEAD, meeting=moment(29)))
    desk, public = f"/lam-viec/bau-cu/{one.code}/", f"/ban-va-quyet/{one.code}/"
    board = browser(at.board)
    assert desk in read(board, f"/lam-viec/ban-va-quyet/{one.code}/")
    assert board.post(desk, SOMEBODY).status_code == 303
    assert browser(at.head).post(desk, SOMEBODY).status_code == 404
    assert Client().get(desk).status_code == 302
    assert browser(at.village.who("receiver2")).get(desk).status_code == 404
    assert "Phạm Văn Ba" not in read(Client(), public)
    assert board.get(f"{desk}phieu/").status_code == 404
    gone = {"verb": "rut-ten", "about": "1", "request_key": "3", "reason": "Đi làm xa."}
    assert board.post(desk, gone).status_code == 303
    assert board.post(desk, {**SOMEBODY, "request_key": "4", "name": "Đỗ Thị Tư"}).status_code == 303
    assert "Bước tiếp theo: chốt danh sách ứng cử" in read(board, f"/lam-viec/ban-va-quyet/{one.code}/")
    assert "mo-hop" not in read(board, f"/lam-viec/ban-va-quyet/{one.code}/")
    assert board.post(desk, {"verb": "chot-danh-sach", "about": "", "request_key": "5"}).status_code == 303
    with CaptureQueriesContext(connection) as asked:
        said = read(Client(), public)
    assert len(asked) <= MOST_QUERIES
    assert "Đỗ Thị Tư" in said
    assert "Làm tổ trưởng từ 2015." in said
    assert "Phạm Văn Ba" not in said
    assert "2. Đỗ Thị Tư, sinh năm 1975, thợ mộc" in read(Client(), f"{public}giay-moi/")
    assert "Danh sách ứng cử: Đỗ Thị Tư." in read(Client(), f"{public}loa/")
    assert "các hộ tự ứng cử, đề cử thêm" in read(Client(), f"{public}chuong-trinh/")
    assert "☐ 2. Đỗ Thị Tư" in read(board, f"{desk}phieu/")


def test_a_wrong_sum_comes_back_with_what_was_typed_and_the_right_one_is_shown_to_everybody(at: Deciding) -> None:
    one = at.shown(at.opened(new=BOARD))
    desk, public = f"/lam-viec/bau-cu/{one.code}/", f"/ban-va-quyet/{one.code}/"
    with time_machine.travel(MEETING, tick=False):
        head = browser(at.head)
        assert 'inputmode="numeric"' in read(head, desk)
        assert "kiem-phieu-bau" not in read(browser(at.board), desk)
        refused = head.post(desk, {**COUNT, "votes-2": "5"})
        said = unescape(refused.content.decode())
        assert refused.status_code == 422
        assert "Cộng số phiếu của mọi người là 14, nhiều hơn 10" in said
        assert 'value="hộ số 3, hộ số 7"' in said
        assert head.post(desk, {**COUNT, "request_key": "9"}).status_code == 303
        said = read(Client(), public)
        for shown in ("Lê Văn Một", "9 trên 12 hộ", "trúng cử", "1 không hợp lệ", "trên 1/2 tổng số 12 hộ"):
            assert shown in said, shown
        assert "Hai khóa làm tổ trưởng" not in said  # a biography serves the vote, not what comes after
        assert "by the Front's board" in read(Client(), f"/en{public}")
    assert queries.election(one.id) is not None
    assert browser(at.head).get(f"/lam-viec/bau-cu/{at.shown(at.proposed()).code}/").status_code == 404


def test_who_is_elected_and_recognised_stands_on_the_page_of_the_village(at: Deciding) -> None:
    made = at.counted(new=HEAD, meeting=moment(29))
    slug, desk = at.village.unit.slug, f"/lam-viec/ban-va-quyet/{at.shown(made).code}/"
    actions.submit(actor=at.board, decision_id=made, at=moment(30))
    assert "yêu cầu bầu lại" in read(browser(at.committee), desk)
    assert "Lê Văn Một" not in read(Client(), f"/ban-va-quyet/o/{slug}/")
    actions.recognise(actor=at.committee, decision_id=made, number="12/QĐ-UBND", at=moment(31))
    with CaptureQueriesContext(connection) as asked:
        said = read(Client(), f"/ban-va-quyet/o/{slug}/")
    assert len(asked) <= MOST_QUERIES
    assert "Lê Văn Một" in said
    assert "từ ngày 31/03/2026" in said
    assert "giao chức danh cho người trúng cử" in read(browser(at.board), desk)


def test_who_left_a_frozen_list_is_named_to_everybody_and_crossed_out_at_the_desk(at: Deciding) -> None:
    one = at.shown(at.listed(HEAD, meeting=moment(29)))
    desk, public = f"/lam-viec/bau-cu/{one.code}/", f"/ban-va-quyet/{one.code}/"
    board = browser(at.board)
    gone = {"verb": "thoi-ung-cu", "request_key": "1", "how": "written", "on": "2026-03-02", "reason": "Bận chăm mẹ."}
    assert board.post(desk, {**gone, "about": "2"}).status_code == 303
    said = read(Client(), public)
    assert "đã rút" in said
    assert "rút tên bằng văn bản, ngày 02/03/2026" in said
    assert "Bận chăm mẹ" not in said
    assert "withdrew in writing" in read(Client(), f"/en{public}")
    ballots = read(board, f"{desk}phieu/")
    assert "gạch tên này trước khi phát" in ballots
    assert "☐ 2." not in ballots
    assert "hoan-bau" not in read(board, desk)
    back = {"verb": "ghi-lai-ten", "about": "2", "request_key": "8", "reason": "Ghi nhầm số."}
    assert board.post(desk, back).status_code == 303
    assert "đã rút" not in read(Client(), public)
    assert browser(at.head).post(desk, {**back, "request_key": "9"}).status_code == 404
    assert board.post(desk, {**gone, "about": "2", "request_key": "10"}).status_code == 303
    assert board.post(desk, {**gone, "about": "1", "request_key": "2", "how": "died"}).status_code == 303
    assert "phải hoãn và lập danh sách mới" in read(Client(), public)
    assert board.post(desk, {"verb": "hoan-bau", "about": "", "request_key": "3"}).status_code == 303
    assert "xem lần mới" in read(Client(), public)


def test_ballots_from_door_to_door_are_typed_twice_and_counted_with_the_signed_sheet(at: Deciding) -> None:
    made, opens, closes = at.door_to_door()
    code = at.shown(made).code
    desk = f"/lam-viec/bau-cu/{code}/"
    with time_machine.travel(opens, tick=False):
        assert "nhap-tong" not in read(browser(at.head), desk)
    with time_machine.travel(closes, tick=False):
        head, secretary = browser(at.head), browser(at.village.who("receiver"))
        assert head.post(desk, {**SUMS, "request_key": "1"}).status_code == 303
        said = read(secretary, desk)
        assert "Đã có 1 người nhập" in said
        assert "nhap-tong" not in read(browser(at.board), desk)
        assert secretary.post(desk, {**SUMS, "request_key": "2", "votes-2": "3"}).status_code == 303
        said = read(head, desk)
        assert "Còn 1 dòng nhập khác nhau" in said
        assert "2. Trần Thị Hai" in said
        assert "kiem-phieu-to" not in said
        assert secretary.post(desk, {**SUMS, "request_key": "3"}).status_code == 303
        assert "kiem-phieu-to" not in read(secretary, desk)
        assert "kiem-phieu-to" in read(head, desk)
        assert head.post(desk, SIGNED).status_code == 422  # no sheet
        sheet = SimpleUploadedFile("to-kiem-phieu.jpg", jpeg(), "image/jpeg")
        assert head.post(desk, SIGNED | {"sheet": sheet}).status_code == 303
        (waiting,) = actions.waiting_sheets()
        assert actions.process_sheet(sheet_id=waiting, at=closes)
        with CaptureQueriesContext(connection) as asked:
            said = read(Client(), f"/ban-va-quyet/{code}/")
    assert len(asked) <= MOST_QUERIES
    assert "6 trên 12 hộ" in said
    assert Record.objects.filter(event="decisions.sheet_processed").count() == 1


def test_where_the_head_is_elected_the_head_does_not_type(at: Deciding) -> None:
    one = at.shown(at.listed(HEAD, meeting=moment(29)))
    head, secretary = at.head, at.village.who("receiver")
    assert policies.can_type_sums(head, at.village.unit, one.matter, one.step) is None
    assert policies.can_type_sums(secretary, at.village.unit, one.matter, one.step) is not None


def test_a_proposal_counts_at_the_home_of_who_must_agree_and_a_meeting_is_not_opened_before_its_day(
    at: Deciding,
) -> None:
    made = at.proposed()
    desk = f"/lam-viec/ban-va-quyet/{at.shown(made).code}/"
    board, head = browser(at.board), browser(at.head)
    assert "1 việc của các hộ đang chờ Mặt trận thống nhất" in read(board, "/lam-viec/")
    assert "chờ Mặt trận thống nhất" not in read(browser(at.village.who("receiver")), "/lam-viec/")
    assert "Đang chờ Ban công tác Mặt trận thống nhất" in read(head, desk)
    actions.agree(actor=at.board, decision_id=made, at=moment(3))
    assert "chờ Mặt trận thống nhất" not in read(board, "/lam-viec/")
    actions.schedule(actor=at.head, decision_id=made, meeting_at=MEETING, place="Nhà văn hóa ấp", at=moment(3))
    said = read(head, desk)
    assert "Họp ngày 08/03/2026. Từ ngày ấy" in said
    assert 'id="mo-hop' not in said
    assert head.post(desk, {"verb": "mo-hop", "about": "", "request_key": "1"}).status_code == 404
    with time_machine.travel(moment(8), tick=False):
        assert "Bước tiếp theo: Bắt đầu họp" in read(browser(at.head), desk)


def test_a_recognised_election_gives_its_post_once_and_ends_who_held_it(at: Deciding) -> None:
    made = at.counted(new=HEAD, meeting=moment(29))
    unit_id = at.village.unit.id
    post = _post_of(at, moment(30))
    give = {"decision_id": made, "post_id": post.post_id, "email": "mot@vinhlong.example"}
    clerk = _administrator(at)
    with pytest.raises(RefusedError, match="công nhận"):
        actions.give_post(actor=clerk, **give, at=moment(30))
    actions.submit(actor=at.board, decision_id=made, at=moment(30))
    actions.recognise(actor=at.committee, decision_id=made, number="12/QĐ-UBND", at=moment(31))
    for other in (at.head, at.board, at.committee):
        with pytest.raises(NotAllowedError):
            actions.give_post(actor=other, **give, at=moment(31))
    code, page = at.shown(made).code, f"/lam-viec/chuc-danh/{unit_id}/"
    with time_machine.travel(moment(31, hour=10), tick=False):
        client = browser(clerk)
        assert "Giao chức danh cho người trúng cử" in read(client, page)
        address = f"{page}giao/{post.post_id}/?viec={code}"
        assert "Lê Văn Một trúng cử" in read(client, address)
        sent = {"name": "Người khác", "email": "mot@vinhlong.example"}
        assert client.post(address, sent).status_code == 302
        assert client.post(address, sent).status_code == 422
        assert "Giao chức danh cho người trúng cử" not in read(client, page)
        assert client.get(f"{page}giao/{post.post_id}/?viec=QD26-KHONG").status_code == 404
    (held,) = _post_of(at, moment(31, hour=11)).held
    assert (held.name, held.email) == ("Lê Văn Một", "mot@vinhlong.example")
    assert Record.objects.get(event="decisions.post_given").facts["ended"] == 1


def _post_of(at: Deciding, when: datetime) -> PostRow:
    mine = at.head.holdings[0].post_id
    return next(one for one in posts.head_posts(at.village.unit.id, at=when) if one.post_id == mine)


def _administrator(at: Deciding) -> Actor:
    post = accounts.create_post(
        actor=SYSTEM, unit_id=at.village.unit.parent_id or 0, title="Quản trị", roles={Role.ADMINISTRATOR}, at=moment(2)
    )
    user = accounts.open_account(email="quantri@vinhlong.example", name="Quản trị", is_demo=True)
    accounts.appoint(actor=SYSTEM, post_id=post.pk, user_id=user.pk, at=moment(2))
    return account_queries.actor_of(user, at=moment(3))
