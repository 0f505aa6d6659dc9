"""What was understood of a text: which command, on which records, with which words and fields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.command import Command
from bot.domain.ids import Number
from bot.messages import UserError


@dataclass(frozen=True, kw_only=True)
class Parsed:
    command: Command
    number: Number | None = None
    others: tuple[Number, ...] = ()
    """Further records for the same command: `!blocker gelöst B3, B7`."""
    text: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    """The argument -> what was written for it."""
    filters: frozenset[str] = frozenset()
    """The arguments whose bare word was said."""
    literal: bool = False
    """Whether the words are taken as they stand, whatever they sound like: their author was asked."""


class NumberMissing(UserError):
    """A verb that speaks of one record stands without its number (`!blocker gelöst Vorlage da`)."""

    def __init__(self, command: Command, rest: str, *, has_text: bool) -> None:
        super().__init__("number.missing")
        self.command = command
        self.rest = rest
        self.has_text = has_text


class Guess(UserError):
    """A refusal whose suggestions are guesses. Where none of them can be carried out, nothing is suggested."""
