"""Content versions by the short way that kept pages take, outside any transaction."""

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.db import connection

from dinhlang.apps.transparency import actions, queries
from dinhlang.apps.transparency.models import ContentBump
from dinhlang.apps.transparency.queries import content_versions

pytestmark = pytest.mark.django_db(transaction=True)
TOPICS = ["feedback", "case:PA26-7K3M9Q", "commune:470", "nobody's"]


@pytest.fixture
def other() -> Iterator[psycopg.Connection[Any]]:
    """Return another connection to the same database."""
    with psycopg.connect(**connection.get_connection_params() | {"cursor_factory": None}) as opened:
        yield opened


def bump(topic: str) -> None:
    ContentBump.objects.create(topic=topic)


def changed(before: dict[str, str]) -> set[str]:
    """Return the topics whose version is another one now."""
    return {topic for topic, version in queries.versions(TOPICS).items() if version != before[topic]}


def test_a_topic_that_was_never_bumped_says_so_and_the_others_say_when() -> None:
    bump(TOPICS[1])
    found = queries.versions(TOPICS)
    assert found["nobody's"] == content_versions.NEVER != found[TOPICS[1]]


def test_only_what_was_bumped_has_another_version() -> None:
    before = queries.versions(TOPICS)
    bump(TOPICS[1])
    bump("something else")
    assert changed(before) == {TOPICS[1]}
    again = queries.versions(TOPICS)
    bump(TOPICS[0])
    bump(TOPICS[1])
    assert changed(again) == {TOPICS[0], TOPICS[1]}
    assert changed(queries.versions(TOPICS)) == set()


def test_a_dropped_connection_is_opened_anew(other: psycopg.Connection[Any]) -> None:
    queries.versions(TOPICS)
    bump(TOPICS[0])
    before = queries.versions(TOPICS)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (backend,) = cursor.fetchone()
    other.execute("SELECT pg_terminate_backend(%s, 5000)", [backend])
    assert changed(before) == set()
    connection.close()  # as Django does with old ones
    assert changed(before) == set()
    bump(TOPICS[0])
    assert changed(before) == {TOPICS[0]}


def test_another_server_is_asked_from_the_beginning() -> None:
    queries.versions(TOPICS)
    bump(TOPICS[0])
    before = queries.versions(TOPICS)
    content_versions._known.server = b"the one before"
    connection.close()
    assert changed(before) == {TOPICS[0]}  # counted, not remembered
    assert content_versions._known.server != b"the one before"


def test_an_act_that_began_earlier_and_is_committed_later_changes_the_versions(other: psycopg.Connection[Any]) -> None:
    before = queries.versions(TOPICS)
    other.execute("INSERT INTO transparency_contentbump (topic) VALUES (%s)", [TOPICS[0]])
    bump(TOPICS[0])
    assert changed(before) == {TOPICS[0]}
    between = queries.versions(TOPICS)
    bump(TOPICS[1])
    assert changed(between) == {TOPICS[1]}
    other.commit()
    assert changed(queries.versions(TOPICS)) == set()
    assert changed(between) == {TOPICS[0], TOPICS[1]}


def test_an_act_that_is_undone_changes_nothing(other: psycopg.Connection[Any]) -> None:
    before = queries.versions(TOPICS)
    other.execute("INSERT INTO transparency_contentbump (topic) VALUES (%s)", [TOPICS[0]])
    other.rollback()
    bump("something else")
    assert changed(before) == set()


def test_while_nothing_is_committed_nothing_else_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    queries.versions(TOPICS)
    asked: list[str] = []
    ask = content_versions._ask
    monkeypatch.setattr(
        content_versions, "_ask", lambda own, name, *given: asked.append(name) or ask(own, name, *given)
    )
    queries.versions(TOPICS)
    assert asked == ["snapshot"]
    bump(TOPICS[2])
    queries.versions(TOPICS)
    assert asked == ["snapshot", "snapshot", "since"]


def test_compacting_gives_a_version_never_seen_before() -> None:
    seen = [queries.versions(TOPICS)]
    for _ in range(6):
        bump(TOPICS[0])
        seen.append(queries.versions(TOPICS))
    assert actions.compact_bumps(above=5) == 1
    assert queries.versions(TOPICS)[TOPICS[0]] not in {one[TOPICS[0]] for one in seen}


def test_bumps_of_a_backup_with_numbers_yet_to_come_change_nothing_for_ever() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO transparency_contentbump (topic, xact) VALUES (%s, '9000000000'::xid8)", [TOPICS[0]]
        )
    before = queries.versions(TOPICS)
    bump("something else")
    assert changed(before) == set()
    bump(TOPICS[0])
    assert changed(before) == {TOPICS[0]}


def test_more_topics_than_are_remembered_are_asked_for_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(content_versions, "MOST_KNOWN", 2)
    before = queries.versions(TOPICS)
    assert changed(before) == set()
    bump(TOPICS[2])
    assert changed(before) == {TOPICS[2]}
