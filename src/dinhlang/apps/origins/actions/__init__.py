"""Every write of origins."""

from dinhlang.apps.origins.actions.joining import join_things, withdraw_link
from dinhlang.apps.origins.actions.links import link_document, link_wish
from dinhlang.apps.origins.actions.visits import pass_to_case

__all__ = ["join_things", "link_document", "link_wish", "pass_to_case", "withdraw_link"]
