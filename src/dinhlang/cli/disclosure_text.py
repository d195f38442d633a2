"""The register of a commune told in lines and as data."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from dinhlang.apps.disclosure.queries import Audit, AuditedCell, AuditedItem
from dinhlang.apps.law import queries as law
from dinhlang.domain.dates.words import Words, full
from dinhlang.domain.disclosure.status import WORDS


def audit_lines(found: Audit, language: str) -> list[str]:
    """Return the register in lines: a line a cell, under it each thing with its reasons."""
    lines = [f"{found.unit.name} ({found.unit.code}) · {full(found.on)}"]
    for one in found.cells:
        lines += _cell_lines(one, language)
    return lines


def _cell_lines(one: AuditedCell, language: str) -> Iterator[str]:
    yield f"{one.quarter.code}  {one.duty.code:<6} {WORDS[one.status].said(language)}"
    for item in one.items:
        yield f"    {item.code} {full(item.happened_on)} {item.title}"
        for finding in item.assessment.findings:
            ground = f" [{finding.citation.said(language)}]" if finding.citation.vi else ""
            yield f"      - {finding.words.said(language)}{ground}"


def audit_data(found: Audit) -> dict[str, Any]:
    """Return the register as JSON carries it."""
    return {
        "unit": {"code": found.unit.code, "name": found.unit.name},
        "on": found.on.isoformat(),
        "cells": [_cell_data(one, found.on) for one in found.cells],
    }


def _cell_data(one: AuditedCell, on: date) -> dict[str, Any]:
    rule = law.rule(one.duty.rule, on=min(on, one.quarter.last_day))
    return {
        "quarter": one.quarter.code,
        "item": one.duty.code,
        "title": _both(rule.title),
        "article": _both(rule.citation),
        "status": one.status.value,
        "status_words": _both(WORDS[one.status]),
        "things": [_item_data(item) for item in one.items],
    }


def _item_data(item: AuditedItem) -> dict[str, Any]:
    found = item.assessment
    return {
        "code": item.code,
        "title": item.title,
        "event": item.source,
        "happened_on": item.happened_on.isoformat(),
        "due_on": _day(found.term.due_on),
        "rule": found.term.rule.id,
        "term_set_by": found.term.sets.id if found.term.sets else None,
        "term_article": _both(found.term.citation),
        "term_confidence": found.term.sets.confidence.value if found.term.sets else None,
        "counted": {"vi": list(found.term.steps_vi), "en": list(found.term.steps_en)},
        "published_on": _day(found.published_on),
        "status": found.status.value,
        "reasons": [
            {"code": one.code, "on": _day(one.day), "words": _both(one.words), "article": _both(one.citation)}
            for one in found.findings
        ],
    }


def _both(words: Words) -> dict[str, str]:
    return {"vi": words.vi, "en": words.en}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
