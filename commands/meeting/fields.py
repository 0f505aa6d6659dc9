"""The fields of a session, as `add` and `edit` share them."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Annotated

from bot.command import Arguments, Key
from bot.domain.meetings import DEFAULT_LENGTH
from bot.grammar import field_words
from bot.messages import UserError
from bot.values import Day, Text, when
from bot.values.appointment import Lead, Length, SeriesEnd

On = Annotated[Day, Key("am", "on")]
"""Which date of a series; the next one where nothing is said."""
OnAndWhy = Annotated[Text, Key("am", "on")]
"""The same as it was written, since a reason may follow it: `am: 22.12. Weihnachten`. `commands.meeting.date_in_text` reads it."""

_WHOLE = r"(?:alle|all|alle termine|all dates|(?:die )?ganze reihe|(?:die )?ganze serie|(?:the )?whole series)"
_ALL = re.compile(rf"{_WHOLE}\s*(?:[:,;.–-]+\s*(?P<rest>.*))?", re.IGNORECASE | re.DOTALL)


class SessionFields(Arguments):
    length: Annotated[Length, Key(*field_words.LENGTH)] = DEFAULT_LENGTH
    place: Annotated[Text, Key(*field_words.PLACE)] = ""
    until: Annotated[SeriesEnd, Key("bis", "until")] = None
    lead: Annotated[Lead, Key("vorlauf", "lead")] = None


def whole_series(text: str) -> tuple[bool, str]:
    """Whether a text speaks of all dates (`alle`, `alle: Projekt beendet`), and what else it says."""
    match = _ALL.fullmatch(text.strip())
    return (True, (match["rest"] or "").strip()) if match else (False, text)


def rule_and_start(at: when.PointInTime | when.Series, until: date | None) -> tuple[str, datetime]:
    """The rule (empty for a single session) and the first date, naive and local. Raises UserError for an end that does not fit."""
    if isinstance(at, when.PointInTime):
        if until is not None:
            raise UserError("meeting.until-single", day=until)
        return "", at.local.replace(tzinfo=None)
    assert isinstance(at.start, datetime), "an appointment has its time"
    require_reach(until, at.start)
    return at.rule, at.start


def require_reach(until: date | None, start: datetime) -> None:
    """Refuses a series that ends before its first date."""
    if until is not None and until < start.date():
        raise UserError("meeting.until-early", day=until, first=start.date())
