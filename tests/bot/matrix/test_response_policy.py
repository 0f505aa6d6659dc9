"""What follows each answer of a homeserver?"""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest

from bot.matrix.errors import SessionLost, homeserver_error, send_failed
from bot.matrix.response_policy import QUEUED, RULES, Asked, Follows, rule_for
from bot.matrix.retry_after import MAX_PAUSE, asked_for

CODES = sorted({code for rule in RULES for code in rule.codes} | {"", "M_UNKNOWN", "M_UNRECOGNIZED", "M_NOT_JSON", "COM.EXAMPLE_ODD"})
STATUSES = (400, 401, 403, 404, 405, 408, 409, 410, 413, 418, 429, 451, 500, 501, 502, 503, 504, 505, 520)


@pytest.mark.parametrize(
    ("status", "errcode", "follows"),
    [
        (403, "M_FORBIDDEN", Follows.GIVEN_UP),
        (413, "M_TOO_LARGE", Follows.GIVEN_UP),
        (413, "", Follows.GIVEN_UP),
        (400, "M_BAD_JSON", Follows.GIVEN_UP),
        (400, "M_INVALID_PARAM", Follows.GIVEN_UP),
        (400, "M_UNSUPPORTED_ROOM_VERSION", Follows.GIVEN_UP),
        (404, "M_NOT_FOUND", Follows.GIVEN_UP),
        # What arrived is not what we sent: something in between has broken it.
        (400, "M_NOT_JSON", Follows.DOUBTED),
        (400, "M_UNKNOWN", Follows.DOUBTED),
        (403, "M_UNKNOWN", Follows.DOUBTED),
        (404, "M_UNRECOGNIZED", Follows.DOUBTED),
        (405, "M_UNRECOGNIZED", Follows.DOUBTED),
        (404, "", Follows.DOUBTED),
        (403, "", Follows.DOUBTED),
        (405, "", Follows.DOUBTED),
        (501, "", Follows.DOUBTED),
        (501, "M_UNRECOGNIZED", Follows.DOUBTED),
        (401, "M_UNAUTHORIZED", Follows.DOUBTED),
        (403, "M_RESOURCE_LIMIT_EXCEEDED", Follows.AGAIN),
        (403, "M_USER_SUSPENDED", Follows.AGAIN),
        (401, "M_USER_LOCKED", Follows.AGAIN),
        (500, "M_UNKNOWN", Follows.AGAIN),
        (502, "", Follows.AGAIN),
        (504, "", Follows.AGAIN),
        (520, "", Follows.AGAIN),
        (429, "M_LIMIT_EXCEEDED", Follows.SLOWER),
        (429, "", Follows.SLOWER),
        (400, "M_LIMIT_EXCEEDED", Follows.SLOWER),
        (401, "M_UNKNOWN_TOKEN", Follows.ENDS),
        (403, "M_USER_DEACTIVATED", Follows.ENDS),
    ],
)
def test_a_message_is_given_up_only_for_a_reason_in_the_room_or_in_itself(status: int, errcode: str, follows: Follows) -> None:
    assert rule_for(Asked.SEND, status, errcode).follows is follows


@pytest.mark.parametrize("asked", Asked)
@pytest.mark.parametrize("errcode", CODES)
def test_only_a_lost_session_ends_the_process(asked: Asked, errcode: str) -> None:
    is_lost = errcode in ("M_UNKNOWN_TOKEN", "M_MISSING_TOKEN", "M_USER_DEACTIVATED")
    for status in STATUSES:
        assert (rule_for(asked, status, errcode).follows is Follows.ENDS) == is_lost


@pytest.mark.parametrize("errcode", CODES)
def test_nothing_that_a_sync_is_answered_is_the_end_of_listening(errcode: str) -> None:
    for status in STATUSES:
        follows = rule_for(Asked.SYNC, status, errcode).follows
        assert follows in (Follows.AGAIN, Follows.SLOWER, Follows.ANEW, Follows.ENDS)
        assert follows is not Follows.ANEW or (status == 400 and errcode)


@pytest.mark.parametrize("asked", sorted(QUEUED))
@pytest.mark.parametrize("status", STATUSES)
def test_what_is_sent_does_as_the_table_says(asked: Asked, status: int) -> None:
    for errcode in CODES:
        _does_as_the_table_says(asked, status, errcode)


def _does_as_the_table_says(asked: Asked, status: int, errcode: str) -> None:
    failure = send_failed(homeserver_error(status, {"errcode": errcode}), asked)
    follows = rule_for(asked, status, errcode).follows
    assert isinstance(failure, SessionLost) == (follows is Follows.ENDS)
    assert failure.final == (follows is Follows.GIVEN_UP)
    assert failure.is_doubted == (follows is Follows.DOUBTED)
    assert failure.is_slowed == (follows is Follows.SLOWER and asked in (Asked.SEND, Asked.REDACT))


@pytest.mark.parametrize("errcode", CODES)
def test_what_is_the_matter_with_keys_never_gives_a_message_up(errcode: str) -> None:
    assert {rule_for(Asked.KEYS, status, errcode).follows for status in STATUSES} <= {Follows.AGAIN, Follows.SLOWER, Follows.ENDS}


NOON = "Mon, 30 Nov 2026 12:00:00 GMT"


@pytest.mark.parametrize(
    ("header", "body", "pause"),
    [
        (None, "1500", timedelta(seconds=1.5)),
        ("7", None, timedelta(seconds=7)),
        ("7.5", None, timedelta(seconds=7.5)),
        (" 7 ", None, timedelta(seconds=7)),
        ("0", None, timedelta(0)),
        # Both: the header, unless the body says the same more exactly.
        ("2", "1500", timedelta(seconds=1.5)),
        ("60", "1500", timedelta(seconds=60)),
        ("1", "60000", timedelta(seconds=1)),
        ("soon", "1500", timedelta(seconds=1.5)),
        # A date is meant by the clock of who names it.
        ("Mon, 30 Nov 2026 12:00:30 GMT", None, timedelta(seconds=30)),
        ("Mon, 30 Nov 2026 11:00:00 GMT", None, timedelta(0)),
        ("Fri, 31 Dec 2126 00:00:00 GMT", None, MAX_PAUSE),
        ("Mon, 30 Feb 2026 12:00:30 GMT", None, None),
        # Whatever somebody has made up.
        ("-5", None, None),
        ("nan", None, None),
        ("inf", None, MAX_PAUSE),
        ("1e300", None, MAX_PAUSE),
        ("9" * 5000, None, MAX_PAUSE),
        ("", None, None),
        (None, "-1", None),
        (None, "NaN", None),
        (None, "1e300", MAX_PAUSE),
        (None, "9" * 400, MAX_PAUSE),
        (None, '"1500"', None),
        (None, "true", None),
        (None, "[]", None),
        (None, "null", None),
        (None, None, None),
    ],
)
def test_a_pause_is_taken_from_where_it_stands_and_never_longer_than_an_hour(
    header: str | None, body: str | None, pause: timedelta | None
) -> None:
    told: Any = json.loads(body) if body is not None else None
    headers = {"Date": NOON} | ({"Retry-After": header} if header is not None else {})
    assert asked_for(headers, told) == pause


def test_a_date_without_a_clock_to_measure_it_by_says_nothing() -> None:
    assert asked_for({"Retry-After": NOON}, None) is None
