"""How is a refusal told, and how long is waited after a failure?"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import aiohttp
import pytest

from bot.domain.muted_rooms import Why
from bot.matrix.errors import SessionLost, homeserver_error, in_words, send_failed
from bot.matrix.response_policy import Asked
from bot.matrix.retry import MAX_PAUSE, back_off


def test_a_refusal_without_words_says_its_status() -> None:
    assert send_failed(homeserver_error(404, {"errcode": None, "error": None}), Asked.SEND).reason == "404 :"


@pytest.mark.parametrize(
    ("url", "error", "words"),
    [
        ("https://matrix.example", OSError(111, "Connect call failed ('10.0.0.1', 443)"), "https://matrix.example:443 does not answer"),
        ("http://matrix.example/_matrix/x", OSError(), "http://matrix.example:80 does not answer"),
        ("http://127.0.0.1:9", TimeoutError(), "http://127.0.0.1:9 does not answer in time"),
        (
            "https://matrix.example:8448",
            aiohttp.ServerTimeoutError("Connection timeout to host"),
            "https://matrix.example:8448 does not answer in time",
        ),
    ],
)
def test_no_answer_is_said_in_plain_words(url: str, error: Exception, words: str) -> None:
    assert in_words(url, error) == words


@pytest.mark.parametrize("errcode", ["M_UNKNOWN_TOKEN", "M_MISSING_TOKEN", "M_USER_DEACTIVATED"])
def test_a_lost_session_is_a_failure_that_a_new_login_mends(errcode: str) -> None:
    failure = send_failed(homeserver_error(401, {"errcode": errcode}), Asked.SEND)
    assert isinstance(failure, SessionLost)
    assert not failure.final


def test_pauses_grow_up_to_a_minute_and_are_spread() -> None:
    longest = [back_off(attempt, 1.0) for attempt in range(12)]
    assert longest == sorted(longest)
    assert longest[0] == timedelta(seconds=0.5)
    assert longest[-1] == MAX_PAUSE
    assert all(back_off(attempt, 0.0) == pause / 2 for attempt, pause in enumerate(longest))


@pytest.mark.parametrize(
    ("status", "body", "why"),
    [
        (403, {"errcode": "M_FORBIDDEN", "error": "You don't have permission to post that to the room. user_level (0) < 50"}, Why.NO_RIGHT),
        (403, {"errcode": "M_FORBIDDEN", "error": "User @lotse:stadt.example not in room !pmo"}, Why.REMOVED),
        (404, {"errcode": "M_NOT_FOUND", "error": "Unknown room"}, Why.REFUSED),
        (413, {"errcode": "M_TOO_LARGE"}, Why.CONTENT),
        (413, "<html>too large</html>", Why.CONTENT),
        (400, {"errcode": "M_BAD_JSON"}, Why.CONTENT),
    ],
)
def test_a_refusal_for_good_says_whether_it_is_about_the_room(status: int, body: Any, why: Why) -> None:
    failure = send_failed(homeserver_error(status, body), Asked.SEND)
    assert (failure.final, failure.why) == (True, why)
