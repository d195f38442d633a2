"""Which duties a unit has: a commune those of Article 11, a body that of Article 46, a State enterprise that of 64."""

from dinhlang.domain.disclosure.duties import OF_SCOPE, Duty, Scope
from dinhlang.domain.organisations.kinds import Kind

SCOPES = {
    Kind.COMMUNE: Scope.COMMUNE,
    Kind.AGENCY: Scope.AGENCY,
    Kind.PUBLIC_SERVICE: Scope.AGENCY,
    Kind.ENTERPRISE: Scope.ENTERPRISE,
}


def duties_of(kind: Kind) -> tuple[Duty, ...]:
    """Return what a unit of a kind has to make public; nothing for a village, the Front, a Party body, a province."""
    scope = SCOPES.get(kind)
    return OF_SCOPE[scope] if scope is not None else ()
