"""Sheets to print as PDF: asked for by anybody, set by the worker, kept for some weeks."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from procrastinate.contrib.django import app

from dinhlang.apps.law.queries.sheets import SHEET_TASK, Making, making_of
from dinhlang.lib import sheets
from dinhlang.lib.sheets import Sheet


@transaction.atomic
def order_sheet(*, sheet: Sheet) -> Making:
    """Ask the worker to set a sheet, unless it is there or on its way; returns how it stands now."""
    state = making_of(sheet)
    if state in (Making.READY, Making.IN_WORK):
        return state
    app.configure_task(SHEET_TASK).defer(digest=sheet.digest, plain=sheet.plain)
    return Making.IN_WORK


def write_sheet(*, plain: Mapping[str, Any]) -> None:
    """Set a sheet that somebody asked for; one that is there is left alone."""
    if not sheets.is_made(sheets.digest_of(plain)):
        sheets.make(plain)


def sweep_sheets(*, before: datetime) -> int:
    """Delete sheets that are older than a moment; returns how many."""
    return sheets.sweep_sheets(before=before)
