"""The desk of consultations: opinions become points, points are answered, and only then it closes."""

import re
from collections.abc import Callable, Iterator
from unittest.mock import patch

import pytest
from django.test import Client, override_settings
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer
from tests.consultations import AFTER, Asking, begun, say

from dinhlang.apps.accounts.models import User
from dinhlang.apps.consultations.models import Consultation, DraftFile, Opinion
from dinhlang.domain.consultations.answers import Stance
from dinhlang.lib import clock

pytestmark = pytest.mark.django_db
MODULES = ("desk.consultations.views.item", "desk.consultations.views.overview", "desk.coordination.views.page")


@pytest.fixture(autouse=True)
def after_the_end(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """It is the day after the last one for opinions; officials need no second factor."""
    for module in MODULES:
        monkeypatch.setattr(f"dinhlang.{module}.now", lambda: AFTER)
    with patch.object(clock, "now", lambda: AFTER), override_settings(MFA_REQUIRED=False):
        yield


def browser(short: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(email=f"{short}@vinhlong.example"))
    return client


def address(asking: Asking) -> str:
    return f"/lam-viec/lay-y-kien/{asking.code}/"


def send(client: Client, asking: Asking, verb: str, about: str = "", **fields: str):
    return client.post(address(asking), {"verb": verb, "about": about, "request_key": "", **fields})


def test_the_desk_is_there_for_the_unit_its_auditor_and_nobody_else():
    asking = begun()
    seen = {who: browser(who).get(address(asking)).status_code for who in ("receiver", "head", "auditor", "receiver2")}
    assert seen == {"receiver": 200, "head": 200, "auditor": 200, "receiver2": 404}
    assert 'name="verb"' not in browser("auditor").get(address(asking)).content.decode()


def test_a_draft_is_begun_at_the_desk():
    begun(is_open=False)
    fields = {"matter": "25.1", "title": "Kế hoạch năm", "text": "Điều 1. A", "verb": "du-thao", "about": ""}
    assert browser("receiver").post("/lam-viec/lay-y-kien/", fields).status_code == 303
    assert Consultation.objects.get(title="Kế hoạch năm").matter == "25.1"


def test_a_refused_closing_says_what_is_missing():
    asking = begun()
    say(asking, "Mức thu cao")
    answer = send(browser("head"), asking, "ket-thuc", outcome="changed", reasons="")
    assert answer.status_code == 422
    assert "không ý kiến nào được bỏ sót" in answer.content.decode()


def test_one_job_is_open_at_a_time_and_stays_open_until_it_is_done():
    asking = begun()
    first, second = (Opinion.objects.get(code=say(asking, one).code).pk for one in ("Mức thu cao", "Gom muộn hơn"))
    client, opened = browser("head"), r'<details class="part" id="phan-([a-z-]+)" name="phan" open>'
    page = client.get(address(asking)).content.decode()
    assert re.findall(opened, page) == ["cho-doc"]
    done = send(client, asking, "diem-moi", f"y{first}", title="Mức thu")
    assert done.url.endswith("?xong=diem-moi&phan=chua-gom#phan-chua-gom")
    page = client.get(done.url).content.decode()
    assert re.findall(opened, page) == ["chua-gom"]
    assert page.index('id="phan-chua-gom"') < page.index("Đã thêm điểm.")
    refused = send(client, asking, "tra-loi", "d1", answer="", reason="").content.decode()
    assert re.findall(opened, refused) == ["diem"]
    done = send(client, asking, "gom", f"y{second}", point_number="1")
    page = client.get(done.url).content.decode()
    assert re.findall(opened, page) == ["cho-doc"]
    assert "Đã đưa vào điểm." in page


def test_whoever_opens_a_consultation_first_reads_what_was_read_from_the_draft():
    asking = begun(is_open=False)
    page = browser("head").get(address(asking)).content.decode()
    assert re.findall(r'id="phan-([a-z-]+)" name="phan" open>', page) == ["du-thao"]
    passages = page.split('<dl class="passages">')[1].split("</dl>")[0]
    assert '<dt class="meta">Điều 1' in passages
    version = Consultation.objects.get(code=asking.code).versions.get()
    assert [one["text"] for one in version.blocks] == re.findall("<dd>(.*?)</dd>", passages)


def test_a_broken_file_is_spoken_of_until_a_later_one_is_read():
    asking = begun()
    given = {"consultation": Consultation.objects.get(code=asking.code), "received_at": AFTER, "sha256": b""}
    sentence = "Một tệp .docx không đọc được"
    DraftFile.objects.create(state="failed", **given)
    assert sentence in browser("head").get(address(asking)).content.decode()
    DraftFile.objects.create(state="read", **given)
    assert sentence not in browser("head").get(address(asking)).content.decode()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_an_officer_closes_a_consultation_with_the_answer_table(
    live_server: LiveServer, open_page: Callable[..., Page]
):
    asking = begun()
    first, second = say(asking, "Mức thu cao quá, xin giảm", Stance.AGAINST), say(asking, "Xin giảm mức thu vì cao quá")
    page = open_page(viewport={"width": 1280, "height": 800})
    client = browser("head")
    cookie = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    page.goto(f"{live_server.url}{address(asking)}")
    ids = [Opinion.objects.get(code=one.code).pk for one in (first, second)]
    page.locator("#phan-chua-gom > summary").click()
    page.locator(f"#diem-moi-y{ids[0]} summary").click()
    page.locator(f"#diem-moi-y{ids[0]} button:visible").last.click()
    page.locator(f"#gom-y{ids[1]} summary").click()
    page.locator(f"#gom-y{ids[1]} button:visible").last.click()  # the suggested point stands there already
    page.locator("#phan-diem > summary").click()
    page.locator("#tra-loi-d1 summary").click()
    page.locator("#tra-loi-d1 select").first.select_option("accepted")
    page.locator("#tra-loi-d1 textarea").fill("Giảm còn 20.000 đồng.")
    page.locator("#tra-loi-d1 button:visible").last.click()
    page.locator("#ket-thuc summary").click()
    page.locator("#ket-thuc select").select_option("changed")
    page.locator("#ket-thuc button:visible").last.click()
    assert page.get_by_text("Đã kết thúc; bảng trả lời đã công khai.").is_visible()
    page.goto(f"{live_server.url}/lay-y-kien/{asking.code}/")
    assert page.get_by_text("Giảm còn 20.000 đồng.").is_visible()
    page.goto(f"{live_server.url}/lay-y-kien/y-kien/{second.lookup}/")
    assert page.get_by_text("Đã gộp vào điểm 1").is_visible()
