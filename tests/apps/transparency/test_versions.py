"""Content versions by the short way that kept pages take, outside any transaction."""

import psycopg
import pytest
from django.db import connection, transaction

from dinhlang.apps.transparency import queries
from dinhlang.apps.transparency.models import ContentBump
from dinhlang.apps.transparency.queries import content_versions

pytestmark = pytest.mark.django_db(transaction=True)
TOPICS = ["feedback", "case:PA26-7K3M9Q", "commune:470", "nobody's"]


def inside_a_transaction() -> str:
    """Return the versions by the long way."""
    with transaction.atomic():
        return queries.versions(TOPICS)


def test_the_short_way_gives_what_the_long_way_gives() -> None:
    before = queries.versions(TOPICS)
    assert before == inside_a_transaction()
    ContentBump.objects.create(topic=TOPICS[1])
    ContentBump.objects.create(topic=TOPICS[1])
    assert queries.versions(TOPICS) == inside_a_transaction() != before


def test_a_dropped_connection_is_opened_anew() -> None:
    ContentBump.objects.create(topic=TOPICS[0])
    before = queries.versions(TOPICS)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (backend,) = cursor.fetchone()
    with psycopg.connect(**connection.get_connection_params() | {"cursor_factory": None}) as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", [backend])
    assert queries.versions(TOPICS) == before


def test_an_act_that_began_earlier_and_is_committed_later_changes_the_versions() -> None:
    ContentBump.objects.create(topic=TOPICS[0])
    with psycopg.connect(**connection.get_connection_params() | {"cursor_factory": None}) as slow:
        slow.execute("INSERT INTO transparency_contentbump (topic) VALUES (%s)", [TOPICS[0]])
        ContentBump.objects.create(topic=TOPICS[0])
        before = queries.versions(TOPICS)
        assert queries.versions(TOPICS) == before == inside_a_transaction()
        slow.commit()
        assert queries.versions(TOPICS) == inside_a_transaction() != before


def test_while_nothing_is_committed_the_bumps_are_not_counted_again() -> None:
    ContentBump.objects.create(topic=TOPICS[0])
    before = queries.versions(TOPICS)
    seen = content_versions._seen
    seen.bumps = {key: {TOPICS[0]: "remembered"} for key in seen.bumps}
    assert f"{TOPICS[0]}:remembered" in queries.versions(TOPICS)
    ContentBump.objects.create(topic="something else")
    assert queries.versions(TOPICS) == before
