"""What citizens and officials type is text on every page of the desk, never markup."""

from tests.desk.feedback.conftest import Desk

from dinhlang.apps.feedback import actions
from dinhlang.lib import clock

PAYLOADS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'-alert(1)-'",
    "</textarea><script>alert(1)</script>",
    "{{ 7*7 }}{% for x in y %}",
    "javascript:alert(1)",
    '<svg/onload="alert(1)">',
    "<a href='javascript:alert(1)'>bấm</a>",
)
FORBIDDEN = (
    "<script>alert",
    "<img src=x",
    "</textarea><script",
    "<svg/onload",
    "<a href='javascript",
    'href="javascript',
)


def harmless(page: str, where: str) -> None:
    """Check that no payload stands in a page as markup."""
    assert [one for one in FORBIDDEN if one in page] == [], where


def test_words_in_every_field_are_shown_as_words(desk: Desk) -> None:
    for payload in PAYLOADS:
        text = f"{payload} nghẹt cống"
        case_id = desk.send(text, landmark=payload[:60], contact={"contact_name": payload, "phone": payload[:30]})
        at = clock.now()
        receiver, handler = desk.actor("receiver"), desk.actor("handler")
        actions.classify_case(actor=receiver, case_id=case_id, category="khac", note=payload, at=at)
        office = desk.province.id("T1-KT")
        actions.assign_case(actor=receiver, case_id=case_id, office_id=office, note=payload, at=at)
        actions.publish_case(actor=receiver, case_id=case_id, title=payload, text=text, at=at)
        actions.note_progress(actor=handler, case_id=case_id, text=payload, at=at)
        actions.write_answer(actor=handler, case_id=case_id, kind="done", text=payload, at=at)
        actions.return_answer(actor=desk.actor("head"), case_id=case_id, note=payload, at=at)
        for who in ("receiver", "handler", "head"):
            harmless(desk.see(who, f"/lam-viec/phieu/{case_id}/"), payload)
            harmless(desk.see(who, "/lam-viec/"), payload)


def test_what_comes_back_after_a_refusal_is_words_too(desk: Desk) -> None:
    case_id = desk.case_in("received")
    for payload in PAYLOADS:
        answer = desk.press("receiver", case_id, "cong-khai", title=payload, text="")
        assert answer.status_code == 422
        harmless(answer.content.decode(), payload)
        answer = desk.press("receiver", case_id, "tu-choi", reason=payload, explanation=payload)
        harmless(answer.content.decode(), payload)


def test_an_address_puts_nothing_into_a_page(desk: Desk) -> None:
    case_id = desk.case_in("received")
    browser = desk.browser("receiver")
    for payload in PAYLOADS:
        for address, names in (
            ("/lam-viec/", ("loc", "trang", "mo", "xong", "ke")),
            ("/lam-viec/tim/", ("so",)),
            ("/lam-viec/da-xong/", ("loc", "sau")),
            ("/lam-viec/don-vi/", ("don-vi",)),
            (f"/lam-viec/phieu/{case_id}/", ("xong", "loc", "trang", "ke")),
        ):
            for headers in ({}, {"HX-Request": "true"}):
                answer = browser.get(address, dict.fromkeys(names, payload), headers=headers)
                assert answer.status_code in (200, 404), (address, payload)
                harmless(answer.content.decode(), f"{address} {payload}")
