"""The offer "Meintest du …?": a command that is carried out as it stands there, and that shows every field it stores."""

from __future__ import annotations

from bot.command import Vocabulary
from bot.context import Context
from bot.grammar.binding import bind
from bot.grammar.parsed import Guess, NumberMissing, Parsed
from bot.grammar.parser import parse
from bot.messages import UserError

MAX_SLIPS = 10
"""Slips in one message that are mended."""
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
"""The refusals that say nothing but what was probably meant, and so are of no use without a suggestion."""
MAX_WHOLE_LENGTH = 240
MAX_TEXT_LENGTH, MAX_VALUE_LENGTH = 80, 60
"""Characters of the text and of each value that are shown of a longer suggestion."""


def settled(error: UserError, ctx: Context, vocabulary: Vocabulary) -> UserError:
    """The error with a suggestion that can be carried out as it stands: nothing in it is asked about, and every value can be read.

    Where there is none, the answer is the refusal of the likeliest suggestion, unless the error is clear without one.
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
        return None  # which record it is about is asked when it is accepted
    except UserError as refused:
        return refused
    return None


def shown(suggest: str, vocabulary: Vocabulary, prefix: str) -> str:
    """The suggestion as it is shown: of a long one the text and the values are shortened, so that no field is left out."""
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
