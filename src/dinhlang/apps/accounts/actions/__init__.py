"""Every write of accounts, posts, sessions and limits."""

from dinhlang.apps.accounts.actions.appoint import SeatTakenError, appoint
from dinhlang.apps.accounts.actions.appoint_officer import appoint_officer, appoint_person
from dinhlang.apps.accounts.actions.create_post import create_post
from dinhlang.apps.accounts.actions.disable_account import disable_account
from dinhlang.apps.accounts.actions.end_session import end_other_sessions, end_session, end_sessions
from dinhlang.apps.accounts.actions.end_tenure import AlreadyEndedError, end_tenure
from dinhlang.apps.accounts.actions.hash_address import hash_address
from dinhlang.apps.accounts.actions.load_posts import Seat, load_posts
from dinhlang.apps.accounts.actions.open_account import open_account
from dinhlang.apps.accounts.actions.spend import spend
from dinhlang.apps.accounts.actions.sweep import sweep

__all__ = [
    "AlreadyEndedError",
    "Seat",
    "SeatTakenError",
    "appoint",
    "appoint_officer",
    "appoint_person",
    "create_post",
    "disable_account",
    "end_other_sessions",
    "end_session",
    "end_sessions",
    "end_tenure",
    "hash_address",
    "load_posts",
    "open_account",
    "spend",
    "sweep",
]
