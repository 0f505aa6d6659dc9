"""What is offered with "Meintest du …?": a command that is carried out as it stands there, and that shows every field it stores."""

from __future__ import annotations

from bot.command import Vocabulary
from bot.messages import UserError
from bot.parser import NumberMissing, Parsed, parse

MOST_MENDED = 10
"""Slips in one message."""
_ALONE = frozenset({"noun.meant", "verb.meant", "field.meant", "field.hidden"})
"""The refusals that say nothing but what was meant."""
SHOWN_WHOLE = 240
SHOWN_TEXT, SHOWN_VALUE = 80, 60
"""Characters of the text and of each value of a longer one; they know the rest."""


def settled(error: UserError, vocabulary: Vocabulary, prefix: str) -> UserError:
    """The error with a suggestion in which nothing is left to ask about; where the suggestion would be refused, that refusal."""
    suggest = error.suggest
    for _ in range(MOST_MENDED):
        if suggest is None:
            break
        try:
            parse(suggest.removeprefix(prefix), vocabulary, prefix)
        except NumberMissing:
            break  # what it can be about is asked when it is taken up
        except UserError as next_one:
            if next_one.suggest is None and error.text not in _ALONE:
                suggest = None
                break
            if next_one.suggest is None:
                next_one.about = next_one.about or error.about
                next_one.replaces = error.replaces
                return next_one
            suggest = next_one.suggest
        else:
            break
    error.suggest = suggest
    return error


def shown(suggest: str, vocabulary: Vocabulary, prefix: str) -> str:
    """As it is; of a long one the text and the values are shortened, so that no field of it is cut off."""
    if len(suggest) <= SHOWN_WHOLE:
        return suggest
    try:
        parsed = parse(suggest.removeprefix(prefix), vocabulary, prefix)
    except UserError:
        return _short(suggest, SHOWN_WHOLE)
    return _shortened(suggest, parsed)


def _shortened(suggest: str, parsed: Parsed) -> str:
    for words, most in ((parsed.text, SHOWN_TEXT), *((value, SHOWN_VALUE) for value in parsed.fields.values())):
        if len(words) > most:
            suggest = suggest.replace(words, _short(words, most), 1)
    return suggest


def _short(words: str, most: int) -> str:
    return f"{' '.join(words[: 2 * most].split())[:most].rstrip()} …"
