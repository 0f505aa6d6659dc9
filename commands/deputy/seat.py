"""`!vertretung sitz Gießen @ben`: who speaks for a municipality, and with `vertretung:` who does so when that person cannot."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from bot.command import Arguments, Key, command
from bot.context import Context
from bot.domain.ids import EventId, Number, UserId
from bot.domain.teams import Team
from bot.domain.voting.voices import Chair, Seat
from bot.grammar import field_words
from bot.messages import Outgoing, Reply, Rewrite, Say, UserError
from bot.permissions import Who
from bot.values import People, Text
from bot.values.text import MAX_NAME_LENGTH
from bot.words import fold
from commands.deputy.committee import committee, may_moderate, number_of
from commands.deputy.fields import For
from commands.deputy.look import look_now
from commands.deputy.people import person_meant, person_within
from commands.deputy.rules import require_standing_free
from commands.deputy.speaking import can_vote
from commands.deputy.words import told
from commands.deputy.words_said import bare

MAX_SEATS = 40


class Args(Arguments):
    prose = False
    text: Text = ""
    municipality: For = ""
    who: Annotated[People, Key(*field_words.WHO)] = ""
    deputy: Annotated[People | None, Key("vertretung", "stellvertretung", "vertreter", "vertreterin", "deputy", "proxy")] = None


async def amend(ctx: Context, number: Number, args: Args) -> Sequence[Outgoing] | None:
    """The message was edited: the seat that it set is the one that it names now."""
    team = await _moderated(ctx)
    for seat in await _set_by(ctx, team, ctx.event):
        await ctx.tx.voices.remove_seat(seat)
    reply = await _seated(ctx, team, args)
    return [*reply.also, Rewrite(of=f"answer:{ctx.event}", text=reply.text, params=reply.params)]


async def retract(ctx: Context, number: Number) -> Sequence[Outgoing]:
    team = await _moderated(ctx)
    seats = await _set_by(ctx, team, ctx.origin) if ctx.origin else []
    said: list[Outgoing] = []
    for each in seats:
        await ctx.tx.voices.remove_seat(each)
        params = await _without(ctx, team, each)
        said.append(Say(room=ctx.room, text="deputy.unseated", params=params, once=f"voices unseated {ctx.event}"))
    await look_now(ctx, team)
    return said


@command("deputy seat", args=Args, who=Who.MEMBERS | Who.ADMIN, aliases=("sitz", "platz"), amend=amend, retract=retract)
async def seat(ctx: Context, args: Args) -> Reply:
    team = await _moderated(ctx)
    return await _seated(ctx, team, args)


async def _set_by(ctx: Context, team: Team, event: EventId) -> list[Seat]:
    return [each for each in await ctx.tx.voices.seats(team.id) if each.source == event]


async def _moderated(ctx: Context) -> Team:
    team = await committee(ctx)
    if not may_moderate(ctx, team):
        raise UserError("deputy.moderation-only", team=team.name)
    return team


async def _seated(ctx: Context, team: Team, args: Args) -> Reply:
    seats = list(await ctx.tx.voices.seats(team.id))
    municipality, holder = await _meant(ctx, team, args, seats)
    known = next((each for each in seats if fold(each.municipality) == fold(municipality)), None)
    if holder is None and args.deputy is None:
        return await _removed(ctx, team, municipality, known)
    if holder is None and known is None:
        raise UserError("deputy.seat-who", municipality=municipality)
    if known is None and len(seats) >= MAX_SEATS:
        raise UserError("deputy.seats-full", most=MAX_SEATS)
    deputy = await _deputy(ctx, team, args, known)
    after = Seat(
        team=team.id,
        municipality=known.municipality if known else municipality,
        holder=holder or (known.holder if known else ctx.sender),
        deputy=deputy,
        set_by=ctx.sender,
        set_at=ctx.written_at,
        source=ctx.event,
    )
    await _require_fitting(ctx, team, after, seats)
    await ctx.tx.voices.set_seat(after)
    await look_now(ctx, team)
    return await _answered(ctx, team, after, known, count=len(seats) + (known is None))


async def _answered(ctx: Context, team: Team, after: Seat, before: Seat | None, *, count: int) -> Reply:
    known = (ctx.sender, *((before.holder, before.deputy) if before is not None else ()))
    new = [user for user in (after.holder, after.deputy) if user is not None and user not in known]
    reads = [user for user in new if ctx.room == team.room and ctx.rooms.is_joined(user, ctx.room)]
    also: list[Outgoing] = []
    for user in new:
        if user not in reads:
            also += await told(ctx, team, user, "deputy.told.seated", {"seat": after, "by": ctx.sender}, "seated")
    return Reply(
        "deputy.seated",
        subject=number_of(team),
        also=tuple(also),
        mentions=tuple(reads),
        seat=after,
        count=count,
        earlier=before.holder if before is not None and before.holder != after.holder else None,
        is_there=can_vote(ctx, team, after.holder),
        is_deputy_there=after.deputy is None or can_vote(ctx, team, after.deputy),
    )


async def _removed(ctx: Context, team: Team, municipality: str, known: Seat | None) -> Reply:
    if known is None:
        raise UserError("deputy.seat-who", municipality=municipality)
    await ctx.tx.voices.remove_seat(known)
    await look_now(ctx, team)
    return Reply("deputy.unseated", subject=number_of(team), **await _without(ctx, team, known))


async def _without(ctx: Context, team: Team, seat: Seat) -> dict[str, Any]:
    return {"seat": seat, "count": len(await ctx.tx.voices.seats(team.id))}


async def _meant(ctx: Context, team: Team, args: Args, seats: Sequence[Seat]) -> tuple[str, UserId | None]:
    """The municipality and who is to speak for it; nobody where only its name stands there. Raises UserError."""
    text = args.text if not args.municipality else f"{args.municipality} {args.text}"
    if args.who:
        municipality, holder = bare(text), await person_meant(ctx, team, args.who)
    elif any(fold(bare(text)) == fold(each.municipality) for each in seats):
        municipality, holder = bare(text), None
    else:
        municipality, holder = await _split(ctx, team, text, seats)
    if not municipality:
        raise UserError("deputy.seat-where", said=args.text)
    if len(municipality) > MAX_NAME_LENGTH:
        raise UserError("text.too-long", length=len(municipality), most=MAX_NAME_LENGTH)
    if "@" in municipality:
        raise UserError("text.unexpected", said=municipality)
    return municipality, holder


async def _split(ctx: Context, team: Team, text: str, seats: Sequence[Seat]) -> tuple[str, UserId | None]:
    found = await person_within(ctx, team, text)
    if found is None:
        known = next((each for each in seats if fold(text).startswith(f"{fold(each.municipality)} ")), None)
        if known is not None:
            raise UserError("deputy.person-unknown", said=bare(text[len(known.municipality) :]))
        return bare(text), None
    before, person, behind = found
    if bare(before) and bare(behind):
        raise UserError("text.unexpected", said=bare(behind))
    return " ".join((bare(before) or bare(behind)).split()), person


async def _deputy(ctx: Context, team: Team, args: Args, known: Seat | None) -> UserId | None:
    """The standing deputy: as the field says, or as before where there is no field."""
    if args.deputy is None:
        return known.deputy if known is not None else None
    return await person_meant(ctx, team, args.deputy) if args.deputy else None


async def _require_fitting(ctx: Context, team: Team, after: Seat, seats: Sequence[Seat]) -> None:
    other = next((each for each in seats if each.holder == after.holder and each.municipality != after.municipality), None)
    if other is not None:
        raise UserError("deputy.seated-already", holder=after.holder, other=other.municipality)
    if ctx.rooms.me in (after.holder, after.deputy):
        raise UserError("deputy.person-unknown", said=ctx.rooms.name(ctx.rooms.me, team.room))
    if after.deputy == after.holder:
        chair = Chair(municipality=after.municipality, holder=after.holder, name=after.municipality)
        raise UserError("deputy.oneself", own=False, chair=chair)
    await require_standing_free(ctx, team, after)
