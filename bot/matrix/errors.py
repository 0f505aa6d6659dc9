"""The errors of requests to the homeserver, by what they mean: wait, try again, give up, or stop."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import aiohttp

from bot.domain.muted_rooms import Why
from bot.matrix.response_policy import SPOKEN, Asked, Follows, rule_for
from bot.matrix.retry_after import asked_for
from bot.ports import SendFailed


class SessionLost(SendFailed):
    """The homeserver no longer knows the access token. Only a new login helps, so the process has to stop and say so.

    For a message that was being sent it is a failure that passes: after the new login the message goes out.
    """


class LoginFailed(Exception):
    """The login is not possible with what is configured; the message says what to do."""


class HomeserverError(Exception):
    """An error answer of the homeserver: HTTP status, Matrix error code, message, and the pause it asks for."""

    def __init__(
        self,
        status: int,
        errcode: str,
        message: str,
        *,
        retry_after: timedelta | None = None,
        session: str = "",
        flows: tuple[tuple[str, ...], ...] = (),
        approve_at: str = "",
    ) -> None:
        super().__init__(f"{status} {errcode}: {message}".strip())
        self.status = status
        self.errcode = errcode
        self.retry_after = retry_after
        self.session = session
        """The session of the user-interactive authentication that the homeserver asks for."""
        self.flows = flows
        """The flows of that authentication, each as its stages."""
        self.approve_at = approve_at
        """The page on which a person can approve what was asked for."""


class Unreachable(Exception):
    """No answer, or none that is Matrix: the network, a proxy, or a server that is starting."""


def homeserver_error(status: int, answer: Any, headers: Mapping[str, str] | None = None) -> HomeserverError:
    """From the body of an error; bodies of proxies that are no JSON count as empty."""
    body = answer if isinstance(answer, dict) else {}
    errcode, words = body.get("errcode"), body.get("error")
    return HomeserverError(
        status,
        errcode if isinstance(errcode, str) else "",
        words if isinstance(words, str) else "",
        retry_after=asked_for(headers or {}, body.get("retry_after_ms")),
        session=str(body.get("session", "")),
        flows=tuple(_flows(body.get("flows"))),
        approve_at=_page(body.get("params")),
    )


def _flows(found: Any) -> Iterator[tuple[str, ...]]:
    for flow in found if isinstance(found, list) else ():
        stages = flow.get("stages") if isinstance(flow, dict) else None
        if isinstance(stages, list):
            yield tuple(str(stage) for stage in stages)


def _page(params: Any) -> str:
    """The page that the stages of the authentication name; empty where they name none (specification, "OAuth authentication")."""
    pages = [step.get("url") for step in params.values() if isinstance(step, dict)] if isinstance(params, dict) else []
    return next((page for page in pages if isinstance(page, str)), "")


def is_session_lost(error: HomeserverError) -> bool:
    return rule_for(Asked.SYNC, error.status, error.errcode).follows is Follows.ENDS


def passes(error: HomeserverError) -> bool:
    """Whether a login may be tried again as it is: the homeserver has not refused it, but is slow, in trouble, or not reached."""
    return rule_for(Asked.SEND, error.status, error.errcode).follows in (Follows.AGAIN, Follows.SLOWER) or not error.errcode.startswith(
        "M_"
    )


def in_words(url: str, error: BaseException) -> str:
    """Why a request to `url` got no answer at all (an error of aiohttp or of the network), in English for a person to read."""
    where = urlsplit(url)
    port = "" if where.port else ":443" if where.scheme == "https" else ":80"
    server = f"{where.scheme}://{where.netloc}{port}"
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        return f"{server} does not answer, because no host {where.hostname} is known"
    if isinstance(error, aiohttp.ClientSSLError):
        return f"{server} answers, but not with a certificate that is trusted here"
    if isinstance(error, TimeoutError):
        return f"{server} does not answer in time"
    return f"{server} does not answer"


def send_failed(error: HomeserverError, asked: Asked) -> SendFailed:
    """The failure of a message; SessionLost where nothing can be sent any more."""
    if is_session_lost(error):
        return SessionLost(str(error))
    follows = rule_for(asked, error.status, error.errcode).follows
    return SendFailed(
        str(error),
        retry_after=error.retry_after,
        is_slowed=follows is Follows.SLOWER and asked in SPOKEN,
        final=follows is Follows.GIVEN_UP,
        is_doubted=follows is Follows.DOUBTED,
        why=_why(error),
    )


_OF_THE_CONTENT = frozenset({"M_TOO_LARGE", "M_BAD_JSON", "M_INVALID_PARAM", "M_MISSING_PARAM", "M_DUPLICATE_ANNOTATION"})
"""Error codes that are about the message and not about its room."""


def _why(error: HomeserverError) -> Why:
    if error.errcode == "M_FORBIDDEN":
        # Synapse names both with the same code.
        return Why.REMOVED if "not in room" in str(error) else Why.NO_RIGHT
    return Why.CONTENT if error.errcode in _OF_THE_CONTENT or error.status == 413 else Why.REFUSED
