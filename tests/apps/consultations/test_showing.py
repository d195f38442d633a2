"""Photos and spoken notes of opinions; what everybody may read of an opinion, after an official read it."""

import io

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from PIL import Image
from tests.consultations import AFTER, Asking, begun, key, moment, say
from tests.lib.test_voice import note

from dinhlang.apps.consultations import actions, queries, tasks
from dinhlang.apps.consultations.actions import NewOpinion
from dinhlang.apps.consultations.models import Opinion, OpinionFile
from dinhlang.apps.transparency.models import Record
from dinhlang.domain.accounts.roles import CITIZEN
from dinhlang.domain.consultations.answers import Origin, Stance
from dinhlang.lib import clock
from dinhlang.lib.refusal import NotAllowedError, NotFoundError, RefusedError
from dinhlang.lib.uploads import Kept

pytestmark = pytest.mark.django_db
AT = moment(6)


@pytest.fixture
def asking(settings, tmp_path, monkeypatch: pytest.MonkeyPatch) -> Asking:
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(clock, "now", lambda: AT)
    return begun()


def kept(kind: str, content: bytes) -> Kept:
    path = default_storage.save(f"{actions.RECEIVED_OPINIONS}/aa/{kind}", ContentFile(content))
    return Kept(kind, path, b"1" * 32, len(content))


def photo() -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (40, 30), "green").save(target, "JPEG", comment=b"nha ba Tu")
    return target.getvalue()


def spoken(asking: Asking, *, may_show: bool, text: str = "") -> str:
    files = (kept("voice", note()), kept("photo", photo()), kept("photo", b"no picture"))
    new = NewOpinion(text, Stance.CHANGE, files=files, files_may_show=may_show)
    given = actions.give_opinion(consultation_id=asking.id, new=new, at=moment(5), request=key(f"spoken {may_show}"))
    tasks.clean_files(0)
    return given.code


def show(asking: Asking) -> None:
    newest = Opinion.objects.latest("pk").pk
    actions.show_opinions(
        actor=asking.province.actors["receiver"], consultation_id=asking.id, upto_id=newest, at=moment(5)
    )


def page(asking: Asking) -> queries.OpinionsPage:
    found = queries.opinions_page(asking.code, AT)
    assert found is not None
    return found


def test_words_are_shown_only_after_an_official_read_them_and_counted_before(asking: Asking, client: Client) -> None:
    say(asking, "Nên đặt thùng rác ở đầu hẻm")
    address = f"/lay-y-kien/{asking.code}/y-kien/"
    assert (page(asking).unread, page(asking).opinions) == (1, ())
    assert "đầu hẻm" not in client.get(address).content.decode()
    assert asking.page().totals.opinions == 1
    show(asking)
    assert "đầu hẻm" in client.get(address).content.decode()
    with pytest.raises(RefusedError, match="chờ đọc"):
        show(asking)


def test_withheld_words_leave_their_place_and_the_reason_and_still_count(asking: Asking, client: Client) -> None:
    given = say(asking, "Ông Bảy số nhà 12 không đóng tiền")
    show(asking)
    actions.withhold_opinion(
        actor=asking.province.actors["receiver"], consultation_id=asking.id, opinion_id=Opinion.objects.get().pk,
        reason="Nêu chuyện riêng của một hộ", at=AT,
    )  # fmt: skip
    seen = client.get(f"/lay-y-kien/{asking.code}/y-kien/").content.decode()
    assert ("Ông Bảy" in seen, "Nêu chuyện riêng của một hộ" in seen, given.code in seen) == (False, True, True)
    assert asking.page().totals.opinions == 1
    mine = client.get(f"/lay-y-kien/y-kien/{given.lookup}/").content.decode()
    assert ("Ông Bảy" in mine, "Nêu chuyện riêng của một hộ" in mine) == (True, True)
    assert Record.objects.get(event="consultations.opinion_withheld").facts["opinion"] == given.code


def test_what_officials_typed_themselves_is_shown_at_once(asking: Asking) -> None:
    actions.enter_opinion(
        actor=asking.province.actors["receiver"], consultation_id=asking.id, new=NewOpinion("Họp ấp: đồng ý"),
        origin=Origin.MEETING, people=20, at=AT,
    )  # fmt: skip
    assert [one.people for one in page(asking).opinions] == [20]


@pytest.mark.parametrize("may_show", [True, False])
def test_a_photo_and_a_spoken_note_are_made_anew_and_public_only_if_sender_and_official_agree(
    asking: Asking, client: Client, may_show: bool
) -> None:
    spoken(asking, may_show=may_show, text="Rác ứ ở đây")
    states = {(one.kind, one.state, one.received_path) for one in OpinionFile.objects.all()}
    assert states == {("voice", "ready", ""), ("photo", "ready", ""), ("photo", "failed", "")}
    picture = OpinionFile.objects.get(kind="photo", state="ready")
    assert b"nha ba Tu" not in default_storage.open(picture.path).read()
    ready = OpinionFile.objects.filter(state="ready").order_by("pk")
    addresses = [f"/lay-y-kien/tep/{one.pk}/" for one in ready]
    assert [client.get(one).status_code for one in addresses] == [404, 404]
    show(asking)
    assert [client.get(one).status_code for one in addresses] == ([200, 200] if may_show else [404, 404])
    assert len(page(asking).opinions[0].files) == (2 if may_show else 0)
    assert Record.objects.filter(event="consultations.file_processed").count() == 3


def test_a_note_without_words_is_written_down_by_an_official_and_only_then_shown(asking: Asking) -> None:
    code = spoken(asking, may_show=False)
    with pytest.raises(RefusedError, match="chờ đọc"):
        show(asking)
    given = {"consultation_id": asking.id, "opinion_id": Opinion.objects.get(code=code).pk, "at": AT}
    keeper = asking.province.actors["receiver"]
    with pytest.raises(RefusedError, match="đúng lời"):
        actions.write_down(actor=keeper, text=" ", **given)
    actions.write_down(actor=keeper, text="Xin gom rác buổi chiều", **given)
    with pytest.raises(RefusedError, match="đã có lời"):
        actions.write_down(actor=keeper, text="Khác", **given)
    show(asking)
    assert [one.text for one in page(asking).opinions] == ["Xin gom rác buổi chiều"]


def test_only_the_unit_decides_what_is_shown(asking: Asking) -> None:
    say(asking, "Ý kiến")
    own = {"consultation_id": asking.id, "opinion_id": Opinion.objects.get().pk, "at": AT}
    for actor in (CITIZEN, asking.province.actors["receiver2"], asking.province.actors["auditor"]):
        with pytest.raises(NotAllowedError):
            actions.withhold_opinion(actor=actor, reason="x", **own)
        with pytest.raises(NotAllowedError):
            actions.write_down(actor=actor, text="x", **own)
        with pytest.raises(NotAllowedError):
            actions.show_opinions(actor=actor, consultation_id=asking.id, upto_id=10**9, at=AT)
    keeper = asking.province.actors["receiver"]
    with pytest.raises(NotFoundError):
        actions.withhold_opinion(actor=keeper, reason="x", **(own | {"opinion_id": 10**9}))
    with pytest.raises(RefusedError, match="lý do"):
        actions.withhold_opinion(actor=keeper, reason=" ", **own)


def test_nothing_but_words_or_a_spoken_note_is_an_opinion(asking: Asking) -> None:
    new = NewOpinion(" ", Stance.CHANGE, files=(kept("photo", photo()),))
    with pytest.raises(RefusedError, match="lời nói"):
        actions.give_opinion(consultation_id=asking.id, new=new, at=moment(5), request=key("only a photo"))


def test_files_that_no_opinion_speaks_of_are_swept(asking: Asking) -> None:
    left = kept("photo", photo())
    assert actions.sweep_files(before=AFTER.replace(year=2100)) >= 1
    assert not default_storage.exists(left.path)
