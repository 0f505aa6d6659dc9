"""The colour that words mean: a colour itself, how urgent something is, or how important."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator

from bot.domain.blockers import Severity
from bot.messages import UserError
from bot.values.length_limits import COLOUR
from bot.words import fold


class Said(StrEnum):
    """What a word says about a blocker. Green has no place on one, but people say it."""

    RED = "red"
    YELLOW = "yellow"
    GREEN = "green"


COLOURS = {
    **dict.fromkeys(("rot", "red", "🔴", "🟥"), Said.RED),
    **dict.fromkeys(("gelb", "yellow", "orange", "🟡", "🟨", "🟠"), Said.YELLOW),
    **dict.fromkeys(("gruen", "green", "🟢", "🟩"), Said.GREEN),
}
"""Words, folded, that are colours wherever they stand by themselves."""
URGENT = frozenset({"dringend", "dringlich", "eilt", "eilig", "kritisch", "urgent", "critical", "asap"})
"""Words, folded, that say by themselves how urgent something is."""
_RANKS = {
    **dict.fromkeys((*URGENT, "hoch", "hohe", "hoher", "hoechste", "sehr hoch", "high", "highest", "ja", "yes"), Said.RED),
    **dict.fromkeys(("mittel", "mittlere", "normal", "medium", "moderate", "nein", "no"), Said.YELLOW),
    **dict.fromkeys(("niedrig", "niedrige", "gering", "geringe", "low", "lowest", "minor"), Said.GREEN),
}
"""Words, folded, that mean a colour as the value of a field only."""
_AROUND = " \t\n.,;:!?()[]{}„“”\"'«»–—-*_`…"


def bare(word: str) -> str:
    """A word without what stands around it, folded: `(ROT)!` is `rot`."""
    return fold(word.replace("\ufe0f", "").strip(_AROUND))


def apart(text: str) -> str:
    """The text with its coloured signs as words of their own."""
    return re.sub(r"([🔴🟥🟡🟨🟠🟢🟩])", r" \1 ", text.replace("\ufe0f", ""))


def says_colour(value: str) -> bool:
    return colour_of(value) is not None


def colour_of(value: str) -> Said | None:
    """What the value of a field says: `rot`, `ROT!`, `🔴🔴🔴`, `🔴 rot`, `sehr hoch`; None where it is no colour, or two."""
    words = [bare(word) for word in apart(value).split()]
    words = [word for word in words if word]
    whole = _RANKS.get(" ".join(words))
    if whole is not None:
        return whole
    found = {COLOURS.get(word, _RANKS.get(word)) for word in words}
    return found.pop() if len(found) == 1 else None


def _colour(value: Any) -> Severity:
    if isinstance(value, Severity):
        return value
    said = colour_of(str(value))
    if said is Said.GREEN:
        raise UserError("colour.green")
    if said is None:
        raise UserError("colour.unknown", said=value)
    return Severity.RED if said is Said.RED else Severity.YELLOW


Colour = Annotated[Severity, BeforeValidator(_colour), COLOUR.first]
