"""The same form sent many times at once is one case with one receipt (trust.md test 2)."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections
from django.test import Client
from tests.province import found
from tests.web.feedback.conftest import TOKEN, Citizen

from dinhlang.apps.feedback import queries
from dinhlang.apps.transparency import queries as log
from dinhlang.lib import clock

SENDERS = 50
AT_ONCE = 10


@pytest.mark.django_db(transaction=True)
def test_fifty_equal_sends_at_once_are_one_case() -> None:
    citizen = Citizen(Client(enforce_csrf_checks=True), found(clock.now()))
    draft = citizen.fill()
    token = TOKEN.search(citizen.see("/tra-cuu/"))
    assert token
    cookie = citizen.client.cookies["csrftoken"].value

    def send(number: int) -> tuple[int, str]:
        client = Client(enforce_csrf_checks=True)
        client.cookies["csrftoken"] = cookie
        body = {"csrfmiddlewaretoken": token.group(1), "reach": "nothing", "named": "no"}
        try:
            answer = client.post(draft + "xem-lai/", body)
            return answer.status_code, answer.headers.get("Location", "")
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as threads:
        answers = set(threads.map(send, range(SENDERS)))
    assert len(answers) == 1
    status, address = answers.pop()
    assert status == 303
    case = queries.sender_case(address.strip("/").split("/")[-1], at=clock.now())
    assert case is not None
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM feedback_case")
        assert cursor.fetchone() == (1,)
    assert [one.event for one in log.timeline(kind="feedback.case", subject_id=case.case.id)] == ["feedback.received"]
