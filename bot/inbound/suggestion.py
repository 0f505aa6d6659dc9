"""The offer "Meintest du …?": a command that is carried out as it stands there, and that shows every field it stores."""

from __future__ import annotations

from bot.command import Vocabulary
from bot.context import Context
from bot.grammar.binding import bind
from bot.grammar.parsed import Guess, NumberMissing, Parsed
from bot.grammar.parser import parse
from bot.messages import UserError

MAX_SLIPS = 10
"""Slips in one message."""
_ALONE = frozenset(
    {
        *("noun.meant", "noun.sure", "verb.meant", "verb.offered", "field.meant", "field.hidden", "field.line"),
        *(
            "hint.colour",
            "hint.green",
            "hint.due",
            "hint.task",
            "which.titled",
            "action.for-group",
            "number.for-that",
            "meeting.when-meant",
        ),
    }
)
"""The refusals that say nothing but what was meant."""
MAX_WHOLE_LENGTH = 240
MAX_TEXT_LENGTH, MAX_VALUE_LENGTH = 80, 60
"""Characters of the text and of each value of a longer one; they know the rest."""


def settled(error: UserError, ctx: Context, vocabulary: Vocabulary) -> UserError:
    """The error with a suggestion that can be carried out as it stands: nothing in it is left to ask about, and every value can be read.

    Where there is none, that refusal of the likeliest is the answer, unless the error says enough without a suggestion.
    """
    for _ in range(MAX_SLIPS):
        wrong: UserError | None = None
        for suggestion in filter(None, (error.suggest, *error.or_suggest)):
            refused = _wrong_with(suggestion, ctx, vocabulary)
            if refused is None:
                error.suggest = suggestion
                return error
            wrong = wrong or refused
        if wrong is None or wrong.suggest is None or isinstance(error, Guess):
            break
        error.suggest, error.or_suggest = wrong.suggest, wrong.or_suggest
    error.suggest = None
    if wrong is None or error.text not in _ALONE:
        return error
    wrong.suggest = None
    wrong.about = wrong.about or error.about
    wrong.replaces, wrong.amends = error.replaces, error.amends
    return wrong


def _wrong_with(suggestion: str, ctx: Context, vocabulary: Vocabulary) -> UserError | None:
    prefix = ctx.project.prefix
    try:
        bind(parse(suggestion.removeprefix(prefix), vocabulary, prefix), ctx)
    except NumberMissing:
        return None  # what it can be about is asked when it is taken up
    except UserError as refused:
        return refused
    return None


def shown(suggest: str, vocabulary: Vocabulary, prefix: str) -> str:
    """As it is; of a long one the text and the values are shortened, so that no field of it is cut off."""
    if len(suggest) <= MAX_WHOLE_LENGTH:
        return suggest
    try:
        parsed = parse(suggest.removeprefix(prefix), vocabulary, prefix)
    except UserError:
        return _short(suggest, MAX_WHOLE_LENGTH)
    return _shortened(suggest, parsed)


def _shortened(suggest: str, parsed: Parsed) -> str:
    for words, most in ((parsed.text, MAX_TEXT_LENGTH), *((value, MAX_VALUE_LENGTH) for value in parsed.fields.values())):
        if len(words) > most:
            suggest = suggest.replace(words, _short(words, most), 1)
    return suggest


def _short(words: str, most: int) -> str:
    return f"{' '.join(words[: 2 * most].split())[:most].rstrip()} …"
