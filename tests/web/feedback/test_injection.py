"""Whatever people type is shown as text: no script, no markup, on any page, in any field (trust.md test 8)."""

import json
from html.parser import HTMLParser

import pytest
from tests.web.feedback.conftest import Citizen

from dinhlang.apps.feedback import actions, queries
from dinhlang.lib import clock

pytestmark = pytest.mark.django_db
PAYLOADS = (
    "<script>window.bad=1</script>",
    '"><img src=x onerror="window.bad=1">',
    "</textarea><script>window.bad=1</script>",
    "' autofocus onfocus='window.bad=1",
    "{{ 7*7 }}{% raw %}",
    "</title><svg onload=window.bad=1>",
)
MARKS = ("window.bad", "7*7", "window.bad=1")


class Markup(HTMLParser):
    """Collects what a browser would take as script or as a handler."""

    def __init__(self) -> None:
        super().__init__()
        self.bad: list[str] = []
        self._in_script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_script = tag == "script"
        self.bad += [f"{tag} {name}" for name, _value in attrs if name.startswith("on")]
        if tag == "script" and "src" not in dict(attrs):
            self.bad.append("inline script")
        if tag in ("img", "svg") and ("src", "x") in attrs:
            self.bad.append(tag)

    def handle_data(self, data: str) -> None:
        if self._in_script and data.strip():
            self.bad.append(data)

    def handle_endtag(self, tag: str) -> None:
        self._in_script = False


def bad_of(page: str) -> list[str]:
    parser = Markup()
    parser.feed(page)
    return parser.bad


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_is_typed_is_text_on_every_page(citizen: Citizen, payload: str) -> None:
    draft = citizen.fill(text=f"Cống {payload}", landmark=payload)
    pages = [citizen.see(draft + step) for step in ("noi/", "noi-dung/", "xem-lai/")]
    code = citizen.finish(draft, reach="phone", phone="0912345678", contact_name=payload[:60], named="yes",
                          public_name=payload[:60])  # fmt: skip
    found = queries.sender_case(code, at=clock.now())
    assert found is not None
    receiver, at = citizen.province.actors["receiver"], clock.now()
    actions.publish_case(actor=receiver, case_id=found.case.id, title=payload, text=payload, at=at)
    actions.classify_case(actor=receiver, case_id=found.case.id, category="thoat-nuoc", at=at)
    actions.write_answer(actor=citizen.province.actors["head"], case_id=found.case.id, kind="done", text=payload, at=at)
    for address in (f"/bien-nhan/{code}/", f"/phieu/{code}/", f"/phan-anh/{found.case.number}/", "/phan-anh/", "/"):
        pages.append(citizen.see(address))
    assert [bad_of(page) for page in pages] == [[]] * len(pages)
    assert "49" not in pages[-3].split("Hành trình")[0].split("<main")[1].split("<h1>")[1].split("</h1>")[0]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_is_typed_wrongly_comes_back_as_text(citizen: Citizen, payload: str) -> None:
    draft = citizen.fill()
    answers = [
        citizen.send("/phan-anh/gui/", {"category": payload, "xa": payload}),
        citizen.client.get("/phan-anh/gui/", {"xa": payload}),
        citizen.send(draft + "noi/", {"commune": "T1", "shown": "T1", "landmark": payload * 9}),
        citizen.send(draft + "noi-dung/", {"text": payload * 400, "next": "1"}),
        citizen.send(draft + "xem-lai/", {"reach": payload, "phone": payload, "email": payload, "named": payload}),
        citizen.send("/tra-cuu/", {"code": payload * 20}),
        citizen.client.get("/phan-anh/", {"xa": payload, "viec": payload, "trang_thai": payload, "tiep": payload}),
    ]
    assert [bad_of(answer.content.decode()) for answer in answers] == [[]] * len(answers)


def test_the_policy_of_every_page_allows_no_inline_script(citizen: Citizen) -> None:
    code = citizen.finish(citizen.fill())
    for address in ("/phan-anh/gui/", f"/bien-nhan/{code}/", f"/phieu/{code}/", "/phan-anh/"):
        policy = citizen.client.get(address)["Content-Security-Policy"]
        assert "unsafe-inline" not in policy
        assert "script-src 'self'" in policy


def test_the_opening_of_a_case_holds_no_word_of_the_sender(citizen: Citizen) -> None:
    draft = citizen.fill(text="Bí mật một", landmark="Bí mật hai")
    code = citizen.finish(draft, named="yes", public_name="Bí mật ba", reach="email", email="bimat@dan.example")
    opened = json.loads(citizen.client.get(f"/bien-nhan/{code}/mo.json").content)
    assert "mật" not in opened["payload"]
    assert "bimat" not in opened["payload"]
