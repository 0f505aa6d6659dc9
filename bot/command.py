"""How a command is declared: its words, its arguments, who may give it, its buttons, and the function that does it.

    @command("blocker solve", args=Args, who=Who.TEAM | Who.PMO, aliases=("gelöst", "solved", "done"), button="✅")
    async def solve(ctx: Context, args: Args) -> Reply: ...

Parsing, help, "Meintest du …?", buttons and the reference in docs/ all come from this declaration.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict

from bot.context import Context
from bot.domain.ids import Number
from bot.domain.records import Change
from bot.messages import Outgoing, Reply, Role, UserError
from bot.permissions import Who
from bot.words import fold, nearest

CARDS = (Role.CARD, Role.ALERT, Role.NOTICE, Role.BALLOT)
"""The messages about a record on which its buttons work."""
NOTED = (*CARDS, Role.PROPOSAL)
"""The messages about a record to which a plain reply is a note on it."""


@dataclass(frozen=True)
class Key:
    """Marks an argument that is written as a field, `ampel: rot`: the German word first, then the English one."""

    words: tuple[str, ...]

    def __init__(self, *words: str) -> None:
        object.__setattr__(self, "words", words)


@dataclass(frozen=True)
class Filter:
    """Marks an argument that is a bare word after the verb, as in `!blocker liste alle`."""

    words: tuple[str, ...]

    def __init__(self, *words: str) -> None:
        object.__setattr__(self, "words", words)


Mark = TypeVar("Mark", Key, Filter)
Handler = Callable[[Context, Any], Awaitable[Reply]]
Amend = Callable[[Context, Number, Any], Awaitable[Sequence[Outgoing] | None]]
Retract = Callable[[Context, Number], Awaitable[Sequence[Outgoing]]]


class Arguments(BaseModel):
    """What a command takes; each command has its own.

    What reads them is made when the command is first given: for all commands at the start it would take a tenth of a second.
    """

    model_config = ConfigDict(defer_build=True, hide_input_in_errors=True)


@dataclass(frozen=True, kw_only=True)
class Command:
    """One thing that people can say. `name` is `NOUN VERB` in English, the path of its module."""

    name: str
    words: tuple[str, ...]
    """Every word of the verb, German and English."""
    args: type[Arguments]
    who: Who
    run: Handler
    button: str | None = None
    on: tuple[Role, ...] = CARDS
    """On which messages the button works."""
    amend: Amend | None = None
    """Carries an edit of the message that made the record; None as answer where the edit changes nothing."""
    retract: Retract | None = None
    """Carries the deletion of the message that made the record."""
    fits: Callable[[str], bool] | None = None
    """Whether a text behind the verb is meant for it; where it is not, the verb is only the first word of a text."""

    @property
    def noun(self) -> str:
        return self.name.split()[0]

    @property
    def verb(self) -> str:
        return self.name.split()[1]

    @cached_property
    def keys(self) -> Mapping[str, str]:
        """Each word of each field, folded -> the argument it fills."""
        return {fold(word): name for name, key in self._marked(Key) for word in key.words}

    @cached_property
    def key_of(self) -> Mapping[str, str]:
        """Each argument that is written as a field -> the word by which help names it."""
        return {name: key.words[0] for name, key in self._marked(Key)}

    @cached_property
    def fields(self) -> tuple[Key, ...]:
        """Its fields, in the order in which help names them."""
        return tuple(key for _, key in self._marked(Key))

    @cached_property
    def filters(self) -> Mapping[str, str]:
        """Each bare word, folded -> the argument it sets."""
        return {fold(word): name for name, words in self._marked(Filter) for word in words.words}

    @property
    def wants_number(self) -> bool:
        """Whether it speaks of one record, which has to be named."""
        return self.takes_number and self.args.model_fields["number"].is_required()

    @property
    def takes_number(self) -> bool:
        return "number" in self.args.model_fields

    @property
    def takes_text(self) -> bool:
        return "text" in self.args.model_fields

    @property
    def needs_text(self) -> bool:
        return self.takes_text and self.args.model_fields["text"].is_required()

    def _marked(self, kind: type[Mark]) -> Iterator[tuple[str, Mark]]:
        for name, info in self.args.model_fields.items():
            for metadata in info.metadata:
                if isinstance(metadata, kind):
                    yield name, metadata


def command(
    name: str,
    *,
    args: type[Arguments],
    who: Who,
    aliases: Iterable[str] = (),
    button: str | None = None,
    on: tuple[Role, ...] = CARDS,
    amend: Amend | None = None,
    retract: Retract | None = None,
    fits: Callable[[str], bool] | None = None,
) -> Callable[[Handler], Command]:
    """Declares the decorated handler as the command `name`, which can be said by its own verb or any of `aliases`."""

    def declared(handler: Handler) -> Command:
        words = (*aliases, name.split()[1])
        return Command(
            name=name, words=words, args=args, who=who, run=handler, button=button, on=on, amend=amend, retract=retract, fits=fits
        )

    return declared


@dataclass(frozen=True)
class Bare:
    """The argument of a verb for which a value without any key may be meant."""

    verb: str
    argument: str
    fits: Callable[[str], bool] = lambda text: True
    """Whether words can be its value, where the argument itself takes any."""


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
    undo: Callable[[Context, Change], Awaitable[Sequence[Outgoing] | None]] | None = None
    """Takes a change back whose button was withdrawn; None where something followed, so that it stays."""
    adds_from: Mapping[str, str] = field(default_factory=dict)
    """The letter of another kind of record -> the verb that adds from one: `!agenda B12`. Its `number` is that record's."""
    lists_of: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """The letter of another kind of record -> the verb that lists what belongs to one, and its argument: `!agenda S3`."""
    orders: bool = False
    """Whether its texts begin like orders: `Öffne ein Konto`."""
    bare: tuple[Bare, ...] = ()
    """What a value alone may be meant for behind a number, the likeliest first: `B1 rot`."""
    offers: Mapping[str, str] = field(default_factory=dict)
    """Words, folded, that are no verbs here -> the verb that is offered for them, because it has another effect than they say."""
    which: Callable[[Context, Command, str], Awaitable[UserError]] | None = None
    """What to answer where a verb needs a number and got this text instead: offers the open records."""

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


@dataclass(frozen=True)
class Vocabulary:
    """All nouns together: what can be said to the bot."""

    nouns: tuple[Noun, ...]
    by_word: Mapping[str, Noun] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_word", {fold(word): noun for noun in self.nouns for word in noun.words})

    @cached_property
    def letters(self) -> frozenset[str]:
        """Of all kinds of records."""
        return frozenset(noun.letter for noun in self.nouns if noun.letter)

    @property
    def commands(self) -> Iterator[Command]:
        return (command for noun in self.nouns for command in noun.commands)

    def is_noun(self, word: str) -> bool:
        """Whether a command may begin with it: a noun, or a slip of a long one."""
        folded = fold(word.rstrip(",;|!?："))
        return folded in self.by_word or (len(folded) > 5 and nearest(folded, self.by_word) is not None)

    @property
    def places(self) -> Mapping[str, tuple[str, ...]]:
        """Each word of a verb or a field, folded -> the names of the commands that have it."""
        found: dict[str, tuple[str, ...]] = {}
        for command in self.commands:
            for word in (*(fold(word) for word in command.words), *command.keys):
                found[word] = (*found.get(word, ()), command.name)
        return found

    def command(self, name: str) -> Command | None:
        return next((command for command in self.commands if command.name == name), None)

    def of_letter(self, letter: str) -> Noun | None:
        return next((noun for noun in self.nouns if noun.letter == letter), None)

    def pressed(self, subject: str, key: str, role: Role) -> Command | None:
        """The command that a reaction with `key` on a message about `subject` stands for."""
        noun = self.of_letter(subject[:1])
        if noun is None:
            return None
        return next((command for command in noun.commands if command.button == key and role in command.on), None)
