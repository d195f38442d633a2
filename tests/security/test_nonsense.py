"""Whatever is sent, the answer is a page, never a fault: injection, huge numbers, broken text (tests 15, 25)."""

import re
from collections.abc import Iterable
from urllib.parse import quote

from django.db import connection, transaction
from django.test import Client
from tests.security.world import WRONG_CODE, World, filled, routes, values_of

from dinhlang.apps.feedback import actions, queries
from dinhlang.apps.feedback.models import Case, Statement
from dinhlang.apps.transparency.models import Record
from dinhlang.desk.feedback.verbs import VERBS
from dinhlang.lib import clock

FIELDS = (
    "category", "xa", "commune", "shown", "village", "landmark", "latitude", "longitude", "text", "remove", "reach",
    "phone", "email", "contact_name", "named", "public_name", "code", "level", "reason", "key", "request_key", "note",
    "office_id", "post_id", "to_unit_id", "kind", "attachment_ids", "title", "explanation", "question", "handle",
    "roles", "seats", "name", "login", "password", "password1", "next", "action", "select",
)  # fmt: skip
SQL = (
    "'",
    '"; DROP TABLE feedback_case; --',
    "1; SELECT pg_sleep(9)--",
    "x' UNION SELECT 1--",
    "\\'; --",
    "%s %(x)s %%",
)
BROKEN = (
    "a\x00b", "9" * 30, "9" * 5_000, "-" + "9" * 19, "1e309", "NaN", "٣", "1_000", "\u202egnuv", "\ufffe\U0010ffff",
    "\r\n\r\nX: y", "0001-01-01T00:00:00+23:59~1", "9999-12-31T23:59:59-23:59~1", "2026-01-01T00:00:00~1",
    "2026-01-01T00:00:00+00:00~" + "9" * 5_000, "2026-13-45~1", "../../../etc/passwd", '{"a": [1]}', "(" * 500, "%00",
)  # fmt: skip
UNSEEN = ("\u202e", "\u2066", "\u200b", "\u200d", "\ufeff", "\x07", "\u0085", "\u00ad")
RAW = ("%FF%FE", "%ED%A0%80", "%00", "%")
HUGE = "x" * 1_000_000


def asks(world: World) -> dict[str, tuple[str, ...]]:
    """Return the public addresses that read what stands behind the question mark, with the names they read."""
    return {
        "/phan-anh/": ("xa", "viec", "trang_thai", "tre", "tiep"),
        "/phan-anh/gui/": ("xa",),
        f"/phan-anh/gui/{world.draft}/noi/ap/": ("xa",),
        "/xa/": ("q", "as_of", "ngay"),
        "/xa/xa-long-ho/": ("as_of", "ngay"),
        "/van-ban/": ("as_of", "ben", "loai", "linh-vuc", "hieu-luc", "nam", "q", "trang"),
        "/co-che/": ("as_of",),
        "/nhat-ky/bien-nhan/": ("la",),
        "/tai-khoan/login/": ("next",),
    }


def desk_asks(world: World) -> dict[str, tuple[str, ...]]:
    """Return the same for the desk."""
    case = f"/lam-viec/phieu/{world.voices['open'].case_id}/"
    known = {"/lam-viec/": ("loc", "trang", "mo", "ke", "xong"), case: ("xong", "ke")}
    others = ("/lam-viec/da-xong/", "/lam-viec/tim/", "/lam-viec/don-vi/")
    there = {route for route, _ in routes()}
    return known | {one: ("loc", "sau", "so", "don-vi") for one in others if one in there}


def posts(world: World) -> list[str]:
    """Return every address, to be asked with forms that nobody made for it."""
    known = values_of(world, "open")
    return [filled(route, known) for route, _ in routes()]


def broken(browser: Client, asked: Iterable[tuple[str, str, dict[str, str]]]) -> list[str]:
    """Ask for everything and return what broke; each question in a transaction of its own, which is taken back."""
    browser.raise_request_exception = False
    found = []
    for method, address, data in asked:
        with transaction.atomic():
            status = getattr(browser, method)(address, data).status_code
            transaction.set_rollback(True)
        if status >= 500 and not address.endswith((".txt", ".tlog-proof", "checkpoint", "chinh-sach")):
            found.append(f"{method} {address} {str(data)[:80]!a} {status}")
    return found


def test_no_question_breaks_a_page(world: World) -> None:
    for who, addresses in (("", asks(world)), ("receiver", desk_asks(world))):
        asked = [
            ("get", address, dict.fromkeys(names, value))
            for address, names in addresses.items()
            for value in (*SQL, *BROKEN)
        ]
        assert broken(world.browser(who), asked) == []


def test_no_broken_encoding_breaks_a_page(world: World) -> None:
    asked: list[tuple[str, str, dict[str, str]]] = []
    for raw in RAW:
        for address, names in (asks(world) | desk_asks(world)).items():
            asked.append(("get", f"{address}?{'&'.join(f'{name}={raw}' for name in names)}", {}))
        for before in ("/phan-anh/", "/phieu/", "/xa/", "/nhat-ky/", "/lam-viec/phieu/", "/phan-anh/gui/"):
            asked.append(("get", f"{before}{raw}/", {}))
    assert broken(world.browser("receiver"), asked) == []


def test_no_number_in_an_address_breaks_a_page(world: World) -> None:
    asked = []
    for number in ("9" * 19, "9" * 30, "9" * 5_000, "0", "00000000000000000001"):
        blanks = dict.fromkeys(values_of(world, "none"), number) | {"code": world.voices["open"].code, "verb": "giao"}
        places = [filled(route, blanks) for route, _ in routes() if "<int:" in route]
        asked += [(method, place, {"title": "x"}) for place in places for method in ("get", "post")]
    assert broken(world.browser("admin"), asked) == []


def test_no_form_breaks_a_page(world: World) -> None:
    values = ("\x00", "9" * 30, SQL[1] + "🏠" * 80)
    places = [one for one in posts(world) if "logout" not in one]
    for who in ("", "receiver", "admin"):
        mine = [one for one in places if one.startswith(("/lam-viec", "/tai-khoan")) == bool(who)]
        asked = [("post", one, dict.fromkeys(FIELDS, value)) for one in mine for value in values]
        assert broken(world.browser(who), asked) == []


def test_no_field_of_the_desk_breaks_it(world: World) -> None:
    voice = world.voices["unread"]
    for who in ("approver2",):
        asked = []
        for name, verb in VERBS.items():
            for at, value in enumerate(("a\x00b", "9" * 5_000, "9" * 30)):
                fields = dict.fromkeys(verb.fields, value) | {"request_key": f"{who}{name}{at}"}
                asked.append(("post", f"/lam-viec/phieu/{voice.case_id}/{name}/", fields))
        assert broken(world.browser(who), asked) == []


def test_no_text_of_the_desk_is_kept_beyond_bounds(world: World) -> None:
    voice = world.voices["unread"]
    for name, verb in VERBS.items():
        fields = dict.fromkeys(verb.fields, HUGE[:200_000]) | {"kind": "done", "reason": "insult", "category": "khac"}
        world.browser("receiver2").post(f"/lam-viec/phieu/{voice.case_id}/{name}/", fields)
    assert not Statement.objects.filter(text__contains="x" * 20_001).exists()
    assert "x" * 201 not in Case.objects.get(pk=voice.case_id).title


def test_a_megabyte_is_refused_in_words_or_cut_by_the_form(world: World) -> None:
    voice, browser = world.voices["open"], world.browser()
    draft = f"/phan-anh/gui/{world.draft}/"
    for address, field in (
        (draft + "noi-dung/", "text"),
        (draft + "noi/", "landmark"),
        ("/tra-cuu/", "code"),
        (f"/phieu/{voice.code}/danh-gia/", "text"),
        (f"/phieu/{voice.code}/xem-lai/", "text"),
    ):
        more = {"level": "3", "reason": "not_fixed", "commune": "T1", "shown": "T1", "next": "1"}
        answer = browser.post(address, {**more, field: HUGE})
        assert answer.status_code == 422, address
    assert browser.get("/xa/", {"q": HUGE[:60_000]}).status_code == 200
    assert browser.get("/phan-anh/", {"tiep": HUGE[:60_000]}).status_code == 200


def test_a_form_beyond_all_bounds_gets_a_page_that_says_so(world: World) -> None:
    answer = world.browser().post("/tra-cuu/", {"code": "x" * 3_000_000})
    assert answer.status_code == 400
    assert "không đọc được" in answer.content.decode()


def test_the_tables_stand_after_all_of_it(world: World) -> None:
    before = Case.objects.count(), Record.objects.count()
    for value in SQL:
        page = world.browser().get("/phan-anh/", dict.fromkeys(asks(world)["/phan-anh/"], value)).content.decode()
        assert world.voices["unread"].number not in page
        assert queries.sender_case(value, at=clock.now()) is None
        assert queries.public_case(value, at=clock.now()) is None
    assert (Case.objects.count(), Record.objects.count()) == before


def test_the_day_in_an_address_is_a_day_or_is_told_apart(world: World) -> None:
    page = world.browser().get("/xa/", {"as_of": "1' OR '1'='1"}).content.decode()
    assert "Không đọc được ngày này, nên trang hiện như hôm nay." in page


def test_every_statement_with_text_of_a_user_hands_it_over_as_a_value(world: World) -> None:
    marked = "zq'zq"
    asked: list[str] = []

    def listen(execute, sql, params, many, context):  # type: ignore[no-untyped-def]
        asked.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(listen):
        for address, names in (asks(world) | desk_asks(world)).items():
            world.browser("receiver").get(address, dict.fromkeys(names, marked))
        world.browser().get(f"/phan-anh/{quote(marked)}/")
        world.browser().get(f"/phieu/{WRONG_CODE}/")
    assert asked
    assert [one for one in asked if "zq" in one] == []


# --- twins and what nobody sees ---------------------------------------------------------------------------------------
def test_the_same_words_typed_on_two_keyboards_are_the_same(world: World) -> None:
    composed, apart = "Ấp Phước Hậu", "Â\u0301p Phu\u031bo\u031b\u0301c Ha\u0323\u0302u"
    browser, texts = world.browser(), []
    for words in (composed, apart):
        draft = actions.begin_draft(language="vi", at=clock.now())
        browser.post(f"/phan-anh/gui/{draft}/noi-dung/", {"text": words})
        texts.append(queries.draft(draft).data["text"])  # type: ignore[union-attr]
    assert texts == [composed, composed]


def test_what_nobody_sees_stands_in_no_text_of_a_citizen_or_an_official(world: World) -> None:
    browser, voice = world.browser(), world.voices["open"]
    hidden = "a" + "".join(UNSEEN) + "b"
    draft = f"/phan-anh/gui/{world.draft}/"
    browser.post(draft + "noi-dung/", {"text": hidden})
    browser.post(draft + "noi/", {"commune": "T1", "shown": "T1", "landmark": hidden})
    sent = browser.post(draft + "xem-lai/", {"reach": "nothing", "named": "yes", "public_name": hidden})
    found = queries.sender_case(re.findall(r"/bien-nhan/(\w+)/", sent["Location"])[0], at=clock.now())
    assert found is not None
    assert (found.case.text, found.case.landmark, found.case.public_name) == ("ab", "ab", "ab")
    browser.post(f"/phieu/{voice.code}/xem-lai/", {"reason": "not_fixed", "text": hidden})
    answer = world.browser("head").post(
        f"/lam-viec/phieu/{voice.case_id}/tien-do/", {"text": hidden, "request_key": "unseen"}
    )
    assert answer.status_code == 303
    assert list(Statement.objects.filter(text__startswith="a").values_list("text", flat=True)) == ["ab", "ab"]
