"""Every read of origins."""

from dinhlang.apps.origins.queries.coverage import Coverage, Frequent, Share, coverage
from dinhlang.apps.origins.queries.finding import find_things
from dinhlang.apps.origins.queries.likely import likely_wishes
from dinhlang.apps.origins.queries.stories import Story, Wish, story
from dinhlang.apps.origins.queries.things import Thing, thing_by_code
from dinhlang.apps.origins.queries.visits import code_of_visit, token_of_visit
from dinhlang.apps.origins.queries.ways import Arrow, Way, way, way_of

__all__ = [
    "Arrow",
    "Coverage",
    "Frequent",
    "Share",
    "Story",
    "Thing",
    "Way",
    "Wish",
    "code_of_visit",
    "coverage",
    "find_things",
    "likely_wishes",
    "story",
    "thing_by_code",
    "token_of_visit",
    "way",
    "way_of",
]
