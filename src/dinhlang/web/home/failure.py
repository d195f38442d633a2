"""What people see when a request fails."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template import loader

RETRY_SECONDS = 5


def failed(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Answer a request that failed: "later" (503) while the database is away or busy, else "our fault" (500)."""
    away = isinstance(sys.exc_info()[1], OperationalError | InterfaceError)
    page = loader.get_template("503.html" if away else "500.html").render()
    response = HttpResponse(page, status=503 if away else 500)
    if away:
        response.headers["Retry-After"] = str(RETRY_SECONDS)
    return response
