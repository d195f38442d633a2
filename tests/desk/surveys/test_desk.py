"""The desk of surveys: every step can be pressed, codes are shown once, and no page shows an answer."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client, override_settings
from tests.province import found
from tests.survey_world import SAMPLED, Sampled, answered, sampled, signed_in

from dinhlang.apps.surveys import actions
from dinhlang.apps.surveys.models import DrawnEntry, FollowUp, FramePlace, Sheet, Slip, TypedSheet, Wave
from dinhlang.apps.transparency.actions import sequence_batch
from dinhlang.domain.accounts.roles import CITIZEN, Role
from dinhlang.domain.surveys.results import Value
from dinhlang.lib.clock import now
from dinhlang.lib.refusal import NotAllowedError

pytestmark = pytest.mark.django_db
DESK = "/lam-viec/khao-sat/"
DESIGN = {
    "verb": "thiet-ke", "about": "", "area": "", "by_kind": "no", "method": "pps", "communes": "0", "villages": "1",
    "people": "3", "replacements": "1", "sizes": "T1-A1; 40\nT2-K1; 60",
}  # fmt: skip


@pytest.fixture(autouse=True)
def without_a_second_factor() -> Iterator[None]:
    with override_settings(MFA_REQUIRED=False):
        yield


@pytest.fixture
def world() -> Sampled:
    return sampled()


def send(browser: Client, address: str, **fields: str) -> int:
    return browser.post(address, fields | {"request_key": ""}).status_code


def test_a_survey_is_led_from_its_opening_to_the_slips_by_pressing() -> None:
    province, today = found(), now().date().isoformat()
    browser = signed_in(province, Role.COORDINATOR)
    opened = {"verb": "mo", "title": "Niềm tin", "code": "tin", "instrument": "niem-tin", "opens_on": today}
    assert send(browser, DESK, **opened, closes_on=today) == 303
    assert send(browser, f"{DESK}tin/", **DESIGN | {"sizes": "hai mươi"}) == 422
    assert send(browser, f"{DESK}tin/", **DESIGN | {"sizes": "T9; 4"}) == 422
    assert send(browser, f"{DESK}tin/", **DESIGN) == 303
    assert send(browser, f"{DESK}tin/", verb="rut", about="") == 422  # the seed is not in the log yet
    sequence_batch(at=now(), limit=100)
    assert send(browser, f"{DESK}tin/", verb="rut", about="") == 303
    codes = browser.post(f"{DESK}tin/dieu-tra-vien/", {"count": "2"}).content.decode()
    assert len(re.findall(r'class="code"', codes)) == 2
    village = FramePlace.objects.get(place__code="T1-A1").pk
    assert send(browser, f"{DESK}tin/", verb="giao", about=str(village), number="2") == 303
    assert "điều tra viên số 2" in browser.get(f"{DESK}tin/").content.decode()
    printed = browser.post(f"{DESK}tin/ap/{village}/phieu/").content.decode()
    assert len(re.findall(r'class="code"', printed)) == 4
    again = browser.post(f"{DESK}tin/ap/{village}/phieu/").content.decode()
    assert Slip.objects.count() == 4  # those that nobody used are void
    assert set(re.findall(r'class="code">([^<]+)', printed)).isdisjoint(re.findall(r'class="code">([^<]+)', again))


def test_slips_for_a_counter_are_printed_with_their_codes_as_pictures(world: Sampled) -> None:
    browser, today = signed_in(world.province, Role.COORDINATOR), now().date().isoformat()
    opened = {"verb": "mo", "title": "Ở quầy", "code": "quay", "instrument": "mot-cua", "opens_on": today}
    assert send(browser, DESK, **opened, closes_on=today) == 303
    place = str(world.province.id("T1"))
    printed = browser.post(f"{DESK}quay/phieu-o-quay/", {"place": place, "count": "2"}).content.decode()
    assert printed.count('class="qr"') == 2
    assert "Xã Long Hồ" in printed
    assert 'class="code"' in browser.post(f"{DESK}quay/quay/", {"place": place}).content.decode()
    assert browser.post(f"{DESK}quay/phieu-o-quay/", {"place": place, "count": "x"}).status_code == 422
    assert browser.post(f"{DESK}{SAMPLED}/phieu-o-quay/", {"place": place, "count": "2"}).status_code == 404


def test_what_became_of_each_entry_is_written_down_and_the_sheet_for_the_field_is_ordered(world: Sampled) -> None:
    browser, village = signed_in(world.province, Role.COORDINATOR), FramePlace.objects.get(place__code="T1-A1").pk
    page = f"{DESK}{SAMPLED}/ap/{village}/"
    entries = DrawnEntry.objects.filter(village=village).order_by("turn", "serial").values_list("pk", "turn")
    first, spare = entries[0][0], next(pk for pk, turn in entries if turn == 2)
    wrong = browser.post(page, {f"k-{first}": "2.1", f"k-{spare}": "1.1"})
    assert wrong.status_code == 422
    assert "theo thứ tự" in wrong.content.decode()
    assert browser.post(page, {f"k-{first}": "2.1"}).status_code == 303
    assert 'value="2.1" selected' in browser.get(page).content.decode()
    assert browser.post(f"{page}to-di-thuc-dia/").status_code == 303
    assert "đang làm tờ đi thực địa" in browser.get(page).content.decode()


def test_paper_sheets_are_typed_by_two_people(world: Sampled) -> None:
    one = signed_in(world.province, Role.RECEIVER, short="mot")
    other = signed_in(world.province, Role.HANDLER, short="hai")
    page, sheet = f"{DESK}{SAMPLED}/nhap-phieu/", {"code": world.slips["T1-A1"][0], "trust.party": "3"}
    assert one.post(page, sheet).status_code == 422
    assert one.post(page, sheet | {"trust.state": "1"})["Location"].endswith("xong=waits")
    assert other.post(page, sheet | {"trust.state": "2"})["Location"].endswith("xong=differs")
    told = other.get(page).content.decode()
    assert "Một phiếu khác nhau ở: Ông, bà tin tưởng ở mức nào vào việc quản lý" in told
    assert f'href="{DESK}"' in one.get("/lam-viec/").content.decode()  # those who type find it in the menu
    assert other.post(page, sheet | {"trust.state": "1"})["Location"].endswith("xong=kept")
    assert Sheet.objects.count() == 1


def test_a_sheet_that_nobody_can_finish_is_set_aside_at_the_desk(world: Sampled) -> None:
    leader, typist = signed_in(world.province, Role.COORDINATOR), signed_in(world.province, Role.RECEIVER, short="mot")
    sheet = {"code": world.slips["T1-A1"][0], "trust.party": "3", "trust.state": "1"}
    typist.post(f"{DESK}{SAMPLED}/nhap-phieu/", sheet)
    page, about = f"{DESK}{SAMPLED}/", f"p{TypedSheet.objects.get().pk}"
    assert "Phiếu giấy chưa nhập xong" in leader.get(page).content.decode()
    assert send(leader, page, verb="de-rieng", about=about, reason="khác") == 422
    assert send(typist, page, verb="de-rieng", about=about, reason="lost") == 404
    assert send(leader, page, verb="de-rieng", about=about, reason="lost") == 303
    assert "tờ giấy thất lạc: 1" in leader.get(page).content.decode()


def test_a_fall_is_handed_to_a_unit_that_sees_it_at_its_desk_and_explains_it(world: Sampled) -> None:
    actions.validate_wave(actor=world.actor, wave_code=SAMPLED, at=now() + timedelta(days=60))
    fell = {"value": 60.0, "low": 57, "high": 63, "se": 1.5, "change": -9.0, "change_low": -13, "change_high": -5}
    wave = Wave.objects.get()
    actions.keep_values(wave_id=wave.pk, values=[Value("q:trust.party", n=500, **fell)], at=now())  # type: ignore[arg-type]
    fall, page = FollowUp.objects.get().pk, f"{DESK}{SAMPLED}/"
    leader = signed_in(world.province, Role.COORDINATOR)
    head = signed_in(world.province, Role.HEAD, short="mot", unit="T1")
    other = signed_in(world.province, Role.HEAD, short="hai", unit="T2")
    said = {"verb": "giai-thich", "about": f"g{fall}", "cause": "Trụ sở dời xa.", "steps": "Mở điểm tiếp nhận."}
    assert send(head, DESK, **said) == 404  # nobody was asked yet
    assert send(leader, page, verb="giao-giai-thich", about=f"d{fall}", unit_id="x") == 422
    assert send(leader, page, verb="giao-giai-thich", about=f"d{fall}", unit_id=str(world.province.id("T1"))) == 303
    assert "đơn vị giải thích: Xã Long Hồ" in leader.get(page).content.decode()
    assert "phải giải thích 1 chỉ số" in head.get("/lam-viec/").content.decode()
    assert "phải giải thích" not in other.get("/lam-viec/").content.decode()
    assert send(other, DESK, **said) == 404
    with pytest.raises(NotAllowedError):
        actions.hand_fall(actor=CITIZEN, follow_up_id=fall, unit_id=world.province.id("T2"), at=now())
    assert send(head, DESK, **said) == 303
    assert "đã giải thích" in head.get(DESK).content.decode()
    assert "phải giải thích 1" not in head.get("/lam-viec/").content.decode()
    public = head.get(f"/khao-sat/ket-qua/{SAMPLED}/").content.decode()
    assert "Trụ sở dời xa." in public
    assert "đơn vị giải thích: Xã Long Hồ" in public


def test_officials_neither_see_nor_steer_answers(world: Sampled) -> None:
    answered(world)
    browser, village = signed_in(world.province, Role.COORDINATOR, Role.HEAD), FramePlace.objects.first()
    assert village is not None
    pages = ["", f"{SAMPLED}/", f"{SAMPLED}/nhap-phieu/", f"{SAMPLED}/ap/{village.pk}/"]
    before = [bare(browser.get(DESK + one)) for one in pages]
    Sheet.objects.update(answers={"trust.party": "1", "trust.state": "1"})
    assert [bare(browser.get(DESK + one)) for one in pages] == before  # other answers, the same pages


def bare(answer) -> str:  # type: ignore[no-untyped-def]
    """Return a page without its tokens."""
    assert answer.status_code == 200
    return re.sub(r'name="(csrfmiddlewaretoken|request_key)" value="[^"]+"', "", answer.content.decode())


@pytest.mark.parametrize("role", [Role.RECEIVER, Role.HEAD, Role.AUDITOR])
def test_the_desk_of_a_survey_is_not_there_for_others(world: Sampled, role: Role) -> None:
    browser, village = signed_in(world.province, role), FramePlace.objects.first()
    assert village is not None
    for one in ("", f"ap/{village.pk}/"):
        assert browser.get(f"{DESK}{SAMPLED}/{one}").status_code == 404
    for one in ("dieu-tra-vien/", "quay/", f"ap/{village.pk}/phieu/", f"ap/{village.pk}/to-di-thuc-dia/"):
        assert browser.post(f"{DESK}{SAMPLED}/{one}").status_code == 404
    assert send(browser, DESK, verb="mo") == 404
