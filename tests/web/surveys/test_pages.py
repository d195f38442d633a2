"""The pages of how people are asked."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("before", ["", "/en"])
def test_every_questionnaire_is_open_to_all(client: Client, before: str) -> None:
    listed = client.get(f"{before}/khao-sat/").content.decode()
    for code in ("sipas-2017", "sipas-2022", "mot-cua", "sau-tra-loi", "niem-tin"):
        assert f"/khao-sat/bo-cau-hoi/{code}/" in listed
        page = client.get(f"{before}/khao-sat/bo-cau-hoi/{code}/")
        assert page.status_code == 200
        assert len(page.content) < 60_000


def test_a_question_asked_of_some_says_of_whom(client: Client) -> None:
    page = client.get("/khao-sat/bo-cau-hoi/sipas-2022/").content.decode()
    assert "Chỉ hỏi người trả lời “có” ở câu: Trong mười hai tháng qua" in page


def test_an_unknown_questionnaire_is_not_found(client: Client) -> None:
    assert client.get("/khao-sat/bo-cau-hoi/khong-co/").status_code == 404
