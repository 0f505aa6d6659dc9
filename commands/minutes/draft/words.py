"""What a plain reply to a draft says: an objection, that there is none, or something to add."""

from __future__ import annotations

import re

from bot.words import fold

_LED_BY = 6
"""Words among which an objection is named: `Dagegen erhebe ich Einwand: …`."""
_OBJECTING = frozenset({"einwand", "einwaende", "einwende", "einspruch", "einsprueche", "widerspruch", "objection", "objections", "object"})
_NOT = frozenset({"kein", "keine", "keinen", "keinerlei", "nicht", "ohne", "no", "not", "without", "dont"})
_WORD = re.compile(r"[^\W_]+")
_SIGN = "✋"
_NAMED = re.compile(
    r"\A\W*(?:einwand|einwände|einwaende|einspruch|einsprüche|einsprueche|widerspruch|objections?)\b[\s:,;.!*_–—-]*", re.IGNORECASE
)


def objects(text: str) -> bool:
    """Whether a reply objects: `Einwand: …`, `EINSPRUCH!`, `Wir haben einen Einwand: …`, `✋ …`, but not `Kein Einwand`."""
    return text.lstrip().startswith(_SIGN) or _objects_at(text) is not None


def agrees(text: str) -> bool:
    """Whether a reply only says that there is no objection: `Keine Einwände`, `Kein Einspruch von Marburg`."""
    words = _words(text)
    named = next((place for place, word in enumerate(words) if word in _OBJECTING), None)
    return named is not None and any(word in _NOT for word in words[:named])


def objected(text: str) -> str:
    """What is objected to, without the words that only say that something is."""
    return _NAMED.sub("", text.lstrip().removeprefix(_SIGN).lstrip("\ufe0f🏻🏼🏽🏾🏿 "), count=1).strip()


def _objects_at(text: str) -> int | None:
    words = _words(text)
    named = next((place for place, word in enumerate(words) if word in _OBJECTING), None)
    return named if named is not None and not any(word in _NOT for word in words[:named]) else None


def _words(text: str) -> list[str]:
    """The first words, folded."""
    found = _WORD.finditer(text)
    return [fold(match[0]) for match, _ in zip(found, range(_LED_BY), strict=False)]
