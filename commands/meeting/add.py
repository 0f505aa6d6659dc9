"""`!treffen Jour fixe | wann: jeden Dienstag 10:00`: when a group meets, once or again and again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Annotated

from bot.command import Key, command
from bot.context import Context
from bot.domain.ids import Number
from bot.domain.meetings import LETTER, Session
from bot.grammar import field_words, verb_words
from bot.messages import Outgoing, Reply, UserError
from bot.permissions import Who
from bot.values import GroupName, Text, Title, when
from bot.values.appointment import date_at_the_end, length_meant, read_appointment
from bot.values.length_limits import DATE
from commands.meeting.dates import forget_changes
from commands.meeting.duplicates import planned_already
from commands.meeting.fields import SessionFields, rule_and_start
from commands.meeting.record import KIND
from commands.meeting.replan import keep_dates


class Args(SessionFields):
    text: Title
    when: Annotated[Text, Key(*field_words.WHEN), DATE.first] = ""
    """As it was written, so that it can be offered again."""
    team: Annotated[GroupName, Key("team", "gruppe", "group")] = ""
    anyway: Annotated[Text, Key("trotzdem", "anyway")] = ""
    """Anything: although the same is planned already."""


async def amend(ctx: Context, number: Number, args: Args) -> Sequence[Outgoing] | None:
    """The message was edited: the session is as if it had been planned so; fields left out go back to their default."""
    before = await KIND.amendable(ctx, number, args.team)
    at = _appointment(ctx, args)
    rule, start = rule_and_start(at, args.until)
    values = {"title": args.text, "rule": rule, "start": start, "length": _length(args, at), "lead": args.lead}
    values |= args.model_dump(include={"place", "until"})
    after = before.changed(**values)
    if all(getattr(before, name) == value for name, value in values.items()):
        return None
    if (rule, start) != (before.rule, before.start):
        if before.is_series and after.is_series:
            await keep_dates(ctx, before, after)
        else:
            await forget_changes(ctx, before)
    return await KIND.change(ctx, before, after, "edit")


@command("meeting add", args=Args, who=Who.TEAM, aliases=verb_words.ADD, amend=amend, retract=KIND.retract)
async def add(ctx: Context, args: Args) -> Reply:
    team = await ctx.acting_group(args.team)
    at = _appointment(ctx, args)
    rule, start = rule_and_start(at, args.until)
    session = Session(
        number=await ctx.tx.next_number(LETTER),
        team=team.id,
        title=args.text,
        rule=rule,
        start=start,
        length=_length(args, at),
        place=args.place,
        until=args.until,
        lead=args.lead,
        created_by=ctx.sender,
        created_at=ctx.written_at,
        room=ctx.room,
        source=ctx.event,
    )
    await _require_new(ctx, session, args)
    await KIND.records(ctx.tx).add(session)
    await KIND.remember(ctx, session, "add")
    return await KIND.announced(ctx, session, also=await KIND.follow_up(ctx, session, session))


def _appointment(ctx: Context, args: Args) -> when.PointInTime | when.Series:
    """Raises UserError where there is none."""
    if not args.when:
        raise _no_date(ctx, args)
    return read_appointment(ctx, args.when)


def _length(args: Args, at: when.PointInTime | when.Series) -> timedelta:
    return length_meant(at, args.length, given="length" in args.model_fields_set)


async def _require_new(ctx: Context, session: Session, args: Args) -> None:
    """Refuses what the group has planned already: people send the same twice, or two of them do."""
    twin = await planned_already(ctx, session)
    if twin is None or args.anyway:
        return
    raise UserError("meeting.twice", session=twin.session, date=twin.date, suggest=_again(ctx, args.text, args.when, args, anyway=True))


def _no_date(ctx: Context, args: Args) -> UserError:
    """Without `wann:` nothing is planned; where the text ends with a date, that was probably meant."""
    split = date_at_the_end(ctx, args.text)
    if split is None:
        return UserError("meeting.when-missing")
    title, said = split
    if not title:
        return UserError("meeting.title-missing", said=said)
    return UserError("meeting.when-meant", said=said, suggest=_again(ctx, title, said, args))


def _again(ctx: Context, title: str, when_said: str, args: Args, *, anyway: bool = False) -> str:
    """The command as it was meant."""
    english = ctx.settings.language == "en"
    words = ("meeting", "when") if english else ("treffen", "wann")
    fields = "".join(f" | {key}: {value}" for key, value in _said_too(args).items())
    if anyway:
        fields += " | anyway: yes" if english else " | trotzdem: ja"
    return f"{ctx.project.prefix}{words[0]} {title} | {words[1]}: {' '.join(when_said.split())}{fields}"


def _said_too(args: Args) -> dict[str, str]:
    """The other fields that were filled, as people write them."""
    values = {
        "length": f"{args.length // timedelta(minutes=1)} min",
        "place": args.place,
        "until": f"{args.until.day}.{args.until.month}.{args.until.year}" if args.until else "",
        "lead": str(args.lead or ""),
        "team": args.team,
    }
    keys = {name: mark.words[0] for name, info in Args.model_fields.items() for mark in info.metadata if isinstance(mark, Key)}
    return {keys[name]: value for name, value in values.items() if value and name in args.model_fields_set}
