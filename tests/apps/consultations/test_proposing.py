"""Statements that people propose, and withheld words that are decided again."""

from datetime import date

import pytest
from django.test import Client
from tests.consultations import AFTER, Asking, begun, key, moment, say

from dinhlang.apps.consultations import actions, queries
from dinhlang.apps.consultations.models import Opinion, Proposal, Review
from dinhlang.apps.transparency.models import Record
from dinhlang.domain.accounts.roles import CITIZEN
from dinhlang.domain.consultations.answers import Outcome
from dinhlang.lib import clock
from dinhlang.lib.refusal import NotAllowedError, NotFoundError, RefusedError

pytestmark = pytest.mark.django_db
AT = moment(6)


@pytest.fixture
def asking(monkeypatch: pytest.MonkeyPatch) -> Asking:
    monkeypatch.setattr(clock, "now", lambda: AT)
    return begun()


def propose(asking: Asking, text: str, name: str = "") -> int:
    return actions.propose_statement(
        consultation_id=asking.id, text=text, at=moment(5), request=key(f"propose {name or text}", text)
    )


def own(asking: Asking, **more: object) -> dict:
    return {"actor": asking.province.actors["receiver"], "consultation_id": asking.id, "at": AT, **more}


def test_a_proposed_statement_is_voted_on_only_after_an_official_read_it(asking: Asking, client: Client) -> None:
    actions.add_statement(**own(asking, text="Nên thu theo tháng"))
    address = f"/lay-y-kien/{asking.code}/them-cau/"
    sent = client.post(address, {"key": "k1", "text": "Gom rác vào buổi chiều"})
    assert (sent.status_code, sent.headers["Location"]) == (303, f"{address}?gui=1")
    assert client.post(address, {"key": "k1", "text": "Gom rác vào buổi chiều"}).headers["Location"].endswith("gui=1")
    assert "buổi chiều" not in client.get(sent.headers["Location"]).content.decode()
    assert len(queries.standing_statements(asking.id)) == 1
    actions.accept_proposal(**own(asking, proposal_number=1))
    assert len(queries.standing_statements(asking.id)) == 2
    assert "buổi chiều" in client.get(address).content.decode()
    assert Record.objects.get(event="consultations.statement_proposed").role == "citizen"


def test_a_refused_proposal_is_counted_with_its_reason_and_without_its_words(asking: Asking, client: Client) -> None:
    actions.add_statement(**own(asking, text="Nên thu theo tháng"))
    propose(asking, "Ông Bảy ở chợ lấn đường")
    with pytest.raises(RefusedError, match="lý do"):
        actions.refuse_proposal(**own(asking, proposal_number=1, reason=" "))
    actions.refuse_proposal(**own(asking, proposal_number=1, reason="Nói về một người có tên"))
    page = client.get(f"/lay-y-kien/{asking.code}/them-cau/").content.decode()
    assert ("Nói về một người có tên" in page, "Ông Bảy" in page) == (True, False)
    told = queries.proposals(asking.id)
    assert (told.waiting, told.accepted, told.refused) == (0, 0, 1)
    with pytest.raises(RefusedError, match="đã được trả lời"):
        actions.accept_proposal(**own(asking, proposal_number=1))


@pytest.mark.parametrize(
    ("text", "why"),
    [(" ", "câu ngắn"), ("x" * 141, "140"), ("Gọi tôi 0912 345 678", "số điện thoại"), ("Có Rồi", "đã có")],
)
def test_empty_long_private_and_known_statements_are_not_taken(asking: Asking, text: str, why: str) -> None:
    propose(asking, "Có rồi")
    with pytest.raises(RefusedError, match=why):
        propose(asking, text, "again")
    assert Proposal.objects.count() == 1


def test_nothing_is_proposed_after_the_last_day_and_it_closes_only_when_all_are_read(asking: Asking) -> None:
    propose(asking, "Gom rác hai buổi")
    late = {"consultation_id": asking.id, "text": "Trễ", "at": AFTER, "request": key("late")}
    with pytest.raises(RefusedError, match="hết hạn"):
        actions.propose_statement(**late)
    closing = own(asking, at=AFTER, outcome=Outcome.AS_DRAFTED, reasons="") | {"actor": asking.province.actors["head"]}
    with pytest.raises(RefusedError, match="người dân đề nghị"):
        actions.close_consultation(**closing)
    actions.refuse_proposal(**own(asking, at=AFTER, proposal_number=1, reason="Đến khi đã hết ngày bấm phiếu"))
    actions.close_consultation(**closing)


def test_only_the_unit_answers_proposals_and_reviews(asking: Asking) -> None:
    propose(asking, "Gom rác hai buổi")
    for actor in (CITIZEN, asking.province.actors["receiver2"], asking.province.actors["auditor"]):
        given = own(asking) | {"actor": actor}
        with pytest.raises(NotAllowedError):
            actions.accept_proposal(**given, proposal_number=1)
        with pytest.raises(NotAllowedError):
            actions.refuse_proposal(**given, proposal_number=1, reason="x")
        with pytest.raises(NotAllowedError):
            actions.decide_review(**given, opinion_id=1, is_shown=True, reason="x")
    with pytest.raises(NotFoundError):
        actions.accept_proposal(**own(asking, proposal_number=9))
    with pytest.raises(NotFoundError):
        actions.decide_review(**own(asking, opinion_id=10**9, is_shown=True, reason="x"))


def withheld(asking: Asking) -> tuple[actions.Given, dict]:
    given = say(asking, "Trưởng ấp thu tiền không có biên lai")
    opinion = Opinion.objects.get(code=given.code).pk
    actions.withhold_opinion(**own(asking, opinion_id=opinion, reason="Nêu chuyện riêng"))
    return given, own(asking, opinion_id=opinion)


def test_the_sender_of_withheld_words_has_them_decided_again_by_somebody_else(asking: Asking, client: Client) -> None:
    given, about = withheld(asking)
    address = f"/lay-y-kien/y-kien/{given.lookup}/"
    assert client.post(address, {"key": "k", "text": " "}).status_code == 422
    assert client.post(address, {"key": "k", "text": "Đây là việc chung"}).status_code == 303
    assert client.post(address, {"key": "k2", "text": "Lần nữa"}).status_code == 422
    assert Review.objects.get().due_on == date(2026, 3, 13)  # five working days after Friday the 6th
    listed = f"/lay-y-kien/{asking.code}/y-kien/"
    assert "13/3/2026" in client.get(listed).content.decode().replace("/03/", "/3/")
    decided = {"is_shown": True, "reason": "Nói về việc công"}
    with pytest.raises(NotAllowedError, match="không tự xem lại"):
        actions.decide_review(**about, **decided)
    actions.decide_review(**about | {"actor": asking.province.actors["head"]}, **decided)
    page = client.get(listed).content.decode()
    assert ("không có biên lai" in page, "Nói về việc công" in page) == (True, True)
    assert "Nói về việc công" in client.get(address).content.decode()
    with pytest.raises(RefusedError, match="không giấu lần nữa"):
        actions.withhold_opinion(**about, reason="x")


def test_words_that_stay_withheld_say_why_twice_and_words_that_are_shown_need_no_review(asking: Asking) -> None:
    given, about = withheld(asking)
    actions.ask_review(code=given.lookup, text="Đây là việc chung", at=AT)
    actions.decide_review(
        **about | {"actor": asking.province.actors["head"]}, is_shown=False, reason="Nêu rõ một người"
    )
    found = queries.opinions_page(asking.code, AT)
    assert found is not None
    assert [(one.is_shown, one.review and one.review.reason) for one in found.opinions] == [(False, "Nêu rõ một người")]
    other = say(asking, "Đồng ý thu")
    with pytest.raises(RefusedError, match="không bị giấu"):
        actions.ask_review(code=other.lookup, text="x", at=AT)


def test_who_withheld_first_does_not_decide_again_after_another_withheld_too(asking: Asking) -> None:
    given, about = withheld(asking)
    actions.withhold_opinion(**about | {"actor": asking.province.actors["head"]}, reason="Cũng thấy vậy")
    actions.ask_review(code=given.lookup, text="Đây là việc chung", at=AT)
    for who in (about["actor"], asking.province.actors["head"]):
        with pytest.raises(NotAllowedError, match="không tự xem lại"):
            actions.decide_review(**about | {"actor": who}, is_shown=True, reason="Nói về việc công")
