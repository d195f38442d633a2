"""Every read of origins."""

from dinhlang.apps.origins.queries.stories import Coverage, Story, Wish, coverage, story
from dinhlang.apps.origins.queries.visits import code_of_visit, token_of_visit

__all__ = ["Coverage", "Story", "Wish", "code_of_visit", "coverage", "story", "token_of_visit"]
