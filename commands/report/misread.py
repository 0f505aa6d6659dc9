"""Contributions that would stand in the wrong place of a report: an amount among the words, or a part without its colon."""

from __future__ import annotations

from dataclasses import dataclass

from bot.context import Context
from bot.grammar.fields import VALUE_SEPARATOR, first_word
from bot.messages import UserError
from bot.values.amount import read_amount_of
from bot.words import fold

_AMOUNT = frozenset({"abgerufen", "abruf", "mittel", "mittelabruf", "called", "funds"})
_PARTS = {
    **dict.fromkeys(("abweichung", "abweichungen"), "abweichung"),
    **{word: word for word in ("ausblick", "deviation", "outlook")},
    "deviations": "deviation",
}
"""Words that name a part that is not the one of a text without any."""


@dataclass(frozen=True)
class Misread:
    text: str
    """The name of the question."""
    suggest: str


def misread(ctx: Context, said: str, *, team: str, quarter: str) -> Misread | None:
    """What a text without a field was probably meant as; None where it is what was achieved."""
    english = ctx.settings.language == "en"
    first, behind = first_word(" ".join(said.replace(VALUE_SEPARATOR, " ").split()))
    of_team = f" | {'group' if english else 'team'}: {team}" if team else ""
    of_quarter = f" | {'for' if english else 'für'}: {quarter}" if quarter else ""
    word = fold(first.rstrip(":,"))
    amount = behind if word in _AMOUNT else said
    if _is_amount(ctx, amount):
        command = "report called" if english else "bericht abgerufen"
        return Misread("report.amount-apart", f"{ctx.project.prefix}{command} {amount.strip()}{of_team}")
    if word in _PARTS and behind.strip():
        command = "report contribution" if english else "bericht beitrag"
        return Misread("report.part-meant", f"{ctx.project.prefix}{command} {_PARTS[word]}: {behind.strip()}{of_quarter}{of_team}")
    return None


def _is_amount(ctx: Context, said: str) -> bool:
    if not any(character.isdecimal() for character in said):
        return False
    try:
        read_amount_of(ctx, said)
    except UserError as error:
        return error.text == "amount.two"
    return True
