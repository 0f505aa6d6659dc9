"""The pause that the homeserver, or a proxy before it, asks for (Retry-After), up to a limit."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

MAX_PAUSE = timedelta(hours=1)
"""What is asked beyond that is not waited for: the next request says whether it still holds."""
_HEADER_RESOLUTION = timedelta(seconds=1)


def asked_for(headers: Mapping[str, str], milliseconds: Any) -> timedelta | None:
    """The pause; None where none is named that can be understood.

    The header goes before the body's `retry_after_ms` (specification 1.10), but it counts whole seconds: where both say the same, the
    body says it more exactly.
    """
    header, body = _of_header(headers), _of_number(milliseconds, timedelta(milliseconds=1))
    if header is None or (body is not None and header - _HEADER_RESOLUTION < body <= header):
        return body
    return header


def _of_header(headers: Mapping[str, str]) -> timedelta | None:
    """Seconds, or a date (RFC 9110, 10.2.3), which is meant by the clock of whoever names it."""
    written = headers.get("Retry-After", "").strip()
    try:
        return _of_number(float(written), timedelta(seconds=1))
    except ValueError:
        until, now = _date(written), _date(headers.get("Date", ""))
    return None if until is None or now is None else min(max(until - now, timedelta(0)), MAX_PAUSE)


def _of_number(number: Any, unit: timedelta) -> timedelta | None:
    """Neither what is no number at all, which Python's JSON reads (NaN), nor one below zero."""
    if isinstance(number, bool) or not isinstance(number, int | float):
        return None
    if number > MAX_PAUSE / unit:
        return MAX_PAUSE
    return unit * number if number >= 0 else None


def _date(written: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(written)
    except (ValueError, TypeError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
