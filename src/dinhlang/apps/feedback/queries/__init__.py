"""Every read of feedback cases; small frozen values out, a fixed number of queries each."""

from dinhlang.apps.feedback.queries.case import (
    CaseView,
    FileView,
    SenderView,
    Stage,
    file_for,
    public_case,
    sender_case,
    waits_for_log,
)
from dinhlang.apps.feedback.queries.desk import Contact, DeskFile, DeskView, contact_of, desk_case, desk_file
from dinhlang.apps.feedback.queries.drafts import DraftView, draft
from dinhlang.apps.feedback.queries.figures import Figures, commune_figures, province_figures
from dinhlang.apps.feedback.queries.lists import (
    INBOX_PAGE,
    CategoryView,
    InboxRow,
    Page,
    PublicFilter,
    PublicRow,
    categories,
    inbox,
    inbox_counts,
    latest_answered,
    public_cases,
    receiving_units,
)
from dinhlang.apps.feedback.queries.telling import inbox_told, rows_told, told

__all__ = [
    "INBOX_PAGE",
    "CaseView",
    "CategoryView",
    "Contact",
    "DeskFile",
    "DeskView",
    "DraftView",
    "Figures",
    "FileView",
    "InboxRow",
    "Page",
    "PublicFilter",
    "PublicRow",
    "SenderView",
    "Stage",
    "categories",
    "commune_figures",
    "contact_of",
    "desk_case",
    "desk_file",
    "draft",
    "file_for",
    "inbox",
    "inbox_counts",
    "inbox_told",
    "latest_answered",
    "province_figures",
    "public_case",
    "public_cases",
    "receiving_units",
    "rows_told",
    "sender_case",
    "told",
    "waits_for_log",
]
