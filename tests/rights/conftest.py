"""The world of tests/security, which the tests of rights look at too."""

from tests.security.crawl import pages, seen
from tests.security.settled import settled, world

__all__ = ["pages", "seen", "settled", "world"]
