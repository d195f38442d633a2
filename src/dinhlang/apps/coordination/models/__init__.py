"""The tables of the coordination: documents, plans, conferences, and what was said against what is known."""

from dinhlang.apps.coordination.models.claims import Claim, IndexValue, Indicator, Remark, Statement
from dinhlang.apps.coordination.models.conferences import AgendaItem, Conclusion, Conference, Participant
from dinhlang.apps.coordination.models.documents import Document, DocumentRelation, JointIssuer
from dinhlang.apps.coordination.models.files import DocumentFile
from dinhlang.apps.coordination.models.plans import Contribution, Evidence, Handover, Plan, Programme, Task

__all__ = [
    "AgendaItem",
    "Claim",
    "Conclusion",
    "Conference",
    "Contribution",
    "Document",
    "DocumentFile",
    "DocumentRelation",
    "Evidence",
    "Handover",
    "IndexValue",
    "Indicator",
    "JointIssuer",
    "Participant",
    "Plan",
    "Programme",
    "Remark",
    "Statement",
    "Task",
]
