"""Every write of origins."""

from dinhlang.apps.origins.actions.links import link_document, link_wish
from dinhlang.apps.origins.actions.visits import pass_to_case

__all__ = ["link_document", "link_wish", "pass_to_case"]
