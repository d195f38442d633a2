"""The desk of reception: the queue of a day, a dialogue, and nobody else's desk."""

from collections.abc import Iterator
from unittest.mock import patch

import pytest
from django.test import Client, override_settings
from tests.receiving import Meeting, begun, moment

from dinhlang.apps.accounts.models import Post, User
from dinhlang.apps.feedback.models import Case
from dinhlang.apps.reception.models import Day, Dialogue, Promise, Visit
from dinhlang.lib import clock

pytestmark = pytest.mark.django_db
MODULES = (
    "desk.reception.views.overview", "desk.reception.views.day", "desk.reception.views.dialogue",
    "desk.reception.views.sheet", "desk.coordination.views.page", "desk.coordination.units",
)  # fmt: skip


@pytest.fixture(autouse=True)
def on_the_day(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """It is the morning of the day; officials need no second factor."""
    for module in MODULES:
        monkeypatch.setattr(f"dinhlang.{module}.now", lambda: moment(17))
    with patch.object(clock, "now", lambda: moment(17)), override_settings(MFA_REQUIRED=False):
        yield


def browser(short: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(email=f"{short}@vinhlong.example"))
    return client


def send(client: Client, address: str, verb: str, about: str = "", **fields: object) -> None:
    answer = client.post(address, {"verb": verb, "about": about, "request_key": "", **fields})
    assert answer.status_code == 303, answer.content.decode()
    assert client.get(answer["Location"]).status_code == 200


def places(meeting: Meeting) -> tuple[str, str]:
    return f"/lam-viec/gap-dan/tiep-dan/{meeting.day_code}/", f"/lam-viec/gap-dan/doi-thoai/{meeting.dialogue_code}/"


def test_the_desk_is_there_for_the_unit_and_nobody_else() -> None:
    day, talk = places(begun())
    seen = {who: [browser(who).get(one).status_code for one in (day, talk)] for who in ("receiver", "receiver2")}
    assert seen == {"receiver": [200, 200], "receiver2": [404, 404]}
    assert browser("receiver2").get("/lam-viec/gap-dan/").status_code == 200
    assert browser("village").get("/lam-viec/gap-dan/").status_code == 404


def test_a_queue_goes_from_the_door_to_a_case() -> None:
    meeting = begun()
    day, client = places(meeting)[0], browser("receiver")
    send(client, day, "cho-so", topic="Đường hỏng", people="6")
    send(client, day, "bien-ban", "1", minutes="Đã nghe")
    send(client, day, "lap-phieu", "1", category="thoat-nuoc", commune_id="", text="")
    send(client, day, "da-tiep", deputy="", deputy_why="")
    assert Visit.objects.get().case_number == Case.objects.get().number
    assert Day.objects.get().held_at is not None


def test_a_dialogue_goes_from_questions_to_promises_and_its_result() -> None:
    meeting = begun()
    talk, client = places(meeting)[1], browser("head")
    send(client, talk, "cau-hoi", text="Nước yếu?", people="12")
    send(client, talk, "cau-hoi", text="Sao nước yếu?", people="1")
    send(client, talk, "gop", "c2", into_number="1")
    send(client, talk, "dap", "c1", answered_by="Chủ tịch", answer="Nối ống")
    send(client, talk, "hua", text="Nối ống", question_number="1", owner_id=meeting.province.id("T1"),
         owner_post="Chủ tịch", due_on="2026-06-30")  # fmt: skip
    send(client, talk, "da-doi-thoai", attended="40")
    send(client, talk, "cong-khai", summary="Một câu hỏi, một lời hứa.")
    assert Dialogue.objects.get().published_at is not None
    code = Promise.objects.get().code
    send(client, talk, "giu-loi", code, kept_on="2026-03-17", shown="Ảnh")


def test_a_dialogue_is_moved_and_called_off_at_the_desk_and_everybody_reads_why() -> None:
    meeting = begun()
    talk, client = places(meeting)[1], browser("head")
    send(client, talk, "doi-doi-thoai", reason="Bão số 9", moved_to="2026-04-20")
    outside = f"/doi-thoai/{meeting.dialogue_code}/"
    assert "Bão số 9" in client.get(outside).content.decode()
    send(client, talk, "doi-doi-thoai", reason="Nước lên", moved_to="")
    page = client.get(outside).content.decode()
    assert ("Nước lên" in page, "Gửi câu hỏi" in page) == (True, False)
    assert "doi-doi-thoai" not in client.get(talk).content.decode()


def test_a_day_is_posted_and_a_dialogue_announced_at_the_desk() -> None:
    meeting = begun()
    client, desk = browser("head"), "/lam-viec/gap-dan/"
    fields = {"on": "2026-03-31", "begins": "7:30", "place": "Trụ sở", "online_url": ""}
    send(client, desk, "lich", head_id=meeting.head, ends="11h", **fields)
    send(client, desk, "bao-doi-thoai", topic="Rác", is_on_request="asked", **fields)
    send(client, desk, "cam-ket", head_id=meeting.head, text="Đúng hẹn")
    send(client, desk, "chuc-danh", title="Bí thư", rule="PTY-11-COMMUNE", since="2026-03-01")
    assert (Day.objects.count(), Dialogue.objects.filter(is_on_request=True).count()) == (2, 1)
    wrong = client.post(desk, {"verb": "lich", "about": "", "request_key": "", "head_id": meeting.head, "ends": "11",
                               **fields, "begins": "sáng"})  # fmt: skip
    assert wrong.status_code == 422


def test_the_front_counts_requests_and_is_offered_no_dialogue_of_its_own() -> None:
    meeting = begun()
    Post.objects.filter(unit_id=meeting.province.id("T1-MT")).update(roles=["head"])
    front = browser("front").get("/lam-viec/gap-dan/").content.decode()
    assert ("Báo một cuộc đối thoại" in front, "Ghi số cử tri" in front) == (False, True)
