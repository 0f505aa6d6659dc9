"""What does a refusal of the homeserver mean for us: wait, try again, give up, or stop?"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from bot.ports import SendFailed

_LOST = frozenset({"M_UNKNOWN_TOKEN", "M_MISSING_TOKEN", "M_USER_DEACTIVATED", "M_USER_LOCKED"})


class SessionLost(SendFailed):
    """The homeserver no longer knows our access token. Only a new login helps, so the process has to stop and say so.

    To who sends it is a failure that passes: after the new login the message goes out.
    """


class LoginFailed(Exception):
    """There is no way in with what is configured; the message says what to do."""


class HomeserverError(Exception):
    """An answer that is an error: HTTP status, Matrix error code, words, and the pause it asks for."""

    def __init__(self, status: int, errcode: str, message: str, *, retry_after: timedelta | None = None, session: str = "") -> None:
        super().__init__(f"{status} {errcode}: {message}".strip())
        self.status = status
        self.errcode = errcode
        self.retry_after = retry_after
        self.session = session
        """Of the interactive authentication that the homeserver asks for."""


class Unreachable(Exception):
    """No answer, or none that is Matrix: the network, a proxy, or a server that is starting."""


def homeserver_error(status: int, answer: Any) -> HomeserverError:
    """From the body of an error; bodies of proxies that are no JSON count as empty."""
    body = answer if isinstance(answer, dict) else {}
    pause = body.get("retry_after_ms")
    return HomeserverError(
        status,
        str(body.get("errcode", "")),
        str(body.get("error", "")),
        retry_after=timedelta(milliseconds=pause) if isinstance(pause, int | float) and pause >= 0 else None,
        session=str(body.get("session", "")),
    )


def is_session_lost(error: HomeserverError) -> bool:
    """A soft logout counts too: it wants a new login all the same."""
    return error.errcode in _LOST


def send_failed(error: HomeserverError) -> SendFailed:
    """SessionLost where sending anything has become pointless.

    Too fast (429), a server in trouble (5xx) and one that is full (M_RESOURCE_LIMIT_EXCEEDED) pass; what else is refused
    would be refused again.
    """
    if is_session_lost(error):
        return SessionLost(str(error))
    if error.status == 429 or error.errcode == "M_LIMIT_EXCEEDED":
        return SendFailed(str(error), retry_after=error.retry_after or timedelta(seconds=5))
    passes = error.status >= 500 or error.status == 0 or error.errcode == "M_RESOURCE_LIMIT_EXCEEDED"
    return SendFailed(str(error), final=not passes)
