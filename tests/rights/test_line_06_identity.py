"""rights.md 6, as far as it applies before part 9: seeing who sent a case is a right of its own, used in the open."""

import pytest
from tests.security.world import World, sees_identity

from dinhlang.apps.accounts.models import Post
from dinhlang.apps.feedback import actions, policies, queries
from dinhlang.apps.feedback.models import Case
from dinhlang.apps.transparency.models import Record
from dinhlang.domain.accounts.roles import SYSTEM
from dinhlang.lib import clock
from dinhlang.lib.refusal import NotAllowedError

EVERYBODY = (
    "receiver", "head", "handler", "receiver2", "writer2", "approver2", "receiver3", "front", "auditor", "admin",
    "admin2", "former", "citizen",
)  # fmt: skip
MAY = {"open": {"receiver"}, "unread": {"receiver2"}}


@pytest.mark.parametrize("name", MAY)
def test_only_a_post_of_the_unit_with_that_right_can_open_who_sent_a_case(world: World, name: str) -> None:
    voice = world.voices[name]
    for who in EVERYBODY:
        browser = world.browser(who)
        answer = browser.post(f"/lam-viec/phieu/{voice.case_id}/lien-lac/", {"request_key": who})
        shown = [one for one in voice.person.identity if one in answer.content.decode()]
        assert (len(shown) == 3) == (who in MAY[name]), who
        assert shown == [] or who in MAY[name], who
        assert sees_identity(world, who, Case.objects.get(pk=voice.case_id).unit_id) == (who in MAY[name])


def test_the_page_of_a_case_shows_nobody_who_sent_it_before_that_is_asked_for(world: World) -> None:
    voice = world.voices["open"]
    for who in EVERYBODY:
        page = world.browser(who).get(f"/lam-viec/phieu/{voice.case_id}/").content.decode()
        assert [one for one in voice.person.identity if one in page] == [], who


def test_handling_gives_no_right_to_see(world: World) -> None:
    handler = world.province.actors["handler"]
    case = Case.objects.get(pk=world.voices["open"].case_id)
    assert policies.can_see(handler, case)
    assert policies.can_see_identity(handler, case) is None
    with pytest.raises(NotAllowedError):
        actions.open_contact(actor=handler, case_id=case.pk, at=clock.now())
    with pytest.raises(NotAllowedError):  # nor does the platform itself read it in anybody's name
        actions.open_contact(actor=SYSTEM, case_id=case.pk, at=clock.now())


def test_every_opening_is_recorded_with_the_post_and_told_to_the_sender(world: World) -> None:
    voice = world.voices["open"]
    browser = world.browser("receiver")
    for key in ("a", "b", "b"):  # the same button twice is one opening
        browser.post(f"/lam-viec/phieu/{voice.case_id}/lien-lac/", {"request_key": key})
    made = Record.objects.filter(event="feedback.contact_opened", subject_id=voice.case_id)
    assert made.count() == 2
    first = made.order_by("pk")[0]
    assert (first.role, first.user_id, first.post_title) == ("receiver", world.users["receiver"], "Cán bộ tiếp nhận")
    page = world.browser().get(f"/phieu/{voice.code}/").content.decode()
    assert page.count("Cán bộ mở xem cách liên lạc với người gửi") == 2
    assert "Xã Long Hồ" in page


def test_the_public_is_not_told_when_a_sender_was_reached(world: World) -> None:
    voice = world.voices["open"]
    world.browser("receiver").post(f"/lam-viec/phieu/{voice.case_id}/lien-lac/", {"request_key": "a"})
    assert "mở xem cách liên lạc" not in world.browser().get(f"/phan-anh/{voice.number}/").content.decode()


def test_the_right_ends_with_the_post_and_does_not_travel_with_the_case(world: World) -> None:
    voice = world.voices["unread"]
    browser, post = world.browser("receiver2"), Post.objects.get(unit_id=world.province.id("T2"), sees_identity=True)
    actions.transfer_case(
        actor=world.province.actors["receiver2"], case_id=voice.case_id, to_unit_id=world.province.id("86-XD"),
        reason="Đường tỉnh.", at=clock.now(),
    )  # fmt: skip
    assert browser.post(f"/lam-viec/phieu/{voice.case_id}/lien-lac/").status_code in (403, 404)
    assert post.sees_identity


def test_identity_lies_in_a_table_of_its_own_and_in_no_list(world: World) -> None:
    case_fields = {field.name for field in Case._meta.concrete_fields}
    assert not {"phone", "email", "contact_name"} & case_fields
    rows = queries.inbox(unit_ids=[world.province.id("T1")], post_ids=[], at=clock.now())
    seen = queries.desk_case(world.voices["open"].case_id, at=clock.now())
    for words in world.voices["open"].person.identity:
        assert words not in str(rows)
        assert words not in str(seen)
