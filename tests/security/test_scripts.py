"""No text of anybody runs: in no field, on no page, in no mail, in a real browser (trust.md test 8)."""

from typing import Any

from tests.security.crawl import tags_of
from tests.security.world import Person, World, speak

from dinhlang.apps.accounts import actions as accounts
from dinhlang.apps.accounts.models import User
from dinhlang.apps.feedback import actions
from dinhlang.apps.notifications.models import Message
from dinhlang.apps.transparency.models import Record
from dinhlang.domain.accounts.roles import SYSTEM, Role

PAYLOADS = (
    "<script>window.bad=1</script>",
    '"><img src=x onerror="window.bad=1">',
    "'><svg/onload=window.bad=1>",
    "</textarea></title><script>window.bad=1</script>",
    '<a href="javascript:window.bad=1">x</a>',
    "<iframe srcdoc='<script>parent.bad=1</script>'></iframe>",
    "{{ 7*191 }}{% raw %}${7*191}<%= 7*191 %>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=window.bad=1>",
    "\u003cscript\u003ewindow.bad=1\u003c/script\u003e &lt;script&gt;window.bad=1&lt;/script&gt;",
)
ALL = " ".join(PAYLOADS)
SHORT = "<img src=x onerror=window.bad=1>"
WHAT_A_PAYLOAD_MAKES = {"iframe", "math", "mglyph", "style", "mtext"}


def spoken(world: World) -> tuple[int, str, str]:
    """Return (id, number, code) of a case with markup in every field that anybody may fill."""
    people, at = world.province.actors, world.at
    User.objects.filter(pk=people["receiver"].user_id).update(name=SHORT)
    who = Person(SHORT, "0912345678", "dan@dan.example", ALL)
    voice = speak(world.province, who, at=at, landmark=SHORT, photos=1)
    case_id = voice.case_id
    actions.process_attachment(attachment_id=voice.files[0], at=at)
    actions.publish_case(actor=people["receiver"], case_id=case_id, title=SHORT, text=ALL, at=at)
    actions.classify_case(actor=people["receiver"], case_id=case_id, category="thoat-nuoc", at=at, note=ALL)
    actions.assign_case(
        actor=people["receiver"], case_id=case_id, office_id=world.province.id("T1-KT"), at=at, note=ALL
    )
    actions.ask_info(actor=people["head"], case_id=case_id, question=ALL, at=at)
    actions.give_info(code=voice.code, text=ALL, at=at)
    actions.extend_case(actor=people["head"], case_id=case_id, reason=ALL, at=at)
    actions.note_progress(actor=people["handler"], case_id=case_id, text=ALL, at=at)
    actions.write_answer(actor=people["handler"], case_id=case_id, kind="done", text=ALL, at=at)
    return case_id, voice.number, voice.code


def finish(world: World, case_id: int, code: str) -> None:
    """Answer, rate and reopen with markup in every field."""
    head, at = world.province.actors["head"], world.at
    actions.return_answer(actor=head, case_id=case_id, note=ALL, at=at)
    actions.write_answer(actor=head, case_id=case_id, kind="done", text=ALL, at=at)
    actions.rate_case(code=code, level=1, text=ALL, at=at)
    actions.reopen_case(code=code, reason="not_fixed", text=ALL, at=at)


def shown_to(number: str, case_id: int, code: str) -> list[tuple[str, str]]:
    """Return who sees the case where."""
    return [
        ("", "/phan-anh/"), ("", f"/phan-anh/{number}/"), ("", "/"), ("", "/xa/xa-long-ho/"), ("", f"/phieu/{code}/"),
        ("", f"/bien-nhan/{code}/"), ("receiver", "/lam-viec/"), ("receiver", f"/lam-viec/phieu/{case_id}/"),
        ("head", f"/lam-viec/phieu/{case_id}/"), ("handler", f"/lam-viec/phieu/{case_id}/"),
        ("receiver", "/lam-viec/ho-so/"), ("admin", "/lam-viec/chuc-danh/"), ("receiver", "/phien-dang-nhap/"),
    ]  # fmt: skip


def made_of(page: str) -> list[str]:
    """Return what a page would run, or what a payload made of it."""
    found = []
    for tag, attributes, text in tags_of(page):
        found += [f"{tag} {name}" for name in attributes if name.startswith("on") or name in ("style", "srcdoc")]
        found += [f"{tag} {value}" for value in attributes.values() if value.lower().startswith("javascript:")]
        if tag in WHAT_A_PAYLOAD_MAKES or (tag == "script" and ("src" not in attributes or text.strip())):
            found.append(tag)
        if tag == "img" and attributes.get("src") in ("", "x"):
            found.append("img")
    return found


def test_markup_is_text_on_every_page_to_everybody(world: World) -> None:
    case_id, number, code = spoken(world)
    texts = _look_everywhere(world, case_id, number, code)
    finish(world, case_id, code)
    assert texts + _look_everywhere(world, case_id, number, code) > 20


def _look_everywhere(world: World, case_id: int, number: str, code: str) -> int:
    """See that no page made markup of what was typed; returns how often the text of it was shown."""
    texts = 0
    for who, address in shown_to(number, case_id, code):
        page = world.browser(who).get(address).content.decode()
        assert made_of(page) == [], (who, address)
        assert "1337" not in page, (who, address)  # 7*191: no template runs what was typed
        texts += page.count("&lt;script&gt;window.bad=1")
    return texts


def test_markup_that_comes_back_from_a_refused_form_is_text(world: World) -> None:
    voice = world.voices["unread"]
    at_desk = world.browser("receiver2")
    for verb in ("phan-loai", "cong-khai", "khong-cong-khai", "tu-choi", "chuyen", "hoi-them", "tra-lai", "gia-han"):
        fields = ("category", "note", "reason", "explanation", "question", "title", "text", "to_unit_id")
        answer = at_desk.post(f"/lam-viec/phieu/{voice.case_id}/{verb}/", dict.fromkeys(fields, ALL))
        if answer.status_code != 303:
            assert made_of(answer.content.decode()) == [], verb
    unit = world.province.id("86")
    told = {"title": SHORT * 9, "roles": SHORT, "seats": SHORT, "name": SHORT, "email": SHORT}
    answer = world.browser("admin").post(f"/lam-viec/chuc-danh/{unit}/them/", told)
    assert made_of(answer.content.decode()) == []


def test_markup_in_names_of_posts_and_people_is_text(world: World) -> None:
    accounts.appoint_officer(
        actor=SYSTEM, email="ten@vinhlong.example", name=SHORT, unit_id=world.province.id("86"), title=ALL[:190],
        roles=[Role.HANDLER], at=world.at,
    )  # fmt: skip
    page = world.browser("admin").get(f"/lam-viec/chuc-danh/{world.province.id('86')}/").content.decode()
    assert "&lt;img src=x onerror" in page
    assert made_of(page) == []


def test_mails_hold_nothing_that_anybody_typed(world: World) -> None:
    case_id, _, code = spoken(world)
    finish(world, case_id, code)
    for record in Record.objects.filter(subject_kind="feedback.case", subject_id=case_id):
        actions.tell_sender(record=record, at=world.at)
    told = list(Message.objects.all())
    assert len(told) > 4
    for message in told:
        assert "bad" not in message.subject + message.text
        assert "\n" not in message.subject


def test_the_name_of_a_refused_file_is_text(world: World, tmp_path: Any) -> None:
    evil = tmp_path / "x.jpg"
    evil.write_bytes(b"<svg onload=window.bad=1>")
    with evil.open("rb") as file:
        file_name = "<img src=x onerror=window.bad=1>.jpg"
        answer = world.browser().post(
            f"/phan-anh/gui/{world.draft}/tep/",
            data=(
                b'--B\r\nContent-Disposition: form-data; name="files"; filename="' + file_name.encode() + b'"\r\n'
                b"Content-Type: image/jpeg\r\n\r\n" + file.read() + b"\r\n--B--\r\n"
            ),
            content_type="multipart/form-data; boundary=B",
        )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "&lt;img src=x onerror" in page
    assert made_of(page) == []
