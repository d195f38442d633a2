"""A citizen with a stubborn browser: it keeps cookies, fills in the forms as shown, and sends again what got lost."""

import http.client
import random
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import urlencode

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
PATIENCE = 45.0  # seconds in which an equal request must be answered
FIRST_PAUSE, LONGEST_PAUSE = 0.05, 1.0
BOUNDARY = "----a-line-that-no-photo-holds"


class GaveUpError(Exception):
    """The browser was closed after a lost answer."""


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    location: str
    body: bytes

    @property
    def text(self) -> str:
        """Return the page."""
        return self.body.decode()


@dataclass
class Browser:
    """One browser at one address. `impatient`: it gives up at the first lost answer instead of sending again."""

    port: int
    address: str
    chance: random.Random
    impatient: bool = False
    cookies: SimpleCookie = field(default_factory=SimpleCookie)
    troubles: list[str] = field(default_factory=list)

    def see(self, path: str) -> Answer:
        """Fetch a page, again and again until the server answers."""
        return self._until_answered("GET", path, None, {})

    def send(self, path: str, form: Mapping[str, str], *, photo: bytes = b"") -> Answer:
        """Send a form, and the very same request again while no answer comes or the server says "later"."""
        if photo:
            body, kind = multipart(form, photo), f"multipart/form-data; boundary={BOUNDARY}"
        else:
            body, kind = urlencode(form).encode(), "application/x-www-form-urlencoded"
        return self._until_answered("POST", path, body, {"Content-Type": kind})

    def _until_answered(self, method: str, path: str, body: bytes | None, headers: Mapping[str, str]) -> Answer:
        pause, end = FIRST_PAUSE, time.monotonic() + PATIENCE
        while True:
            try:
                answer = self._once(method, path, body, headers)
                trouble = str(answer.status) if answer.status >= 500 else ""
            except (OSError, http.client.HTTPException) as error:
                trouble = type(error).__name__
            if not trouble:
                return answer
            self.troubles.append(trouble)
            if self.impatient:
                raise GaveUpError(trouble)
            if time.monotonic() > end:
                raise TimeoutError(f"{method} {path.split('/')[1]}: {self.troubles[-5:]} for {PATIENCE:.0f} s")
            time.sleep(pause * self.chance.uniform(0.5, 1.0))
            pause = min(pause * 2, LONGEST_PAUSE)

    def _once(self, method: str, path: str, body: bytes | None, headers: Mapping[str, str]) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=15)
        kept = "; ".join(f"{name}={morsel.value}" for name, morsel in self.cookies.items())
        more = {"X-Forwarded-For": self.address, "Origin": f"http://127.0.0.1:{self.port}", "Cookie": kept}
        try:
            connection.request(method, path, body, {**headers, **more})
            response = connection.getresponse()
            content = response.read()
            for name, value in response.getheaders():
                if name.lower() == "set-cookie":
                    self.cookies.load(value)
            return Answer(response.status, response.getheader("Location") or "", content)
        finally:
            connection.close()


def multipart(form: Mapping[str, str], photo: bytes) -> bytes:
    """Return a form with one file."""
    parts = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in form.items()
    ]
    head = 'Content-Disposition: form-data; name="files"; filename="anh.jpg"\r\nContent-Type: image/jpeg\r\n\r\n'
    parts.append(f"--{BOUNDARY}\r\n{head}".encode() + photo + b"\r\n")
    return b"".join(parts) + f"--{BOUNDARY}--\r\n".encode()


def token_of(page: Answer) -> str:
    """Return the token of the form on a page."""
    found = TOKEN.search(page.text)
    assert found, (page.status, page.text[:500])
    return found.group(1)


def onward(answer: Answer) -> str:
    """Return where a taken form leads."""
    assert answer.status == 303, (answer.status, answer.text[:500])
    return answer.location.partition("#")[0]


def fill(browser: Browser, *, text: str, photo: bytes = b"") -> str:
    """Go through the steps up to the last and return the address of the draft's last step."""
    token = token_of(browser.see("/phan-anh/gui/"))
    place = onward(browser.send("/phan-anh/gui/", {"csrfmiddlewaretoken": token, "category": "thoat-nuoc"}))
    token = token_of(browser.see(place))
    onward(browser.send(place, {"csrfmiddlewaretoken": token, "commune": "T1"}))
    token = token_of(browser.see(place))
    where = {"csrfmiddlewaretoken": token, "commune": "T1", "shown": "T1", "landmark": "cạnh cầu sắt"}
    words = onward(browser.send(place, where))
    token = token_of(browser.see(words))
    form = {"csrfmiddlewaretoken": token, "text": text, "next": "1"}
    return onward(browser.send(words, form, photo=photo))


def last_step(browser: Browser, review: str) -> dict[str, str]:
    """Return the form of the last step as this citizen fills it in."""
    token = token_of(browser.see(review))
    phone = f"09{browser.chance.randrange(10**8):08d}"
    return {"csrfmiddlewaretoken": token, "reach": "phone", "phone": phone, "named": "no"}


def code_of(answer: Answer) -> str:
    """Return the lookup code in the answer to the last step."""
    found = re.fullmatch(r"/bien-nhan/([0-9A-Z]+)/", onward(answer))
    assert found, answer.location
    return found.group(1)
