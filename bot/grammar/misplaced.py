"""Misplaced fields: behind a verb that takes no field of that name, as in `!blocker gelöst B1. Ampel: rot`."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.command import Command, Noun
from bot.domain.ids import Number
from bot.grammar.fields import field_places
from bot.messages import UserError
from bot.values import when
from bot.values.appointment import says_how_long, says_when
from bot.values.colour_words import says_colour
from bot.words import fold


def _says_length(value: str) -> bool:
    return value.isdigit() or says_how_long(value)


def _says_delay(value: str) -> bool:
    try:
        when.read_delay(value)
    except when.NotUnderstood:
        return False
    return any(character.isdigit() for character in value)


def _says_number(value: str) -> bool:
    return Number.read(value) is not None


_SAYS_VALUE: Mapping[str, Callable[[str], bool]] = {
    "ampel": says_colour,
    **dict.fromkeys(("bis", "wann", "auf", "am", "wieder", "pruefen", "frist"), says_when),
    **dict.fromkeys(("dauer", "vorlauf"), _says_length),
    "verzug": _says_delay,
    **dict.fromkeys(("treffen", "retro", "thema", "ersetzt"), _says_number),
}
"""The first word of a field, folded -> whether something is a value of it, and so no prose."""


class MisplacedField(UserError):
    """A field of the noun that this verb does not take; `mended` is the whole text with it as a part of the sentence."""

    def __init__(self, key: str, mended: str) -> None:
        super().__init__("field.line", key=key, known=[])
        self.mended = mended


def refuse_misplaced(noun: Noun, command: Command, text: str) -> None:
    """Asks about what is a field of the noun and none of this command, so that it does not get lost in its text.

    It is one where its value is of the kind of the field, or where its key is set apart and in lower case. `Lösung: Vorlage aus Gießen`
    and `Frist: nicht zu halten` are prose, and stay so.
    """
    others = [key for other in noun.commands if other.verb != noun.jot for key in other.fields]
    others = [key for key in others if command.keys.keys().isdisjoint(map(fold, key.words))]
    for place in field_places(text, others, spaced=True) if others else ():
        says_value = _SAYS_VALUE.get(fold(place.field.words[0]))
        is_set_apart = place.is_clear and place.key[0].islower()
        if is_set_apart or (says_value is not None and says_value(place.value.strip(" \t\n.,;!"))):
            raise MisplacedField(place.key, f"{text[: place.ends]} –{text[place.begins :]}")
