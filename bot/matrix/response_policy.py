"""What follows each answer of the homeserver, in one table for all requests; docs/homeserver.md is made from it.

The error code says more than the status (specification, "Standard error response"). What has no code comes from something in
between: only a homeserver refuses for good. A refusal is final only if it names a reason in the room or in what was sent; whatever
else it says may be over tomorrow.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum


class Asked(StrEnum):
    """The kinds of requests that the bot makes."""

    SYNC = "sync"
    MESSAGES = "messages"
    EVENT = "event"
    SEND = "send"
    REDACT = "redact"
    UPLOAD = "upload"
    JOIN = "join"
    LEAVE = "leave"
    INVITE = "invite"
    CREATE_ROOM = "createRoom"
    KEYS = "keys"


SPOKEN = frozenset({Asked.SEND, Asked.REDACT})
ENTERED = frozenset({Asked.JOIN, Asked.LEAVE, Asked.INVITE, Asked.CREATE_ROOM})
QUEUED = SPOKEN | ENTERED | {Asked.UPLOAD}
"""The requests that rows of the outbox make."""
EVERYTHING = frozenset(Asked)


_NOT_MADE_FOR_IT = (501, 505)
"""Not Implemented and HTTP Version Not Supported: the two 5xx that do not pass by themselves."""


class Follows(StrEnum):
    ENDS = "ends"
    """The process ends and says what to do."""
    SLOWER = "slower"
    """Rate limit: tried again after the pause that the homeserver asks for."""
    AGAIN = "again"
    """Retried for as long as it takes, with growing pauses."""
    DOUBTED = "doubted"
    """Retried for a day, with growing pauses; then it is given up."""
    GIVEN_UP = "given up"
    ANEW = "anew"
    """Retried three times; then everything is asked for, without the sync position."""
    LATER = "later"
    """Retried for two minutes, while everything waits for it; then the bot goes on and asks for it again later."""
    BRIEFLY = "briefly"
    """Retried for two minutes; then the bot goes on without it."""
    WITHOUT = "without"
    """The bot goes on without it."""


@dataclass(frozen=True)
class Rule:
    """A row of the table: fits an answer where all that it names fits. Of several rules that fit the first counts."""

    follows: Follows
    why: str
    asked: Collection[Asked] = EVERYTHING
    codes: Collection[str] = ()
    """Error codes of Matrix; empty for any, and for none."""
    statuses: Collection[int] = ()
    """HTTP statuses; empty for any."""
    needs_code: bool = False
    """Whether only an answer with an error code of Matrix is meant."""

    def fits(self, asked: Asked, status: int, errcode: str) -> bool:
        return (
            asked in self.asked
            and (not self.codes or errcode in self.codes)
            and (not self.statuses or status in self.statuses)
            and (not self.needs_code or errcode.startswith("M_"))
        )


RULES = (
    Rule(
        Follows.ENDS,
        "the session is lost, also where it is called a soft logout: only a login gives another one",
        codes=("M_UNKNOWN_TOKEN", "M_MISSING_TOKEN", "M_USER_DEACTIVATED"),
    ),
    Rule(Follows.AGAIN, "the account is locked; the session is kept until it is unlocked (specification 1.12)", codes=("M_USER_LOCKED",)),
    Rule(
        Follows.AGAIN,
        "the account may do little until somebody lifts that; no message is at fault",
        codes=("M_USER_SUSPENDED", "M_CONSENT_NOT_GIVEN"),
    ),
    Rule(Follows.SLOWER, "too many requests", codes=("M_LIMIT_EXCEEDED",)),
    Rule(Follows.SLOWER, "too many requests, says something in between", statuses=(429,)),
    Rule(Follows.AGAIN, "the homeserver is full, and says whom to ask", codes=("M_RESOURCE_LIMIT_EXCEEDED",)),
    Rule(
        Follows.GIVEN_UP,
        "what was sent is larger than the homeserver, or a proxy before it, takes",
        asked=SPOKEN | {Asked.UPLOAD},
        statuses=(413,),
    ),
    Rule(Follows.GIVEN_UP, "what was sent is too large", asked=SPOKEN | {Asked.UPLOAD}, codes=("M_TOO_LARGE",)),
    Rule(
        Follows.AGAIN,
        "the homeserver, or what stands before it, is in trouble",
        statuses=tuple(status for status in range(500, 600) if status not in _NOT_MADE_FOR_IT),
    ),
    Rule(
        Follows.ANEW,
        "the homeserver does not know the position from which it is asked to go on",
        asked={Asked.SYNC},
        statuses=(400,),
        needs_code=True,
    ),
    Rule(Follows.WITHOUT, "the bot is out of the room, and the next sync says so", asked={Asked.MESSAGES}, codes=("M_FORBIDDEN",)),
    Rule(
        Follows.WITHOUT,
        "the message that an edit is of is not in the room, or not for the bot to see: the edit does not count",
        asked={Asked.EVENT},
        codes=("M_NOT_FOUND", "M_FORBIDDEN"),
    ),
    Rule(Follows.BRIEFLY, "nobody knows whether the edit is its author's", asked={Asked.EVENT}),
    Rule(Follows.AGAIN, "whatever it says: without a sync there is nothing to do", asked={Asked.SYNC}),
    Rule(
        Follows.LATER,
        "the others are heard meanwhile; what was said in this room is asked for until it is given",
        asked={Asked.MESSAGES},
    ),
    Rule(
        Follows.AGAIN,
        "what is the matter with keys is no refusal of the message; rooms that are not encrypted are not touched by it",
        asked={Asked.KEYS},
    ),
    Rule(Follows.GIVEN_UP, "the bot may not do that", asked=QUEUED, codes=("M_FORBIDDEN", "M_GUEST_ACCESS_FORBIDDEN")),
    Rule(
        Follows.GIVEN_UP,
        "what was sent is not what the homeserver takes, and will be the same tomorrow",
        asked=QUEUED,
        codes=("M_BAD_JSON", "M_INVALID_PARAM", "M_MISSING_PARAM", "M_DUPLICATE_ANNOTATION"),
    ),
    Rule(Follows.GIVEN_UP, "there is no such room or event", asked=SPOKEN | ENTERED, codes=("M_NOT_FOUND",)),
    Rule(
        Follows.GIVEN_UP,
        "the room is of a kind that the homeserver does not know",
        asked=SPOKEN | ENTERED,
        codes=("M_UNSUPPORTED_ROOM_VERSION", "M_INCOMPATIBLE_ROOM_VERSION"),
    ),
    Rule(
        Follows.GIVEN_UP,
        "the room does not stand as that would need it",
        asked=ENTERED,
        codes=("M_BAD_STATE", "M_INVALID_ROOM_STATE", "M_ROOM_IN_USE", "M_CANNOT_LEAVE_SERVER_NOTICE_ROOM"),
    ),
    Rule(
        Follows.DOUBTED,
        "it names no reason in the room or in what was sent: an update, a wrong route or a filter in between may be over tomorrow",
        asked=QUEUED,
    ),
)


def rule_for(asked: Asked, status: int, errcode: str) -> Rule:
    return next(rule for rule in RULES if rule.fits(asked, status, errcode))
