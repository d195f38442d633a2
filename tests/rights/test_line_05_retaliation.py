"""rights.md 5: no unit sees what one person thought of its answer."""

import json
import re

from tests.security.world import World, routes

from dinhlang.apps.feedback import actions, queries
from dinhlang.apps.feedback.models import Case, Rating, Tally
from dinhlang.apps.transparency import actions as log
from dinhlang.apps.transparency.models import Record
from dinhlang.lib import clock

WORDS = "Đánh giá riêng của một người"


def rated(world: World) -> Record:
    """Rate the answered case and return the record of it."""
    voice = world.voices["open"]
    world.browser().post(f"/phieu/{voice.code}/danh-gia/", {"level": "1", "text": WORDS, "key": "r"})
    assert Rating.objects.get().text == WORDS
    return Record.objects.get(event="feedback.rated")


def test_a_single_rating_stands_on_no_page_of_the_desk_and_on_no_public_page(world: World) -> None:
    rated(world)
    voice = world.voices["open"]
    public = ["/", "/phan-anh/", f"/phan-anh/{voice.number}/", "/xa/xa-long-ho/", "/nhat-ky/"]
    desk = ["/lam-viec/", "/lam-viec/da-xong/", "/lam-viec/don-vi/", f"/lam-viec/phieu/{voice.case_id}/"]
    for who in ("", "receiver", "head", "handler", "front", "auditor"):
        for address in public + (desk if who else []):
            page = world.browser(who).get(address).content.decode()
            assert WORDS not in page, (who, address)
            assert not re.search(r"Không hài lòng|Người gửi đã đánh giá", page), (who, address)


def test_the_time_of_a_rating_is_not_told_to_the_unit_either(world: World) -> None:
    before = queries.desk_case(world.voices["open"].case_id, at=clock.now())
    rated(world)
    after = queries.desk_case(world.voices["open"].case_id, at=clock.now())
    assert before is not None
    assert after is not None
    assert before.case.stages == after.case.stages


def test_record_and_opening_of_a_rating_hold_neither_level_nor_words(world: World) -> None:
    made = rated(world)
    assert made.facts == {}
    assert (made.user_id, made.unit_id) == (None, None)
    told = json.loads(bytes(made.payload))
    assert set(told["parts"]) == {"rating"}
    assert re.fullmatch(r"[0-9a-f]{64}", told["parts"]["rating"])  # a salted commitment, never the level
    while log.sequence_batch(at=clock.now()):
        pass
    index = Record.objects.get(pk=made.pk).log_entry.index
    page = world.browser("head").get(f"/nhat-ky/{index}/").content.decode()
    assert WORDS not in page
    assert "level" not in page


def test_three_levels_cannot_be_guessed_from_the_commitment(world: World) -> None:
    """The salt of a rating is a secret of the server: with it anybody could try the three levels."""
    made = rated(world)
    salt = made.parts.get(part="rating").salt
    assert len(bytes(salt)) == 32
    voice = world.voices["open"]
    for address in (f"/bien-nhan/{voice.code}/mo.json", f"/phan-anh/{voice.number}/", f"/phieu/{voice.code}/"):
        assert bytes(salt).hex() not in world.browser().get(address).content.decode()


def test_a_rating_changes_nothing_that_a_unit_can_see_of_a_case(world: World) -> None:
    voice = world.voices["open"]
    row = Case.objects.filter(pk=voice.case_id).values()[0]
    rated(world)
    assert Case.objects.filter(pk=voice.case_id).values()[0] == row
    actions.recount_all(at=clock.now())
    assert not {"rating", "level", "satisf"} & {field.name for field in Tally._meta.concrete_fields}


def test_no_address_gives_ratings_out(world: World) -> None:
    assert [route for route, _ in routes() if re.search(r"danh-gia|rating|hai-long", route)] == [
        "/phieu/<slug:code>/danh-gia/"
    ]
    code = world.voices["open"].code
    assert world.browser("head").get(f"/phieu/{code}/danh-gia/").status_code == 405


def test_the_sender_alone_is_told_that_the_rating_came(world: World) -> None:
    voice = world.voices["open"]
    rated(world)
    mine = world.browser().get(f"/phieu/{voice.code}/").content.decode()
    assert "Cảm ơn bạn đã đánh giá" in mine
    assert WORDS not in mine  # who finds the receipt does not learn what was thought
