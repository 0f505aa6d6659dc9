"""A noun: what commands are about, with its commands and with what a text means that names no verb."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from bot.command.declaration import Command
from bot.context import Context
from bot.domain.history import Change
from bot.messages import Outgoing, Role, UserError
from bot.words import fold


@dataclass(frozen=True)
class Bare:
    """An argument for which a value without a key may be meant: `B1 rot`."""

    verb: str
    argument: str
    fits: Callable[[str], bool] = lambda text: True
    """Whether words can be its value, where the argument itself takes any."""


@dataclass(frozen=True)
class Replied:
    """The verb that a plain reply to a message of this role stands for, where its words fit."""

    role: Role
    verb: str
    fits: Callable[[str], bool] = lambda text: True


@dataclass(frozen=True, kw_only=True)
class Noun:
    """What commands are about. Its commands stand in the order in which help names them."""

    name: str
    words: tuple[str, ...]
    commands: tuple[Command, ...]
    letter: str = ""
    """The letter of its records; empty where it has none."""
    alone: str
    """The verb that the noun alone stands for."""
    free: str | None = None
    """The verb that a text without a verb stands for: "add", where records can be added."""
    jot: str | None = None
    """The verb that a text stands for which begins with one of its fields (`!retro stop: …`) or with its sign (`!retro + …`)."""
    reply: str | None = None
    """The verb that a plain reply to one of its cards stands for."""
    replies: tuple[Replied, ...] = ()
    """The same for messages of certain roles; the first that fits counts."""
    undo: Callable[[Context, Change], Awaitable[Sequence[Outgoing] | None]] | None = None
    """Undoes the change of a tap that was withdrawn; returns None where a later change keeps it from being undone."""
    adds_from: Mapping[str, str] = field(default_factory=dict)
    """The letter of another kind of record -> the verb that adds from one: `!agenda B12`. Its `number` is that record's."""
    lists_of: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """The letter of another kind of record -> the verb that lists what belongs to one, and its argument: `!agenda S3`."""
    prose: bool = False
    """Whether a text without a verb is a line of prose, which may begin with any word or number: nothing in it is asked about."""
    roles: tuple[Role, ...] = ()
    """Messages of the bot that are this noun's, whatever record they are about: their buttons and replies are its commands."""
    orders: bool = False
    """Whether the titles of its records begin with verbs in the imperative: `Öffne ein Konto`."""
    bare: tuple[Bare, ...] = ()
    """The arguments that a bare value behind a number may be meant for, the likeliest first: `B1 rot`."""
    offers: Mapping[str, str] = field(default_factory=dict)
    """Words, folded, that are no verbs here -> the verb that is offered for them, because it has another effect than they say."""
    which: Callable[[Context, Command, str], Awaitable[UserError]] | None = None
    """Makes the answer where a verb needs a number and got this text instead: it offers the open records."""

    def replied(self, role: Role, text: str) -> str | None:
        """The verb that a plain reply stands for because of the role of the message and of its words."""
        return next((each.verb for each in self.replies if each.role is role and each.fits(text)), None)

    @cached_property
    def reply_verbs(self) -> frozenset[str]:
        """Every verb that a plain reply can stand for."""
        return frozenset([each.verb for each in self.replies] + ([self.reply] if self.reply else []))

    def verb(self, name: str) -> Command | None:
        return next((command for command in self.commands if command.verb == name), None)

    @cached_property
    def verbs(self) -> Mapping[str, Command]:
        """Each word of each verb, folded -> its command."""
        return {fold(word): command for command in self.commands for word in command.words}

    @cached_property
    def keys(self) -> frozenset[str]:
        """Every field word of any of its commands, folded."""
        return frozenset(key for command in self.commands for key in command.keys)
