"""Why a blocker came before the steering committee. Fixed when it goes up, whatever happens to the blocker later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.escalation import Rung, Step
from bot.domain.history import Change


class Why(StrEnum):
    ASKED = "asked"
    """The PMO called for it."""
    UNTAKEN = "untaken"
    UNANSWERED = "unanswered"
    """Its taker did not answer whether they still work on it."""
    UNREACHED = "unreached"
    """The PMO could not be reached."""


@dataclass(frozen=True, kw_only=True)
class Brought:
    why: Why
    reason: str
    """The reason that the last person to escalate it gave before that; empty where there was none."""


_STEPS = {
    Step.CALLED: Why.ASKED,
    Step.STEERING: Why.UNTAKEN,
    Step.STILL_STEERING: Why.UNANSWERED,
    Step.UNREACHED: Why.UNREACHED,
}


def brought(rungs: Sequence[Rung], history: Sequence[Change], at: datetime) -> Brought | None:
    """Why the blocker last went to the steering committee up to `at`; None where it never did."""
    times = [rung for rung in rungs if rung.step in _STEPS and rung.queued_at <= at]
    if not times:
        return None
    up = max(times, key=lambda rung: rung.queued_at)
    said = [change.detail for change in history if change.what == "blocker escalate" and change.at <= up.queued_at and change.detail]
    return Brought(why=_STEPS[up.step], reason=said[-1] if said else "")
