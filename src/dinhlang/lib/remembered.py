"""Small reads that every page repeats, remembered in the process while the content versions of their topics stay.

Inside a transaction nothing is remembered, since an action must see what it has just written; one that declares
what it never writes (`steady`) is served like a page.
"""

from collections.abc import Callable, Collection, Hashable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from copy import copy
from functools import wraps
from threading import Lock
from typing import Any, ParamSpec, TypeVar

from django.conf import settings
from django.db import connection
from django.utils.module_loading import import_string

UNCHANGED = "0"  # the version of a topic before its first change
Given = ParamSpec("Given")
Made = TypeVar("Made")
Key = TypeVar("Key", bound=Hashable)

# The versions that the page now being made was read under (lib/pages.py): one question for all that it remembers.
page_versions: ContextVar[dict[str, str] | None] = ContextVar("page_versions", default=None)

# What any memory of this process hangs on: a page asks for the versions of all of them in its one question.
remembered_topics: set[str] = set()

_steady: ContextVar[frozenset[str]] = ContextVar("steady", default=frozenset())


class Memory:
    """What was read under one version of some topics; dropped whole when one of them changes, or when it is full.

    Rows that no action wrote have no version, so nothing is remembered before the first change of each topic;
    `from_start`: what stands there without an action came with the program and stays.
    """

    def __init__(self, *topics: str, most: int = 5_000, from_start: bool = False) -> None:
        self._topics, self._most, self._from_start = topics, most, from_start
        remembered_topics.update(topics)
        self._version: str | None = None
        self._values: dict[Hashable, Any] = {}
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Return what is remembered under a key, else what `make` returns."""
        return self.each([key], lambda _: {key: make()})[key]

    def each(self, keys: Collection[Key], make: Callable[[list[Key]], Mapping[Key, Made]]) -> dict[Key, Made]:
        """Return what is remembered under the keys; `make` is asked for the missing ones and may leave some out."""
        version = self._now()
        if version is None:
            return dict(make(list(keys)))
        with self._lock:
            if version != self._version:
                self._version, self._values = version, {}
            found = {key: self._values[key] for key in keys if key in self._values}
        missing = [key for key in keys if key not in found]
        if missing:
            made = make(missing)
            found.update(made)
            self._keep(version, made)
        return found

    def _keep(self, version: str, made: Mapping[Any, Any]) -> None:
        with self._lock:
            if version == self._version:  # else something changed while it was read
                if len(self._values) + len(made) > self._most:
                    self._values = {}
                self._values.update(made)

    def _now(self) -> str | None:
        if connection.in_atomic_block and not self._is_steady():
            return None
        page = page_versions.get()
        known = {} if page is None else page
        if any(topic not in known for topic in self._topics):
            known.update(import_string(settings.PAGE_VERSIONS)(self._topics))
        versions = [known[topic] for topic in self._topics]
        return ",".join(versions) if self._from_start or UNCHANGED not in versions else None

    def _is_steady(self) -> bool:
        """Tell whether the transaction we are in has declared our topics; a test that wraps it all has not."""
        return set(self._topics) <= _steady.get() and not connection.savepoint_ids


@contextmanager
def steady(*topics: str) -> Iterator[None]:
    """Let the transaction begun inside use what is remembered of topics that it never changes.

    Their versions are read once, before it: what changes later, it does not see, as if it had come a moment earlier.
    """
    declared, versions = _steady.set(frozenset(topics)), page_versions.set({})
    if not connection.in_atomic_block:
        page_versions.set(import_string(settings.PAGE_VERSIONS)(topics))
    try:
        yield
    finally:
        page_versions.reset(versions)
        _steady.reset(declared)


def remembered(*topics: str, from_start: bool = False) -> Callable[[Callable[Given, Made]], Callable[Given, Made]]:
    """Let a read of few and hashable arguments be remembered; a list it returns is each caller's own."""

    def decorate(read: Callable[Given, Made]) -> Callable[Given, Made]:
        memory = Memory(*topics, from_start=from_start)

        @wraps(read)
        def asked(*args: Given.args, **kwargs: Given.kwargs) -> Made:
            return copy(memory.get((args, tuple(sorted(kwargs.items()))), lambda: read(*args, **kwargs)))

        return asked

    return decorate
