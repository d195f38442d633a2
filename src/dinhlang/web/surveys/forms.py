"""What people and devices send."""

import json
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from dinhlang.apps.surveys.actions import Entry
from dinhlang.domain.surveys.instruments import Instrument
from dinhlang.lib.refusal import RefusedError
from dinhlang.lib.signed_entries import decoded
from dinhlang.lib.typed import plain

LONGEST = 64  # of a typed code


def typed_code(request: HttpRequest) -> str:
    """Return the code that somebody typed."""
    return plain(request.POST.get("code", ""))[:LONGEST]


def picked(request: HttpRequest, instrument: Instrument) -> dict[str, str]:
    """Return the answers that were chosen, by question; those to questions that are not asked fall away."""
    given = {one.code: request.POST[one.code] for one in instrument.questions if one.code in request.POST}
    asked = {one.code for one in instrument.asked(given)}
    return {code: answer for code, answer in given.items() if code in asked}


def said(request: HttpRequest) -> dict[str, Any]:
    """Return the JSON object that a device sent; raises RefusedError for anything else."""
    try:
        found = json.loads(request.body)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise _strange()
    return found


def enrolment(sent: dict[str, Any]) -> tuple[str, bytes]:
    """Return the code of an interviewer and the public key of the device."""
    try:
        return plain(str(sent["code"]))[:LONGEST], decoded(sent["key"])
    except (KeyError, ValueError, AttributeError) as error:
        raise _strange() from error


def delivery(sent: dict[str, Any]) -> tuple[int, list[Entry]]:
    """Return the number of an interviewer and the entries that the device delivers."""
    try:
        entries = [Entry(UUID(one["id"]), one["body"], decoded(one["signature"])) for one in sent["entries"]]
        number = sent["number"]
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise _strange() from error
    if not isinstance(number, int) or not 0 < number < 10_000 or not all(isinstance(one.body, str) for one in entries):
        raise _strange()
    return number, entries


def _strange() -> RefusedError:
    return RefusedError(_("Máy gửi một điều không đọc được."))
