"""Every read of reception."""

from dinhlang.apps.reception.queries.days import coming_days, day, head, heads, who_received
from dinhlang.apps.reception.queries.dialogues import asking, dialogue, dialogues, own_question, promises
from dinhlang.apps.reception.queries.shapes import (
    Asking,
    DayRow,
    DialogueRow,
    DialogueView,
    HeadRow,
    HeadView,
    PromiseView,
    QuestionView,
    Visited,
    VisitView,
)
from dinhlang.apps.reception.queries.visits import own_visit, visit_places, visits

__all__ = [
    "Asking",
    "DayRow",
    "DialogueRow",
    "DialogueView",
    "HeadRow",
    "HeadView",
    "PromiseView",
    "QuestionView",
    "VisitView",
    "Visited",
    "asking",
    "coming_days",
    "day",
    "dialogue",
    "dialogues",
    "head",
    "heads",
    "own_question",
    "own_visit",
    "promises",
    "visit_places",
    "visits",
    "who_received",
]
