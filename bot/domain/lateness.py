"""When is a digest that was missed of no use any more?

Spec (digests): what is missed by more than its use is not posted late.
"""

from __future__ import annotations

from datetime import datetime, timedelta

WEEK = timedelta(hours=24)
"""How long after its time the week's digest is still of use."""


def too_late_before(start: datetime, now: datetime) -> bool:
    """Of the digest before a session: once the session has begun."""
    return now >= start


def too_late_for_week(due: datetime, now: datetime) -> bool:
    """Of the week's digest."""
    return now - due > WEEK
