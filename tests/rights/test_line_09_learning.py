"""Line 9: learning is voluntary and never scored by person. What is kept of a quiz cannot be about anybody."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from dinhlang.apps.law.models import QuizCount

pytestmark = pytest.mark.django_db
QUIZ = "/luat/trac-nghiem/biet/"


def everything() -> dict[str, int]:
    """Return how many rows each table holds."""
    counts = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT count(*) FROM "{table}"')
            counts[table] = cursor.fetchone()[0]
    return counts


def test_a_count_has_no_room_for_a_person_a_moment_or_an_answer() -> None:
    fields = {one.name for one in QuizCount._meta.get_fields()}
    assert fields == {"id", "commune_id", "topic", "month", "tries", "first_tries", "first_passed"}


def test_two_people_leave_one_row_and_the_address_only_as_its_salted_hash(client: Client) -> None:
    client.post(QUIZ, {"cau-1": "2", "lan": "dau"})
    before = everything()
    Client().post(QUIZ, {"cau-1": "1", "cau-2": "3", "lan": "dau"})
    after = everything()
    grown = {table for table in after if after[table] > before[table]}
    assert grown <= {"transparency_contentbump"}  # that pages changed
    assert QuizCount.objects.get().tries == 2


def test_a_quiz_asks_for_no_name_and_sets_no_cookie_beside_the_token_of_its_form(client: Client) -> None:
    page = client.get(QUIZ).content.decode()
    names = set(re.findall(r'name="([^"]+)"', page.split("<main")[1].split("</main>")[0]))
    assert names == {*(f"cau-{number}" for number in range(1, 11)), "xa", "lan", "key", "csrfmiddlewaretoken"}
    drawn = [re.findall(r'name="key" value="(\w+)"', client.get(QUIZ).content.decode()) for _twice in range(2)]
    assert drawn[0] != drawn[1]  # of the form, never of who fills it in
    assert set(client.cookies) <= {"csrftoken"}
    answer = client.post(QUIZ, {"cau-1": "2"})
    assert set(answer.cookies) <= {"csrftoken"}


def test_what_the_browser_remembers_is_never_sent() -> None:
    script = (Path(settings.PACKAGE) / "static" / "js" / "law_quiz.js").read_text()
    assert "fetch" not in script
    assert "sendBeacon" not in script
    assert "cookie" not in script
