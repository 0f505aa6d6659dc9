"""The verbs that are the same for every kind of record, made from its declaration: list them, show one, note something on one."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Annotated, Any

from pydantic import create_model

from bot.command import Arguments, Command, Filter, command
from bot.context import Context
from bot.domain.ids import Number
from bot.domain.record_types import R
from bot.grammar import verb_words
from bot.messages import Outgoing, Reply, UserError
from bot.permissions import Who
from bot.records import history, notes
from bot.records.by_title import T, by_title
from bot.records.kind import Kind
from bot.records.listing import MAX_ON_SCREEN, belongs_here, in_scope, page, speaks_for_all
from bot.values import Title
from bot.values.record_number import number_of


class ListArguments(Arguments):
    all: Annotated[bool, Filter("alle", "all")] = False
    project: Annotated[bool, Filter("projekt", "project")] = False


async def _nothing_more(ctx: Context, record: Any) -> Mapping[str, Any]:
    return {}


def show_command(kind: Kind[R], *, more: Callable[[Context, R], Awaitable[Mapping[str, Any]]] = _nothing_more) -> Command:
    """`!NOUN zeige X5`: the record with its notes and history (`NOUN.shown`); `more` gives further parameters."""
    args = _arguments(kind)

    @command(f"{kind.noun} show", args=args, who=Who.MEMBERS, aliases=verb_words.SHOW)
    async def show(ctx: Context, args: Any) -> Reply:
        record = await kind.find(ctx.tx, args.number)
        return Reply(
            f"{kind.noun}.shown",
            subject=record.number,
            history=await history.latest(ctx, record.number),
            **await notes.latest(ctx, record.number),
            **await kind.card(ctx, record, ctx.room),
            **await more(ctx, record),
        )

    return show


ListScope = Callable[[Context, bool, bool], Awaitable[Sequence[R]]]
"""Finds the records of a list, given whether it is of the whole project, and with the closed ones."""


def list_command(kind: Kind[R], *, among: ListScope[R] | None = None) -> Command:
    """`!NOUN liste [alle|projekt]` (`NOUN.list`): the open ones in the order of the kind, with `alle` the closed ones behind them.

    `among` finds them where they are not just those of this room's group.
    """

    @command(f"{kind.noun} list", args=ListArguments, who=Who.MEMBERS, aliases=verb_words.LIST)
    async def listed(ctx: Context, args: ListArguments) -> Reply:
        whole_project = args.project or speaks_for_all(ctx)
        if among is not None:
            found = await among(ctx, whole_project, args.all)
        else:
            found = await in_scope(ctx, kind.of, whole_project=whole_project, closed=args.all)
        records = sorted(found, key=lambda record: (not kind.is_open(record), kind.of.order(record)))
        return Reply(f"{kind.noun}.list", **await page(ctx, kind.of, records, whole_project=whole_project, everything=args.all))

    return listed


def note_command(kind: Kind[R]) -> Command:
    """`!NOUN notiz X5 text`, or a reply to a card: a note on the record, as long as the message that wrote it stands."""
    args = _arguments(kind, text=Title)

    async def amend(ctx: Context, number: Number, args: Any) -> Sequence[Outgoing] | None:
        await kind.changeable(ctx, number)
        return await notes.amend(ctx, number, args)

    @command(f"{kind.noun} note", args=args, who=Who.TEAM | Who.PMO, aliases=verb_words.NOTE, amend=amend)
    async def note(ctx: Context, args: Any) -> Reply:
        record = await kind.changeable(ctx, args.number)
        return await notes.keep(ctx, record.number, args.text, kind.named("note"))

    return note


def missing_number(
    kind: Kind[T], *, among: Callable[[Context, Command], Awaitable[Sequence[T]]] | None = None
) -> Callable[[Context, Command, str], Awaitable[UserError]]:
    """What a noun answers to a verb without the number of its record (`NOUN.which`): the records that can be meant.

    ✅ takes the text behind the verb as a new record. `among` finds the records; else they are the open ones that belong here, and
    the closed ones for the verb that opens again.
    """

    async def which(ctx: Context, verb: Command, text: str) -> UserError:
        meant = await among(ctx, verb) if among else await _can_be_meant(ctx, kind, verb)
        noun = f"{ctx.project.prefix}{kind.word(ctx)}"
        suggest = f"{noun} {'new' if ctx.settings.language == 'en' else 'neu'} {text}" if text else None
        offered: dict[str, Any] = {kind.of.plural: meant[:MAX_ON_SCREEN]}
        return by_title(meant, noun, text, suggest) or UserError(
            f"{kind.noun}.which",
            verb=verb.words[0],
            suggest=suggest,
            reopens=verb.verb == "reopen",
            now=ctx.now,
            today=ctx.calendar.day_of(ctx.now),
            **offered,
        )

    return which


async def _can_be_meant(ctx: Context, kind: Kind[T], verb: Command) -> list[T]:
    if not belongs_here(ctx):
        return []
    reopens = verb.verb == "reopen"
    found = await in_scope(ctx, kind.of, whole_project=speaks_for_all(ctx), closed=reopens)
    return [record for record in found if kind.is_open(record) is not reopens and record.text]


def _arguments(kind: Kind[R], **more: Any) -> type[Arguments]:
    """The arguments of a verb that is about one record: its number, and `more` by name."""
    fields: dict[str, Any] = {"number": (Annotated[Number, number_of(kind.letter)], ...)}
    fields |= {name: (value, ...) for name, value in more.items()}
    return create_model(f"{kind.noun.title()}Arguments", __base__=Arguments, **fields)
