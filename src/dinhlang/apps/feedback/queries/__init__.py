"""Every read of feedback cases; small frozen values out, a fixed number of queries each."""

from dinhlang.apps.feedback.queries.case import (
    CaseView,
    DeskView,
    FileView,
    SenderView,
    Stage,
    desk_case,
    file_for,
    public_case,
    sender_case,
)
from dinhlang.apps.feedback.queries.drafts import DraftView, draft
from dinhlang.apps.feedback.queries.figures import Figures, commune_figures, province_figures
from dinhlang.apps.feedback.queries.lists import (
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

__all__ = [
    "CaseView",
    "CategoryView",
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
    "desk_case",
    "draft",
    "file_for",
    "inbox",
    "inbox_counts",
    "latest_answered",
    "province_figures",
    "public_case",
    "public_cases",
    "receiving_units",
    "sender_case",
]
