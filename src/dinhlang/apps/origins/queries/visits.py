"""How a visit and the case that it became find each other: by a token that only this deployment can derive."""

from dinhlang.apps.feedback.actions.submit import receipt_code
from dinhlang.lib.keyed import keyed


def token_of_visit(visit_id: int) -> str:
    """Return the token of the draft that a visit's case is made from."""
    return keyed("reception.case", str(visit_id)).hex()[:32]


def code_of_visit(visit_id: int) -> str:
    """Return the lookup code of the case that a visit became."""
    return receipt_code(token=token_of_visit(visit_id))
