"""The tables of what villages decide: rolls of households, votes, ballots. Their history is the record."""

from dinhlang.apps.decisions.models.ballot import AssistedObjection, Ballot, BallotCast
from dinhlang.apps.decisions.models.candidate import Candidate, CandidateVotes, Election, ElectionRound
from dinhlang.apps.decisions.models.conference import VillageConference
from dinhlang.apps.decisions.models.decision import Decision
from dinhlang.apps.decisions.models.household import Household, HouseholdRepresentative
from dinhlang.apps.decisions.models.initiative import Consent, Initiative
from dinhlang.apps.decisions.models.money import FinalAccount, MoneyLine, Payer, Picture
from dinhlang.apps.decisions.models.notice_done import NoticeDone
from dinhlang.apps.decisions.models.origin import Origin
from dinhlang.apps.decisions.models.paper import AttendanceMark, SignedSheet, SlipEntry, SumsEntry, TypistSeat
from dinhlang.apps.decisions.models.proceeding import Proceeding, Sitting
from dinhlang.apps.decisions.models.result_objection import ResultObjection
from dinhlang.apps.decisions.models.roll_change import RollChange, RollObjection
from dinhlang.apps.decisions.models.roll_line import HouseholdCode, RollLine
from dinhlang.apps.decisions.models.sign_in import HouseholdPass, HouseholdSignIn, TelephoneCode

__all__ = [
    "AssistedObjection",
    "AttendanceMark",
    "Ballot",
    "BallotCast",
    "Candidate",
    "CandidateVotes",
    "Consent",
    "Decision",
    "Election",
    "ElectionRound",
    "FinalAccount",
    "Household",
    "HouseholdCode",
    "HouseholdPass",
    "HouseholdRepresentative",
    "HouseholdSignIn",
    "Initiative",
    "MoneyLine",
    "NoticeDone",
    "Origin",
    "Payer",
    "Picture",
    "Proceeding",
    "ResultObjection",
    "RollChange",
    "RollLine",
    "RollObjection",
    "SignedSheet",
    "Sitting",
    "SlipEntry",
    "SumsEntry",
    "TelephoneCode",
    "TypistSeat",
    "VillageConference",
]
