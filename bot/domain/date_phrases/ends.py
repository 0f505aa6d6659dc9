"""The last day of what runs until a week or a month (`bis: KW 12`), and the ways to say that something has no end."""

from __future__ import annotations

import re
from datetime import date, timedelta

from bot.domain.date_phrases import spans
from bot.domain.date_phrases.ast import Edge, Month, Piece, Quarter, Shift, Week, Year, of_kind
from bot.domain.date_phrases.lexer import cut
from bot.domain.date_phrases.vocabulary import Unit, normalize_phrase
from bot.domain.errors import NotUnderstood

FRIDAY, SUNDAY = 4, 6
_MAX_LENGTH = 160
_DASHES = re.compile(r"[\s\-–—−/.]{1,20}")
_ENDLESS = frozenset(
    {
        "ohne", "ohne ende", "ohne enddatum", "unbegrenzt", "unbefristet", "offen", "offenes ende", "ende offen", "bleibt offen",
        "open end", "kein", "keins", "keines", "kein ende", "kein enddatum", "endlos", "nie", "nein", "weg", "immer",
        "fuer immer", "auf weiteres",
        "bis auf weiteres", "none", "no", "no end", "no end date", "without end", "open", "open-ended", "open ended", "never", "forever",
        "unlimited", "endless", "until further notice",
    }
)  # fmt: skip


def is_endless(text: str) -> bool:
    """`-`, `ohne Ende`, `unbegrenzt`, `no end`."""
    return bool(_DASHES.fullmatch(text)) or (len(text) <= _MAX_LENGTH and normalize_phrase(text) in _ENDLESS)


def last_day(text: str, today: date, *, of_week: int) -> date | None:
    """The last day of a week; where a week ends on Sunday also of a month, a quarter or a year. None for any other text.

    `of_week` is the day on which a week ends: FRIDAY for what somebody has to do, SUNDAY for what takes place. Raises NotUnderstood for
    a week that does not exist.
    """
    pieces = _pieces(text)
    ends = [piece for piece in of_kind(pieces, Edge) if piece.place == 2]
    rest = [piece for piece in pieces if piece not in ends]
    if len(rest) != 1 or len(ends) > 1:
        return None
    said = rest[0]
    if isinstance(said, Week):
        return spans.week_monday(said, today) + timedelta(days=of_week)
    if isinstance(said, Shift) and said.unit is Unit.WEEK:
        return spans.monday_of(today, said.count) + timedelta(days=of_week) if said.explicit or ends else None
    return _long(said, today) if of_week == SUNDAY else None


def _long(said: Piece, today: date) -> date | None:
    match said:
        case Month():
            return spans.edge_of_named_month((Edge(2), said), today)
        case Quarter():
            return spans.edge_of_quarter((Edge(2), said), today)
        case Year():
            return spans.edge_of_year((Edge(2), said), today)
        case Shift(explicit=True):
            return spans.edge_of_shift((Edge(2), said), today)
    return None


def _pieces(text: str) -> list[Piece]:
    """The pieces of a phrase; none where it cannot be understood."""
    if len(text) > _MAX_LENGTH:
        return []
    try:
        return list(cut(normalize_phrase(text)))
    except NotUnderstood:
        return []
