"""A small province, and a citizen with a browser that keeps cookies and checks forged requests."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from tests.province import Province, found

from dinhlang.lib import clock

TEXT = "Cống thoát nước đường ấp Phước Hậu nghẹt. Mưa là ngập vào nhà."
JPEG = b"\xff\xd8\xff\xe0" + b"picture" * 20
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@dataclass
class Citizen:
    """Somebody with a browser, who fills in the forms that the pages show."""

    client: Client
    province: Province

    def see(self, address: str) -> str:
        """Return the page of an address."""
        response = self.client.get(address)
        assert response.status_code == 200, (address, response.status_code, response.headers)
        return response.content.decode()

    def send(self, address: str, data: dict[str, Any] | None = None) -> HttpResponse:
        """Send a form with the token that every page of this browser gives."""
        shown = self.client.get("/tra-cuu/").content.decode()
        token = TOKEN.search(shown)
        assert token, shown
        return self.client.post(address, {"csrfmiddlewaretoken": token.group(1), **(data or {})})

    def start(self, **more: Any) -> str:
        """Choose a kind and return the address of the draft."""
        answer = self.send("/phan-anh/gui/", {"category": "thoat-nuoc", **more})
        assert answer.status_code == 303, answer.content.decode()
        return re.match(r"(/phan-anh/gui/[^/]+/)", answer["Location"]).group(1)  # type: ignore[union-attr]

    def fill(self, text: str = TEXT, landmark: str = "trước quán bà Sáu") -> str:
        """Go through the first three steps and return the address of the draft."""
        draft = self.start()
        self.send(draft + "noi/", {"commune": "T1", "shown": ""})
        place = {"commune": "T1", "shown": "T1", "village": self.province.id("T1-A1"), "landmark": landmark}
        assert self.send(draft + "noi/", place)["Location"] == draft + "noi-dung/"
        assert self.send(draft + "noi-dung/", {"text": text, "next": "1"})["Location"] == draft + "xem-lai/"
        return draft

    def finish(self, draft: str, **contact: str) -> str:
        """Send a filled draft and return the lookup code."""
        answer = self.send(draft + "xem-lai/", {"reach": "nothing", "named": "no", **contact})
        assert answer.status_code == 303, answer.content.decode()
        return answer["Location"].strip("/").split("/")[-1]


@pytest.fixture
def province(db: None) -> Province:
    """Return the small province."""
    return found(clock.now())


@pytest.fixture
def citizen(province: Province) -> Citizen:
    """Return a citizen."""
    return Citizen(Client(enforce_csrf_checks=True), province)


@pytest.fixture
def photo() -> Callable[..., SimpleUploadedFile]:
    """Return a function that makes files to send."""

    def made(name: str = "anh.jpg", content: bytes = JPEG) -> SimpleUploadedFile:
        return SimpleUploadedFile(name, content + name.encode())  # two names are two photos

    return made
