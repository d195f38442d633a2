"""My case: the question to answer, the rating, the review, each once."""

from collections.abc import Callable

import pytest
from django.test import Client
from tests.web.feedback.conftest import Citizen

from dinhlang.apps.feedback import actions, queries
from dinhlang.domain.feedback.states import State
from dinhlang.lib import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def code(citizen: Citizen) -> str:
    """Return the code of a case that was sent."""
    return citizen.finish(citizen.fill())


def own(code: str) -> queries.SenderView:
    found = queries.sender_case(code, at=clock.now())
    assert found is not None
    return found


@pytest.fixture
def ask(citizen: Citizen, code: str) -> Callable[[], None]:
    """Return a function by which the commune asks the sender something."""

    def asked() -> None:
        people, case_id, at = citizen.province.actors, own(code).case.id, clock.now()
        actions.classify_case(actor=people["receiver"], case_id=case_id, category="thoat-nuoc", at=at)
        actions.ask_info(actor=people["head"], case_id=case_id, question="Cống nào, gần nhà ai?", at=at)

    return asked


@pytest.fixture
def answer(citizen: Citizen, code: str) -> Callable[[], None]:
    """Return a function by which the commune answers."""

    def answered() -> None:
        people, case_id, at = citizen.province.actors, own(code).case.id, clock.now()
        actions.classify_case(actor=people["receiver"], case_id=case_id, category="thoat-nuoc", at=at)
        actions.write_answer(actor=people["head"], case_id=case_id, kind="done", text="Đã nạo vét xong.", at=at)

    return answered


def test_the_page_tells_the_journey_and_the_two_dates_with_their_reasons(citizen: Citizen, code: str) -> None:
    page = citizen.see(f"/phieu/{code}/")
    assert "Hành trình của phiếu" in page
    assert "Đã nhận" in page
    assert page.count("Vì sao là ngày này?") == 2
    assert "Chưa công khai" in page
    assert "Còn 15 ngày làm việc" in page


def test_the_question_is_shown_and_its_answer_moves_the_case_on(
    citizen: Citizen, code: str, ask: Callable[[], None]
) -> None:
    ask()
    assert "Cống nào, gần nhà ai?" in citizen.see(f"/phieu/{code}/")
    sent = citizen.send(f"/phieu/{code}/bo-sung/", {"text": "Cống trước quán bà Sáu", "key": "a1"})
    assert sent.status_code == 303
    assert own(code).case.state is State.IN_PROGRESS
    assert "Cống trước quán bà Sáu" in citizen.see(f"/phieu/{code}/")


def test_an_answer_sent_twice_counts_once_and_another_body_is_told_apart(
    citizen: Citizen, code: str, ask: Callable[[], None]
) -> None:
    ask()
    to = f"/phieu/{code}/bo-sung/"
    first = citizen.send(to, {"text": "Cống bà Sáu", "key": "k1"})
    again = citizen.send(to, {"text": "Cống bà Sáu", "key": "k1"})
    other = citizen.send(to, {"text": "Chuyện khác", "key": "k1"})
    assert (first.status_code, again.status_code, other.status_code) == (303, 303, 409)
    assert [stage.text for stage in own(code).case.stages].count("Cống bà Sáu") == 1


def test_an_empty_reply_is_refused_with_the_page_kept(citizen: Citizen, code: str, ask: Callable[[], None]) -> None:
    ask()
    answer = citizen.send(f"/phieu/{code}/bo-sung/", {"text": "  "})
    assert (answer.status_code, "Hãy viết điều bổ sung." in answer.content.decode()) == (422, True)


def test_the_answer_is_rated_once(citizen: Citizen, code: str, answer: Callable[[], None]) -> None:
    assert citizen.client.get(f"/phieu/{code}/").content.decode().count("Bạn có hài lòng") == 0
    answer()
    page, to = f"/phieu/{code}/", f"/phieu/{code}/danh-gia/"
    assert "Đã nạo vét xong." in citizen.see(page)
    assert citizen.send(to, {"text": "Tốt"}).status_code == 422
    assert citizen.send(to, {"level": "7"}).status_code == 422
    assert citizen.send(to, {"level": "3", "text": "Tốt", "key": "r1"}).status_code == 303
    assert "Cảm ơn bạn đã đánh giá" in citizen.see(page)


def test_a_second_rating_is_refused_in_words(citizen: Citizen, code: str, answer: Callable[[], None]) -> None:
    answer()
    page, to = f"/phieu/{code}/", f"/phieu/{code}/danh-gia/"
    token = citizen.see(page).split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    first = citizen.client.post(to, {"csrfmiddlewaretoken": token, "level": "3", "key": "r1"})
    again = citizen.client.post(to, {"csrfmiddlewaretoken": token, "level": "1", "key": "r2"})
    assert (first.status_code, again.status_code) == (303, 422)
    assert "Bạn đã đánh giá câu trả lời này." in again.content.decode()


def test_answered_but_not_fixed_opens_the_case_again_once(
    citizen: Citizen, code: str, answer: Callable[[], None]
) -> None:
    answer()
    page, to = f"/phieu/{code}/", f"/phieu/{code}/xem-lai/"
    assert "Trả lời rồi nhưng chưa sửa?" in citizen.see(page)
    body = {"reason": "not_fixed", "text": "Mưa vẫn ngập", "key": "m1"}
    assert citizen.send(to, {**body, "reason": "khac"}).status_code == 422
    assert citizen.send(to, body).status_code == 303
    assert own(code).case.state is State.IN_PROGRESS
    assert "Trả lời rồi nhưng chưa sửa?" not in citizen.see(page)


def test_a_withheld_case_says_why_to_its_sender_only(citizen: Citizen, code: str) -> None:
    found = own(code).case
    actions.withhold_case(
        actor=citizen.province.actors["receiver"], case_id=found.id, reason="personal_data", at=clock.now()
    )
    page = citizen.see(f"/phieu/{code}/")
    assert "Phiếu không công khai." in page
    assert "Có thông tin riêng tư không thể che" in page
    public = citizen.client.get(f"/phan-anh/{found.number}/")
    unknown = citizen.client.get("/phan-anh/PA26-000000/")
    assert (public.status_code, unknown.status_code) == (404, 404)
    same = public.content.decode().replace(found.number, "PA26-000000")
    assert same == unknown.content.decode()


@pytest.mark.parametrize("verb", ["bo-sung", "danh-gia", "xem-lai"])
def test_forged_requests_and_wrong_codes_are_refused(
    citizen: Citizen, code: str, answer: Callable[[], None], verb: str
) -> None:
    answer()
    body = {"text": "x", "level": "3", "reason": "not_fixed"}
    assert Client(enforce_csrf_checks=True).post(f"/phieu/{code}/{verb}/", body).status_code == 403
    assert citizen.send(f"/phieu/0000000000/{verb}/", body).status_code == 404
    assert citizen.client.get(f"/phieu/{code}/{verb}/").status_code == 405


def test_the_contact_is_shown_back_by_half(citizen: Citizen) -> None:
    code = citizen.finish(citizen.fill(), reach="phone", phone="0912345678")
    page = citizen.see(f"/phieu/{code}/")
    assert "091 ••• 678" in page
    assert "0912345678" not in page
