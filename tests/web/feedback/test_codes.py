"""Receipt, my case, lookup: what a lookup code opens, and what every wrong one gets."""

import json
import re
from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import Settings
from tests.web.feedback.conftest import TEXT, Citizen

from dinhlang.domain.accounts.limits import Limit
from dinhlang.domain.transparency.opening import parse
from dinhlang.lib.signer import Signer
from dinhlang.web.feedback.views import codes

pytestmark = pytest.mark.django_db
WRONG = ("0000000000", "ZZZZZZZZZZ", "khong-phai-ma", "7", "PA26-7K3MQ9", "x" * 300)
PAGES = ("/phieu/{}/", "/bien-nhan/{}/", "/bien-nhan/{}/bien-nhan.txt", "/bien-nhan/{}/chung-cu.tlog-proof",
         "/bien-nhan/{}/mo.json", "/phieu/{}/tep/1/")  # fmt: skip


def bare(page: str) -> str:
    """Return a page without what differs at every answer: the token of its form, the address it was asked at."""
    page = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page)
    return re.sub(r'href="/(en/)[^"]*"', "", page)


def test_every_wrong_code_gets_the_same_answer_on_every_page(citizen: Citizen) -> None:
    answers = {
        (response.status_code, bare(response.content.decode()))
        for page in PAGES
        for code in WRONG
        for response in [citizen.client.get(page.format(code))]
    }
    assert len(answers) == 1
    assert next(iter(answers))[0] == 404


def test_a_looked_up_code_leads_to_its_page_right_or_wrong(citizen: Citizen) -> None:
    code = citizen.finish(citizen.fill())
    typed = f" {code[:5].lower()} - {code[5:]} "
    assert citizen.send("/tra-cuu/", {"code": typed})["Location"] == f"/phieu/{code}/"
    assert citizen.send("/tra-cuu/", {"code": "00000 00000"})["Location"] == "/phieu/0000000000/"


def test_an_empty_code_is_asked_for_again(citizen: Citizen) -> None:
    answer = citizen.send("/tra-cuu/", {"code": " -- "})
    assert (answer.status_code, "Hãy nhập mã tra cứu" in answer.content.decode()) == (422, True)


def test_a_forged_lookup_is_refused(citizen: Citizen) -> None:
    assert citizen.client.post("/tra-cuu/", {"code": "0000000000"}).status_code == 403


def test_guessing_is_bounded_for_right_and_wrong_codes_alike(citizen: Citizen, monkeypatch: pytest.MonkeyPatch) -> None:
    code = citizen.finish(citizen.fill())
    monkeypatch.setattr(codes, "CODE_LIMITS", (Limit(3, timedelta(days=1)),))
    seen = [Client().get(f"/phieu/{one}/").status_code for one in ("0000000000", "1111111111", code, code)]
    assert seen == [404, 404, 200, 429]
    answer = Client().get("/phieu/0000000000/")
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 0
    assert "gọi điện" in answer.content.decode()


@pytest.mark.parametrize("page", ["/phieu/{}/", "/bien-nhan/{}/"])
def test_private_pages_are_never_stored_indexed_or_told_to_other_sites(citizen: Citizen, page: str) -> None:
    answer = citizen.client.get(page.format(citizen.finish(citizen.fill())))
    assert "no-store" in answer["Cache-Control"]
    assert "noindex" in answer["X-Robots-Tag"]
    assert answer["Referrer-Policy"] in ("same-origin", "no-referrer")


def test_the_receipt_says_what_happens_next_by_when_and_why(citizen: Citizen) -> None:
    page = citizen.see(f"/bien-nhan/{citizen.finish(citizen.fill())}/")
    assert "Báo có thụ lý hay không" in page
    assert "10 ngày làm việc" in page
    assert "15 ngày làm việc" in page
    assert "ngày này không tính" in page
    assert "Chụp màn hình hoặc in tờ này." in page
    assert "Ai cầm mã này cũng xem được phiếu" in page


def test_without_the_signer_the_receipt_says_that_the_signature_follows(citizen: Citizen) -> None:
    code = citizen.finish(citizen.fill())
    assert "Chữ ký điện tử của biên nhận sẽ có sau ít phút" in citizen.see(f"/bien-nhan/{code}/")
    answer = citizen.client.get(f"/bien-nhan/{code}/bien-nhan.txt")
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")


def test_the_signed_receipt_can_be_taken_away(citizen: Citizen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Signer, "sign_receipt", lambda _self, text: f"{text}\n— x/bien-nhan {'A' * 92}AA==\n")
    code = citizen.finish(citizen.fill())
    page = citizen.see(f"/bien-nhan/{code}/")
    assert "Tải biên nhận đã ký" in page
    answer = citizen.client.get(f"/bien-nhan/{code}/bien-nhan.txt")
    assert answer.content.decode().startswith("vn-receipt/v1\n")
    assert "attachment" in answer["Content-Disposition"]


def test_the_opening_opens_the_line_that_the_receipt_promises(citizen: Citizen) -> None:
    from_page = citizen.client.get(f"/bien-nhan/{citizen.finish(citizen.fill())}/mo.json").content.decode()
    opened = parse(from_page)
    assert not isinstance(opened, bytes)
    payload = json.loads(opened.payload)
    assert payload["event"] == "feedback.received"
    assert TEXT not in opened.payload.decode()


def test_the_proof_is_not_there_before_the_log_is(citizen: Citizen) -> None:
    answer = citizen.client.get(f"/bien-nhan/{citizen.finish(citizen.fill())}/chung-cu.tlog-proof")
    assert answer.status_code == 503


def test_links_and_codes_use_the_configured_address_whatever_host_is_asked(
    citizen: Citizen, settings: Settings
) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    code = citizen.finish(citizen.fill())
    page = citizen.client.get(f"/bien-nhan/{code}/", HTTP_HOST="evil.example").content.decode()
    assert settings.BASE_URL in page
    assert "evil.example" not in page
