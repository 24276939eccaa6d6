"""Deeds of advice: about hours, requests, sessions and advisers, and the withdrawal that touches all of them."""

from .advisers import end_adviser
from .hours import grant_more, open_stage, reverse_use
from .requests import AlreadyAsked, accept_request, ask, cancel_request, close_request, decline_request
from .sessions import (
    arrange,
    cancel_session,
    confirm_session,
    contest_session,
    record_session,
    settle_session,
)
from .withdrawal import withdraw

__all__ = [
    "AlreadyAsked",
    "accept_request",
    "arrange",
    "ask",
    "cancel_request",
    "cancel_session",
    "close_request",
    "confirm_session",
    "contest_session",
    "decline_request",
    "end_adviser",
    "grant_more",
    "open_stage",
    "record_session",
    "reverse_use",
    "settle_session",
    "withdraw",
]
