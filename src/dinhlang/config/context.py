"""What the Django templates of sign-in and account pages need beside their own context."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def deployment(request: HttpRequest) -> dict[str, Any]:  # noqa: ARG001
    """Return who this deployment is."""
    return {"province_name": settings.PROVINCE_NAME, "is_demo": settings.DEMO}
