"""The account at the desk: money in, money out, a correction, a photo, the end; only for who keeps it."""

from collections.abc import Iterator
from io import BytesIO

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings
from PIL import Image
from tests.deciding import Deciding, deciding
from tests.villages import moment

from dinhlang.apps.accounts.models import User
from dinhlang.apps.decisions import queries
from dinhlang.apps.decisions.models import Picture
from dinhlang.desk.decisions.money.verbs import dong
from dinhlang.domain.accounts.roles import Actor
from dinhlang.lib.refusal import RefusedError


@pytest.fixture
def at(db: None) -> Iterator[Deciding]:
    made = deciding()
    with override_settings(MFA_REQUIRED=False):
        yield made


def browser(actor: Actor) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=actor.user_id))
    return client


def test_the_head_keeps_the_account_with_one_thumb(at: Deciding) -> None:
    made = at.counted()
    page = f"/lam-viec/thu-chi/{at.shown(made).code}/"
    with time_machine.travel(moment(20), tick=False):
        head = browser(at.head)

        def press(verb: str, **fields: str) -> int:
            return head.post(page, {"verb": verb, "about": "", "request_key": verb, **fields}).status_code

        assert press("thu", on="2026-03-10", amount="350.000", household="3") == 303
        assert press("chi", on="2026-03-11", amount="120 000 đồng", words="Mua đinh") == 303
        assert press("chi", on="2026-03-11", amount="nhiều", words="Mua đinh") == 422
        assert press("sua", number="2", right="100000", why="Trả lại 20.000") == 303
        told = queries.account(made)
        assert (told.sums.money_in, told.sums.money_out) == (350_000, 100_000)
        source = BytesIO()
        Image.new("RGB", (9, 9)).save(source, "JPEG")
        photo = SimpleUploadedFile("bill.jpg", source.getvalue(), "image/jpeg")
        sent = {"photo": photo, "words": "Hóa đơn mua đinh", "number": "2", "on": "2026-03-11"}
        assert head.post(f"{page}anh/", sent).status_code == 303
        assert Picture.objects.get().money.number == 2
        no_photo = SimpleUploadedFile("bill.txt", b"hello", "image/jpeg")
        assert head.post(f"{page}anh/", {**sent, "photo": no_photo}).status_code == 422
        assert press("quyet-toan", words="Xong.") == 303
        assert "Sổ đã quyết toán" in head.get(page).content.decode()
        assert browser(at.board).get(page).status_code == 404
        assert browser(at.board).post(f"{page}anh/", sent).status_code == 404


def test_an_account_that_is_not_there(at: Deciding) -> None:
    made = at.proposed()
    with time_machine.travel(moment(2), tick=False):
        assert browser(at.head).get(f"/lam-viec/thu-chi/{at.shown(made).code}/").status_code == 404


@pytest.mark.parametrize(("typed", "amount"), [("350000", 350_000), ("1.250.000 đ", 1_250_000), ("7 đồng", 7)])
def test_amounts_as_people_write_them(typed: str, amount: int) -> None:
    assert dong(typed) == amount


@pytest.mark.parametrize("typed", ["", "1,5 triệu", "-3", "ba trăm"])
def test_amounts_that_nobody_can_read(typed: str) -> None:
    with pytest.raises(RefusedError):
        dong(typed)
