"""Small talk: a greeting, thanks, or the question what can be said at all, from people who want nothing done."""

from __future__ import annotations

import re

from bot.words import fold

_WORD = re.compile(r"[^\W_]+")
_GREETINGS = frozenset(
    {
        *("hallo", "halloechen", "hi", "hey", "huhu", "moin", "servus", "gruezi", "tach", "hello", "morning", "test", "ping"),
        *("guten", "gruess", "gruss", "good", "mahlzeit"),
    }
)
_THANKS = frozenset(
    {"danke", "dankeschoen", "dank", "vielen", "merci", "thanks", "thank", "thx", "cheers", "super", "prima", "klasse", "perfekt"}
)
_FILLERS = frozenset(
    {
        *("dir", "euch", "ihnen", "schoen", "sehr", "gott", "morgen", "tag", "abend", "nachmittag", "zusammen", "allerseits", "lieber"),
        *("lotse", "bot", "you", "so", "much", "very", "a", "lot", "there", "morning", "evening", "afternoon", "day", "und", "and", "gut"),
    }
)
"""Words that may stand beside a greeting or thanks, and add nothing."""
_QUESTIONS = re.compile(
    r"(?:was|wer|wie|what|who|how) (?:kann|kannst|koennen|bist|ist|geht|gehts|funktioniert|soll|macht|machst|can|are|does|do|is)\b"
    r"(?: (?:ich|du|man|das|hier|dir|sagen|fragen|tun|alles|denn|you|i|this|it|do|say|work|here|eigentlich))*$"
    r"|(?:hilf|hilfst|help)(?: (?:mir|uns|me|us|bitte|please))+$"
)
_MAX_LENGTH = 60


def small(text: str) -> str | None:
    """The verb of `help` that answers small talk: "greet", "thank" or "show"; None for any other text."""
    text = text.strip()
    if len(text) > _MAX_LENGTH:
        return None
    words = [fold(word) for word in _WORD.findall(text)]
    if not words:
        return "show" if text and not text.strip("?!") and "?" in text else "thank" if _is_emoji(text) else None
    if _QUESTIONS.match(" ".join(words)):
        return "show"
    for verb, known in (("greet", _GREETINGS), ("thank", _THANKS)):
        if words[0] in known and all(word in known | _FILLERS for word in words):
            return verb
    return None


def _is_emoji(text: str) -> bool:
    """A thumb or a smile: signs beyond all punctuation."""
    return bool(text) and all(ord(character) > 0x2000 or character.isspace() for character in text)
