"""Every read of consultations."""

from dinhlang.apps.consultations.queries.desk import DeskView, desk, newest_opinion, rows_of_units
from dinhlang.apps.consultations.queries.opinions import desk_file, opinions_page, public_file, unread_opinions
from dinhlang.apps.consultations.queries.pages import (
    consultation,
    consultation_id,
    list_page,
    own_opinion,
    rows_of_year,
    standing,
)
from dinhlang.apps.consultations.queries.proposals import Proposals, ProposalView, proposals
from dinhlang.apps.consultations.queries.report import KINDS, report, report_path, waiting_reports
from dinhlang.apps.consultations.queries.shapes import (
    BlockView,
    ConsultationRow,
    ConsultationView,
    MapView,
    OpinionsPage,
    OpinionView,
    PointView,
    StandingView,
    StatementView,
    Totals,
)
from dinhlang.apps.consultations.queries.versions import Compared, compared_versions
from dinhlang.apps.consultations.queries.voting import Ballot, ballot, standing_statements, votes_of, waiting_for_map

__all__ = [
    "KINDS",
    "Ballot",
    "BlockView",
    "Compared",
    "ConsultationRow",
    "ConsultationView",
    "DeskView",
    "MapView",
    "OpinionView",
    "OpinionsPage",
    "PointView",
    "ProposalView",
    "Proposals",
    "StandingView",
    "StatementView",
    "Totals",
    "ballot",
    "compared_versions",
    "consultation",
    "consultation_id",
    "desk",
    "desk_file",
    "list_page",
    "newest_opinion",
    "opinions_page",
    "own_opinion",
    "proposals",
    "public_file",
    "report",
    "report_path",
    "rows_of_units",
    "rows_of_year",
    "standing",
    "standing_statements",
    "unread_opinions",
    "votes_of",
    "waiting_for_map",
    "waiting_reports",
]
