"""Forged hosts, addresses that lead away, fields that nobody offered, sessions that were planted (tests 12–14, 16)."""

import re

import pytest
from django.test import Client, override_settings
from tests.security.crawl import tags_of
from tests.security.world import World, filled, routes, values_of

from dinhlang.apps.accounts.models import Session, Tenure, User
from dinhlang.apps.feedback import actions
from dinhlang.apps.feedback.models import Case, Draft, Identity
from dinhlang.apps.transparency.models import Record
from dinhlang.lib import clock

EVIL = "evil.example"
FORGED = {
    "HTTP_HOST": EVIL, "HTTP_X_FORWARDED_HOST": EVIL, "HTTP_X_FORWARDED_PROTO": "https", "HTTP_X_FORWARDED_PORT": "666",
    "HTTP_X_FORWARDED_PREFIX": f"//{EVIL}", "HTTP_X_ORIGINAL_URL": "/lam-viec/", "HTTP_X_REWRITE_URL": "/lam-viec/",
    "HTTP_FORWARDED": f"host={EVIL};proto=https", "HTTP_X_HTTP_METHOD_OVERRIDE": "POST",
}  # fmt: skip
AWAY = (
    "//evil.example", "\\\\evil.example", "/\\evil.example", "https:evil.example", "https://evil.example/",
    "%2F%2Fevil.example", "javascript:alert(1)", "//evil。example", "\t//evil.example", "/%09/evil.example",
    "///evil.example",
)  # fmt: skip
DOORS = (
    "/dang-nhap/", "/tai-khoan/login/", "/tai-khoan/logout/", "/tai-khoan/reauthenticate/", "/lam-viec/",
    "/tra-cuu/", "/",
)  # fmt: skip


# --- hosts ------------------------------------------------------------------------------------------------------------
def test_a_forged_host_is_refused(world: World) -> None:
    for address in ("/xa/", "/tra-cuu/", "/tai-khoan/login/", f"/phieu/{world.voices['open'].code}/"):
        assert world.browser().get(address, HTTP_HOST=EVIL).status_code == 400, address


@override_settings(ALLOWED_HOSTS=["*"])
def test_no_header_of_a_request_gets_into_a_page_or_a_redirect(world: World) -> None:
    for who in ("", "receiver"):
        browser = world.browser(who)
        for route, _ in routes():
            address = filled(route, values_of(world, "open"))
            answer = browser.get(address, **FORGED)
            assert EVIL not in str(answer.headers), address
            assert answer.streaming or EVIL not in answer.content.decode(), address


@override_settings(ALLOWED_HOSTS=["*"])
def test_a_forged_host_poisons_no_kept_page(world: World) -> None:
    browser = world.browser()
    first = browser.get("/phan-anh/", **FORGED)
    again = browser.get("/phan-anh/")
    assert first.content == again.content
    assert again.headers["Cache-Control"] == "public, no-cache"


def test_the_method_of_a_request_is_its_own(world: World) -> None:
    assert world.browser().get("/tra-cuu/", **FORGED | {"HTTP_HOST": "testserver"}).status_code == 200
    code = world.voices["open"].code
    answer = world.browser().get(f"/phieu/{code}/danh-gia/", {"level": "1"}, HTTP_X_HTTP_METHOD_OVERRIDE="POST")
    assert answer.status_code == 405


@override_settings(CSRF_TRUSTED_ORIGINS=["https://dinhlang.example"], ALLOWED_HOSTS=["dinhlang.example"])
def test_a_form_of_the_https_address_is_ours_behind_a_proxy_and_no_other_is(world: World) -> None:
    browser = Client(enforce_csrf_checks=True, HTTP_HOST="dinhlang.example")
    page = browser.get("/tra-cuu/").content.decode()
    token = re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[0]
    body = {"code": world.voices["open"].code, "csrfmiddlewaretoken": token}
    assert browser.post("/tra-cuu/", body, HTTP_ORIGIN="https://dinhlang.example").status_code == 303
    for origin in (f"https://{EVIL}", "https://dinhlang.example.evil.example", "null"):
        assert browser.post("/tra-cuu/", body, HTTP_ORIGIN=origin).status_code == 403, origin


# --- addresses that lead away -----------------------------------------------------------------------------------------
@pytest.mark.parametrize("who", ["", "receiver"])
def test_no_answer_leads_to_another_site(world: World, who: str) -> None:
    for target in AWAY:
        names = dict.fromkeys(("next", "url", "to", "redirect", "back", "return"), target)
        for address in DOORS:
            for answer in (world.browser(who).get(address, names), world.browser(who).post(address, names)):
                place = answer.headers.get("Location", "/")
                assert re.match(r"/(?![/\\])", place), (address, place)
                links = [
                    one["href"] for tag, one, _ in tags_of(answer.content.decode()) if tag == "a" and "href" in one
                ]
                assert not [one for one in links if "evil" in one.split("?")[0]], address


def test_a_lookup_code_cannot_lead_away(world: World) -> None:
    for code in ("//evil.example", "../../tai-khoan/login", "x/../..", "%2f%2fevil.example", "@evil.example"):
        answer = world.browser().post("/tra-cuu/", {"code": code})
        assert answer.status_code in (303, 422)
        assert re.fullmatch(r"/phieu/\w+/", answer.headers.get("Location", "/phieu/x/")), code


# --- fields that nobody offered ---------------------------------------------------------------------------------------
WISHES = {
    "id": "1", "pk": "1", "case": "1", "case_id": "1", "case_ptr": "1", "state": "answered",
    "publication": "public", "unit": "1", "unit_id": "1", "office": "1", "received_at": "2020-01-01",
    "received_on": "2020-01-01", "at": "2020-01-01", "due_at": "2099-01-01", "first_due_at": "2099-01-01",
    "answered_at": "2020-01-01", "accepted": "1", "number": "PA26-AAAAAA", "lookup_hash": "x", "is_demo": "1",
    "is_active": "1", "is_staff": "1", "is_superuser": "1", "role": "head", "roles": "head", "user": "1",
    "user_id": "1", "actor": "1", "sees_identity": "on", "times_reopened": "-9", "language": "xx",
    "origin": "import", "external_key": "x", "record": "1", "token": "x", "draft": "x", "data": "{}",
    "withheld_reason": "x", "commune_id": "999", "contact_name": "", "valid": "x", "seat": "9",
}  # fmt: skip


def test_a_citizen_sets_nothing_but_what_the_form_asks(world: World) -> None:
    browser, draft = world.browser(), f"/phan-anh/gui/{world.draft}/"
    before = clock.now()
    browser.post(draft + "viec/", {"category": "thoat-nuoc"} | WISHES)
    browser.post(draft + "noi/", {"commune": "T1", "shown": "T1", "landmark": "x"} | WISHES)
    browser.post(draft + "noi-dung/", {"text": "Cống nghẹt", "next": "1"} | WISHES)
    kept = set(Draft.objects.get(case=None).data)
    assert kept <= {"category", "commune_id", "village_id", "landmark", "latitude", "longitude", "text"}
    answer = browser.post(draft + "xem-lai/", {"reach": "nothing", "named": "no"} | WISHES)
    assert answer.status_code == 303
    case = Case.objects.order_by("-pk")[0]
    assert (case.state, case.publication, case.unit_id) == ("received", "pending", world.province.id("T1"))
    assert (case.accepted, case.answered_at, case.is_demo, case.origin, case.language) == (
        None,
        None,
        False,
        "web",
        "vi",
    )
    assert case.received_at >= before
    assert case.first_due_at is not None
    assert case.first_due_at.year < 2090
    assert case.number != "PA26-AAAAAA"
    assert case.external_key is None


def test_a_rating_or_a_wish_for_review_changes_nothing_else(world: World) -> None:
    voice, browser = world.voices["open"], world.browser()
    case = Case.objects.filter(pk=voice.case_id)
    before = case.values("unit_id", "publication", "received_at", "first_due_at", "answered_at", "number", "is_demo")[0]
    browser.post(f"/phieu/{voice.code}/danh-gia/", {"level": "3", "text": "Tốt", "key": "a"} | WISHES)
    browser.post(f"/phieu/{voice.code}/xem-lai/", {"reason": "not_fixed", "text": "Chưa", "key": "b"} | WISHES)
    assert case.values(*before)[0] == before
    assert case.get().times_reopened == 1


def test_an_official_sets_nothing_but_what_the_button_asks(world: World) -> None:
    voice, browser = world.voices["unread"], world.browser("receiver2")
    case = Case.objects.filter(pk=voice.case_id)
    before = case.values("unit_id", "publication", "received_at", "first_due_at", "number", "text", "is_demo")[0]
    answer = browser.post(f"/lam-viec/phieu/{voice.case_id}/phan-loai/", {"category": "khac", "note": ""} | WISHES)
    assert answer.status_code == 303
    assert case.values(*before)[0] == before
    made = Record.objects.filter(subject_id=voice.case_id).order_by("-pk")[0]
    assert (made.event, made.user_id) == ("feedback.classified", world.users["receiver2"])
    assert made.at.year > 2020
    assert made.role == "receiver"


def test_an_account_sets_nothing_about_itself(world: World) -> None:
    browser = world.browser("citizen")
    for address in ("/tai-khoan/email/", "/tai-khoan/password/change/", "/phien-dang-nhap/ket-thuc-khac/"):
        browser.post(address, WISHES | {"email": "khac@dan.example", "action_add": "1"})
    who = User.objects.get(pk=world.users["citizen"])
    assert (who.is_demo, who.is_active, who.email) == (False, True, "nguoi.dan@dan.example")
    assert not Tenure.objects.filter(user=who).exists()


def test_a_post_gives_only_the_roles_there_are(world: World) -> None:
    unit = world.province.id("86")
    before = set(Tenure.objects.values_list("pk", flat=True))
    told = WISHES | {"title": "Chức danh", "roles": "citizen", "seats": "1"}
    answer = world.browser("admin").post(f"/lam-viec/chuc-danh/{unit}/them/", told)
    assert answer.status_code == 422
    assert set(Tenure.objects.values_list("pk", flat=True)) == before


def test_an_identity_belongs_to_its_case_whatever_is_sent(world: World) -> None:
    before = list(Identity.objects.order_by("pk").values_list("pk", "name", "phone", "email"))
    voice = world.voices["open"]
    told = WISHES | {"phone": "0999999999", "email": "evil@evil.example", "identity": "1", "level": "1", "text": "x"}
    world.browser().post(f"/phieu/{voice.code}/danh-gia/", told)
    world.browser("receiver").post(f"/lam-viec/phieu/{voice.case_id}/cong-khai/", told | {"title": "x"})
    assert list(Identity.objects.order_by("pk").values_list("pk", "name", "phone", "email")) == before


def test_the_words_of_others_are_not_theirs_to_sign(world: World) -> None:
    code = world.voices["open"].code
    assert actions.rate_case(code=code, level=2, text="", at=world.at).pk == world.voices["open"].case_id
    made = Record.objects.filter(event="feedback.rated").order_by("-pk")[0]
    assert (made.role, made.user_id, made.unit_id) == ("citizen", None, None)


# --- sessions ---------------------------------------------------------------------------------------------------------
def test_a_planted_session_dies_when_somebody_signs_in(world: World) -> None:
    planted = Client()
    planted.get("/tai-khoan/login/")
    session = planted.session
    session["x"] = "planted"
    session.save()
    before = session.session_key
    planted.force_login(User.objects.get(pk=world.users["receiver"]))
    assert planted.session.session_key != before
    assert not Session.objects.filter(pk=before).exists()


def test_rights_end_with_the_next_click_whatever_the_session_says(world: World) -> None:
    browser = world.browser("receiver")
    case = f"/lam-viec/phieu/{world.voices['open'].case_id}/"
    assert browser.get(case).status_code == 200
    User.objects.filter(pk=world.users["receiver"]).update(is_active=False)
    assert browser.get(case).status_code == 302
