"""Work that only one process does at a time."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections

from dinhlang.lib.one_at_a_time import alone


def tried(work: str) -> bool:
    """Try to get a work in another session."""
    try:
        with alone(work) as mine:
            return mine
    finally:
        connections.close_all()


@pytest.mark.django_db(transaction=True)
def test_a_second_process_is_sent_away_until_the_first_is_done_or_dead():
    with ThreadPoolExecutor(1) as other:
        with alone("a") as mine:
            assert mine
            assert not other.submit(tried, "a").result()
            assert other.submit(tried, "b").result()
        assert other.submit(tried, "a").result()
        with alone("a"):
            connection.close()
            assert other.submit(tried, "a").result()
