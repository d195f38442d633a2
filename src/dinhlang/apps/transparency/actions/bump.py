"""Say that pages about a topic are no longer true, so that no kept copy of them is served again."""

from collections.abc import Iterable

from dinhlang.apps.transparency.models import ContentBump


def bump(*, topics: Iterable[str]) -> None:
    """Note one change for each topic, once however often it is named; part of the caller's transaction."""
    ContentBump.objects.bulk_create(ContentBump(topic=topic) for topic in dict.fromkeys(topics))
