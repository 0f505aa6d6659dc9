"""The time of day that the pieces of a phrase name."""

from __future__ import annotations

from datetime import time

from bot.domain.date_phrases.ast import Clock, DayPart, Dotted, Pieces, Stretch, of_kind
from bot.domain.date_phrases.lengths import opening
from bot.domain.date_phrases.vocabulary import Part
from bot.domain.errors import NotUnderstood

DEFAULT_HOURS = {Part.EARLY: 9, Part.MORNING: 10, Part.NOON: 12, Part.AFTERNOON: 14, Part.EVENING: 18}
"""The hour of each part of the day (handbook: table of dates). The night has none, because its day would be a guess."""
_HOURS_OF = {
    Part.EARLY: range(3, 12),
    Part.MORNING: range(6, 12),
    Part.NOON: range(11, 15),
    Part.AFTERNOON: range(12, 19),
    Part.EVENING: range(17, 24),
    Part.NIGHT: (22, 23, 0, 1, 2, 3, 4, 5),
}
_USUAL_HOURS = range(7, 19)


def require_clock(said: Dotted) -> None:
    """Raises NotUnderstood for a number such as "12.24" without a day beside it, which may be a date in either order."""
    if said.hour <= 12 and 0 < said.minute <= 31:
        raise NotUnderstood("when.bare-number", number=f"{said.hour}.{said.minute:02}")


def settle(pieces: Pieces) -> time | None:
    """The one time that the pieces name; None where they name none. Raises NotUnderstood.

    An ambiguous time is between 07:00 and 19:00 (handbook: dates); digits without "Uhr" before seven are asked about.
    """
    clocks: list[Clock] = of_kind(pieces, Clock)
    clocks += [Clock(dotted.hour, dotted.minute) for dotted in of_kind(pieces, Dotted)]
    parts = {piece.part for piece in of_kind(pieces, DayPart)}
    clocks += [opening(stretch, part_said=bool(parts)) for stretch in of_kind(pieces, Stretch)]
    if len({(clock.hour, clock.minute) for clock in clocks}) > 1:
        raise NotUnderstood("when.two-times")
    if len(parts) > 1:
        raise NotUnderstood("when.contradiction")
    part = parts.pop() if parts else None
    if not clocks:
        if part is None:
            return None
        if part not in DEFAULT_HOURS:
            raise NotUnderstood("when.night")
        return time(DEFAULT_HOURS[part])
    return _settled(clocks[0], part)


def _settled(said: Clock, part: Part | None) -> time:
    hour, minute = said.hour, said.minute
    both = (hour, (hour + 12) % 24) if hour <= 12 else (hour,)
    if hour == 24 or (part is Part.NIGHT and hour == 12):
        raise NotUnderstood("when.midnight")
    if part is not None:
        fitting = [hour for hour in both if hour in _HOURS_OF[part]]
        if not fitting:
            raise NotUnderstood("when.contradiction")
        return time(fitting[0], minute)
    if said.spoken:
        return time(next((hour for hour in both if hour in _USUAL_HOURS), hour), minute)
    if said.bare and 1 <= hour <= 6:
        raise NotUnderstood("when.which-half", early=hour, late=hour + 12)
    return time(hour, minute)
