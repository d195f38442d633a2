"""A small province, its officials each with a browser, and cases brought to any state."""

import itertools
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from PIL import Image
from pytest_django.fixtures import Settings
from tests.province import Province, found

from dinhlang.apps.accounts import actions as accounts
from dinhlang.apps.accounts.models import User
from dinhlang.apps.feedback import actions
from dinhlang.apps.feedback.models import Case
from dinhlang.domain.accounts.roles import SYSTEM, Actor, Role
from dinhlang.lib import clock

TEXT = "Cống nghẹt trước nhà bà Sáu, gọi 0912 345 678. Mưa là ngập vào nhà."
MORE_POSTS = (("approver", "Phó Chủ tịch UBND xã", Role.APPROVER), ("admin", "Quản trị", Role.ADMINISTRATOR))
STATES = ("received", "classified", "assigned", "in_progress", "needs_info", "awaiting_approval", "answered", "refused")
_keys = itertools.count()


@dataclass
class Desk:
    """The province, the browsers of its officials, and what they can do with cases of commune T1."""

    province: Province
    at: datetime
    clients: dict[str, Client] = field(default_factory=dict)

    def browser(self, who: str) -> Client:
        """Return the browser in which an official is signed in."""
        if who not in self.clients:
            self.clients[who] = Client()
            self.clients[who].force_login(User.objects.get(email=f"{who}@vinhlong.example"))
        return self.clients[who]

    def actor(self, who: str) -> Actor:
        """Return an official as an actor."""
        return self.province.actors[who]

    def send(self, text: str = TEXT, *, commune: str = "T1", contact: dict[str, str] | None = None, **more: Any) -> int:
        """Send a case and return its id."""
        token = actions.begin_draft(language="vi", at=self.at)
        answers = {"category": "thoat-nuoc", "commune_id": self.province.id(commune), "text": text} | more
        actions.fill_draft(token=token, answers=answers, at=self.at)
        return actions.submit_case(token=token, at=self.at, contact=contact or {}).case_id

    def case_in(self, state: str, **sending: Any) -> int:
        """Send a case and bring it to a state, an hour a step."""
        case_id, at = self.send(**sending), self.at
        for take in self._way(case_id)[: self._steps_to(state)]:
            at += timedelta(hours=1)
            take(at)
        last = {"needs_info": self._ask, "awaiting_approval": self._draft, "answered": self._answer,
                "refused": self._refuse}.get(state)  # fmt: skip
        if last:
            last(case_id, at + timedelta(hours=1))
        assert Case.objects.get(pk=case_id).state == state
        return case_id

    def see(self, who: str, address: str, status: int = 200) -> str:
        """Return a page as an official sees it."""
        response = self.browser(who).get(address)
        assert response.status_code == status, (address, response.status_code)
        return response.content.decode()

    def press(self, who: str, case_id: int, verb: str, key: str = "", **fields: Any) -> HttpResponse:
        """Send the form of a verb."""
        data = {"request_key": key or f"key {next(_keys)}", **fields}
        return self.browser(who).post(f"/lam-viec/phieu/{case_id}/{verb}/", data)

    def upload(self, content: bytes, name: str = "anh.jpg") -> SimpleUploadedFile:
        """Return a file as a form sends it."""
        return SimpleUploadedFile(name, content)

    def _way(self, case_id: int) -> list[Any]:
        receiver, handler, office = self.actor("receiver"), self.actor("handler"), self.province.id("T1-KT")
        return [
            lambda at: actions.classify_case(actor=receiver, case_id=case_id, category="khac", at=at),
            lambda at: actions.assign_case(actor=receiver, case_id=case_id, office_id=office, at=at),
            lambda at: actions.start_work(actor=handler, case_id=case_id, at=at),
        ]

    def _steps_to(self, state: str) -> int:
        return {"received": 0, "refused": 0, "classified": 1, "assigned": 2}.get(state, 3)

    def _ask(self, case_id: int, at: datetime) -> None:
        actions.ask_info(actor=self.actor("handler"), case_id=case_id, question="Hẻm số mấy?", at=at)

    def _draft(self, case_id: int, at: datetime) -> None:
        actions.write_answer(actor=self.actor("handler"), case_id=case_id, kind="planned", text="Sẽ nạo vét.", at=at)

    def _answer(self, case_id: int, at: datetime) -> None:
        actions.write_answer(actor=self.actor("head"), case_id=case_id, kind="done", text="Đã nạo vét.", at=at)

    def _refuse(self, case_id: int, at: datetime) -> None:
        actions.refuse_case(
            actor=self.actor("receiver"), case_id=case_id, reason="settled", explanation="Xem phiếu trước.", at=at
        )


@pytest.fixture
def desk(db: None, settings: Settings) -> Desk:
    """Return the desk of a province founded two days ago; officials need no second factor here."""
    settings.MFA_REQUIRED = False
    cache.clear()
    at = clock.now() - timedelta(days=2)
    province = found(at)
    for short, title, role in MORE_POSTS:
        post = accounts.create_post(
            actor=SYSTEM, unit_id=province.id("T1"), title=title, roles={role}, at=at, sees_identity=False
        )
        user = accounts.open_account(email=f"{short}@vinhlong.example", name=title, is_demo=True)
        accounts.appoint(actor=SYSTEM, post_id=post.pk, user_id=user.pk, at=at)
    return Desk(province, at)


@pytest.fixture
def photo() -> bytes:
    """Return the bytes of a small photo."""
    made = BytesIO()
    Image.new("RGB", (60, 40), (90, 120, 70)).save(made, "JPEG")
    return made.getvalue()
