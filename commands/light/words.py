"""The words beside a colour: why, what the group does about it, and what it needs from whom."""

from __future__ import annotations

from dataclasses import dataclass

from bot.command import Key
from bot.grammar.fields import field_places

REASON = Key("grund", "begründung", "warum", "reason", "why")
MEASURE = Key("maßnahme", "maßnahmen", "measure", "measures")
HELP = Key("hilfe", "help")
_TEAM = Key("team", "gruppe", "group")


@dataclass(frozen=True, kw_only=True)
class Words:
    reason: str = ""
    measure: str = ""
    help: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.reason or self.measure or self.help)


def parted(text: str) -> tuple[str, Words]:
    """The text of a plain reply, and the fields that stand in it: `Stelle unbesetzt. Hilfe: Entscheidung`."""
    places = list(field_places(text, (REASON, MEASURE, HELP, _TEAM), spaced=True))
    own = text[: places[0].at] if places else text
    found = {place.field: line(place.value) for place in places}
    return line(own.strip().strip("|,;–- ")), Words(reason=found.get(REASON, ""), measure=found.get(MEASURE, ""), help=found.get(HELP, ""))


def line(text: str) -> str:
    return " ".join(text.split())
