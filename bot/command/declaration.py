"""The declaration of one command: its words, its arguments, who may give it, its buttons, and the function that does it.

    @command("blocker solve", args=Args, who=Who.TEAM | Who.PMO, aliases=("gelöst", "solved", "done"), button="✅")
    async def solve(ctx: Context, args: Args) -> Reply: ...

Parsing, help, "Meintest du …?", buttons and the reference in docs/ all come from this declaration.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar, TypeVar

from pydantic import BaseModel, ConfigDict

from bot.context import Context
from bot.domain.ids import Number
from bot.messages import Outgoing, Reply, Role
from bot.permissions import Who
from bot.words import fold

CARDS = (Role.CARD, Role.ALERT, Role.NOTICE, Role.BALLOT)
"""The messages about a record on which its buttons work."""
NOTED = (
    *(*CARDS, Role.PROPOSAL, Role.REQUEST, Role.SESSION, Role.ATTENDANCE, Role.DRAFT, Role.OBJECTION, Role.SPEAKERS),
    *(Role.LIGHT_REASON, Role.LIGHT_WHICH, Role.RISKS, Role.REPORT),
)
"""The messages about a record to which a plain reply is a note on it, or what it asks for."""


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
    """The base class of the arguments of a command.

    The validator is built when the command is first given (`defer_build`): for all commands at the start it takes a tenth of a second.
    """

    model_config = ConfigDict(defer_build=True, hide_input_in_errors=True)
    prose: ClassVar[bool] = True
    """Whether the text may be any sentence. Where it is only a name or a number, white space before a field is enough."""


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
    more_buttons: tuple[str, ...] = ()
    """Further reactions that give it, where they say something different each (`Context.key`)."""
    on: tuple[Role, ...] = CARDS
    """The roles of the messages on which the buttons work."""
    amend: Amend | None = None
    """Applies an edit of the message that made the record to the record; returns None where the edit changes nothing."""
    retract: Retract | None = None
    """Applies the deletion of the message that made the record."""
    of: str = ""
    """The letter of the records that it is about, where it is another than the noun's. It is a verb only alone or before a number."""
    editable: Callable[[Context, Number], Awaitable[bool]] | None = None
    """Whether an edit of the message still counts after a day; None where it never does."""
    fits: Callable[[str], bool] | None = None
    """Whether a text behind the verb fits it; where it does not, the verb is only the first word of an ordinary text."""
    replies_whole: bool = False
    """Whether a plain reply gives it with all its fields, where a message asks for that (`Say.reply_gives`)."""
    needs_colon: bool = False
    """Whether a text behind the verb belongs to it only after a colon, or on a line of its own: `weiter: einstimmig`."""

    @property
    def noun(self) -> str:
        return self.name.split()[0]

    @property
    def buttons(self) -> tuple[str, ...]:
        """All reactions that give it."""
        return (self.button, *self.more_buttons) if self.button else ()

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
        """Whether it needs the number of a record."""
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
    more_buttons: tuple[str, ...] = (),
    on: tuple[Role, ...] = CARDS,
    amend: Amend | None = None,
    retract: Retract | None = None,
    of: str = "",
    editable: Callable[[Context, Number], Awaitable[bool]] | None = None,
    fits: Callable[[str], bool] | None = None,
    needs_colon: bool = False,
    replies_whole: bool = False,
) -> Callable[[Handler], Command]:
    """Declares the decorated handler as the command `name`, which can be said by its own verb or any of `aliases`."""

    def declared(handler: Handler) -> Command:
        words = (*aliases, name.split()[1])
        return Command(
            name=name,
            words=words,
            args=args,
            who=who,
            run=handler,
            button=button,
            more_buttons=more_buttons,
            on=on,
            amend=amend,
            retract=retract,
            of=of,
            editable=editable,
            fits=fits,
            needs_colon=needs_colon,
            replies_whole=replies_whole,
        )

    return declared
