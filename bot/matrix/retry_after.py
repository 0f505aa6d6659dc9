"""The pause that the homeserver, or a proxy before it, asks for (Retry-After), up to a limit."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

MAX_PAUSE = timedelta(hours=1)
"""Longer pauses are cut to this: the next request shows whether the limit still holds."""
_HEADER_RESOLUTION = timedelta(seconds=1)


def asked_for(headers: Mapping[str, str], milliseconds: Any) -> timedelta | None:
    """The pause; None where none is named that can be understood.

    The header goes before the body's `retry_after_ms` (specification 1.10), but counts whole seconds: where both agree, the body is
    more exact.
    """
    header, body = _of_header(headers), _of_number(milliseconds, timedelta(milliseconds=1))
    if header is None or (body is not None and header - _HEADER_RESOLUTION < body <= header):
        return body
    return header


def _of_header(headers: Mapping[str, str]) -> timedelta | None:
    """The Retry-After header: seconds, or a date (RFC 9110, 10.2.3), which is compared with the Date header of the same answer."""
    written = headers.get("Retry-After", "").strip()
    try:
        return _of_number(float(written), timedelta(seconds=1))
    except ValueError:
        until, now = _date(written), _date(headers.get("Date", ""))
    return None if until is None or now is None else min(max(until - now, timedelta(0)), MAX_PAUSE)


def _of_number(number: Any, unit: timedelta) -> timedelta | None:
    """The pause of so many units; None for NaN, which Python's JSON parser accepts, and for negative numbers."""
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
