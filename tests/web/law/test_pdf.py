"""Sheets as PDF: nothing is made in a page, one press orders it once, the worker makes it, then it is handed out."""

from datetime import date

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from dinhlang.apps.law import actions, queries
from dinhlang.lib import clock, sheets
from dinhlang.lib.sheet_writer import pdf_of

TODAY = date(2026, 11, 23)
QUESTION = queries.questions()[0].code
TOPIC = queries.topics()[0].code
ADDRESS = f"/luat/hoi-dap/{QUESTION}/in/a3/pdf/"


@pytest.mark.parametrize("size", ["a3", "a4", "a5"])
def test_a_leaflet_is_a_pdf_of_one_page_of_its_size(size: str) -> None:
    sheet = queries.question_sheet(QUESTION, size, TODAY)
    assert sheet is not None
    assert "Căn cứ: " in sheet.law[0]
    made = pdf_of(sheet.plain)
    assert made.startswith(b"%PDF-")
    assert made.count(b"/Type /Page\n") + made.count(b"/Type /Page/") <= 1


def test_every_question_and_script_fits_a_sheet() -> None:
    for one in queries.questions():
        assert queries.question_sheet(one.code, "a4", TODAY) is not None
    for topic in queries.topics():
        made = queries.script_sheet(topic.code, TODAY)
        assert made is not None
        assert made.parts
    assert queries.question_sheet("khong-co", "a4", TODAY) is None
    assert queries.script_sheet("khong-co", TODAY) is None


@pytest.mark.django_db
def test_one_press_orders_it_once_and_the_worker_makes_it(client: Client) -> None:
    first = client.get(ADDRESS).content.decode()
    assert "Làm bản PDF" in first
    for _twice in range(2):
        answer = client.post(ADDRESS)
        assert (answer.status_code, answer.headers["Location"]) == (303, f"{ADDRESS}?cho=1")
    (job,) = ProcrastinateJob.objects.filter(task_name="law.write_sheet")
    assert "Đang làm bản PDF" in client.get(f"{ADDRESS}?cho=1").content.decode()
    actions.write_sheet(plain=job.args["plain"])
    assert "Bản PDF đã xong." in client.get(f"{ADDRESS}?cho=1").content.decode()
    answer = client.get(ADDRESS)
    assert answer.headers["Content-Type"] == "application/pdf"
    assert b"".join(answer.streaming_content).startswith(b"%PDF-")  # type: ignore[attr-defined]
    sheet = queries.question_sheet(QUESTION, "a3", clock.now().date())
    assert sheet is not None
    default_storage.delete(sheets.path_of(sheet.digest))
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing'")
        cursor.execute("UPDATE procrastinate_jobs SET status = 'failed'")
    assert "Lần trước làm không được" in client.get(ADDRESS).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/luat/hoi-dap/khong-co/in/a3/pdf/", f"/luat/hoi-dap/{QUESTION}/in/a9/pdf/"])
def test_what_is_not_there_has_no_sheet(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404
    assert client.post(address).status_code == 404


@pytest.mark.django_db
def test_a_script_is_offered_as_a_sheet_too(client: Client) -> None:
    assert f"/luat/chu-de/{TOPIC}/phat-thanh/pdf/" in client.get(f"/luat/chu-de/{TOPIC}/phat-thanh/").content.decode()
    assert "Làm bản PDF" in client.get(f"/luat/chu-de/{TOPIC}/phat-thanh/pdf/").content.decode()
