"""What can go wrong between the bot and its homeserver?"""

from __future__ import annotations

from enum import Enum, StrEnum


class Fault(Enum):
    """What becomes of one request. Of those that are taken the homeserver has done all, whatever the bot hears of it."""

    LOST = "taken, but the answer is lost"
    CUT = "taken, but the answer breaks off half-way"
    LATE = "taken, but the answer comes when nobody waits for it any more"
    IGNORED = "never answered, and not taken"
    UNREACHABLE = "there is no connection"
    SLOWED = "429 with a pause"
    SLOWED_SOMEHOW = "429 without a pause, from a proxy"
    BROKEN = "500 of the homeserver"
    AWAY = "502 of the proxy before it"
    UNRECOGNIZED = "404 M_UNRECOGNIZED, as while it is being updated"
    UNKNOWN = "400 M_UNKNOWN, for no reason"
    MISROUTED = "404 of a proxy that does not know the way"
    EMPTY = "200, and nothing in it"


class Refusal(Enum):
    """What becomes of all that the bot says in a room, until somebody changes that."""

    SILENCED = "it may not speak there"
    REMOVED = "it was put out"


TAKEN = frozenset({Fault.LOST, Fault.CUT, Fault.LATE})


class Request(StrEnum):
    """What the bot asks for."""

    SYNC = "sync"
    MESSAGES = "messages"
    SEND = "send"
    REDACT = "redact"
    UPLOAD = "upload"
    RELATIONS = "relations"
    OTHER = "other"


ANSWERS: dict[Fault, tuple[int, str]] = {
    Fault.SLOWED: (429, '{"errcode": "M_LIMIT_EXCEEDED", "error": "Too Many Requests", "retry_after_ms": 4000}'),
    Fault.SLOWED_SOMEHOW: (429, "<html>slow down</html>"),
    Fault.BROKEN: (500, '{"errcode": "M_UNKNOWN", "error": "Internal server error"}'),
    Fault.UNRECOGNIZED: (404, '{"errcode": "M_UNRECOGNIZED", "error": "Unrecognized request"}'),
    Fault.UNKNOWN: (400, '{"errcode": "M_UNKNOWN", "error": "Bad request"}'),
    Fault.MISROUTED: (404, "<html>404 page not found</html>"),
    Fault.EMPTY: (200, "{}"),
    Fault.AWAY: (502, "<html><h1>502 Bad Gateway</h1></html>"),
}
"""Status and body where an answer takes the place of the homeserver's own."""
