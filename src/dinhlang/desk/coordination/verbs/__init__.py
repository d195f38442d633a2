"""The buttons of the desk of coordination: each names one action and the fields of its form."""

from dinhlang.desk.coordination.verbs.conference import ON_CONFERENCE
from dinhlang.desk.coordination.verbs.document import ON_DOCUMENT
from dinhlang.desk.coordination.verbs.plan import ON_LINE, ON_PLAN, ON_SECTION, fields_of_closing
from dinhlang.desk.coordination.verbs.programme import ON_PROGRAMME, ON_PROGRAMMES
from dinhlang.desk.coordination.verbs.register import ON_REGISTER
from dinhlang.desk.coordination.verbs.said import ON_SAID
from dinhlang.desk.coordination.verbs.shape import Verb, one_of

__all__ = [
    "ON_CONFERENCE",
    "ON_DOCUMENT",
    "ON_LINE",
    "ON_PLAN",
    "ON_PROGRAMME",
    "ON_PROGRAMMES",
    "ON_REGISTER",
    "ON_SAID",
    "ON_SECTION",
    "Verb",
    "fields_of_closing",
    "one_of",
]
