"""✅, ❌ and replies under the draft of a letter on risks: the PMO sends it, leaves it out this time, or adds a remark to it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.command import Arguments, command
from bot.context import Context
from bot.domain.ids import Number
from bot.domain.lights.risk_letter import LetterState, RiskLetter, RiskRemark
from bot.grammar import verb_words
from bot.messages import Outgoing, Reply, Role, Say, UserError
from bot.permissions import Who
from bot.values import Text, Words
from commands.light.risks.letters import SEND, SKIP, refreshed
from commands.light.risks.timer import closed, sent


class Args(Arguments):
    prose = False
    text: Text = ""


class Remark(Arguments):
    text: Words


async def retract(ctx: Context, number: Number) -> Sequence[Outgoing]:
    """The tap was taken back: nothing is decided. What was sent stays sent."""
    letter = await _decided_by_sender(ctx)
    if letter is None:
        return []
    if letter.state is LetterState.SENT:
        return [Say(room=ctx.room, text="light.risks.stays-sent", params={"letter": letter}, once=f"kept:{ctx.event}")]
    return await closed(ctx, letter.undecided())


@command("light send", args=Args, who=Who.PMO, aliases=("senden", "sende", "send"), button=SEND, on=(Role.RISKS,), retract=retract)
async def send(ctx: Context, args: Args) -> Reply:
    letter = await _meant(ctx)
    steering = await ctx.steering()
    if steering is None:
        raise UserError("light.risks.no-committee")
    if letter.is_monthly:
        also = await sent(ctx, letter.decided(LetterState.SENT, by=ctx.sender, at=ctx.written_at), steering)
        letter = await ctx.tx.risk_letters.get(letter.key) or letter
    else:
        letter = letter.decided(LetterState.RELEASED, by=ctx.sender, at=ctx.written_at)
        also = await closed(ctx, letter)
    return Reply("light.risks.sent", subject=_number(ctx), also=tuple(also), receipt="👌", letter=letter)


@command("light skip", args=Args, who=Who.PMO, aliases=("auslassen", "weglassen", "skip"), button=SKIP, on=(Role.RISKS,), retract=retract)
async def skip(ctx: Context, args: Args) -> Reply:
    letter = (await _meant(ctx)).decided(LetterState.DECLINED, by=ctx.sender, at=ctx.written_at)
    also = await closed(ctx, letter)
    return Reply("light.risks.skipped", subject=_number(ctx), also=tuple(also), receipt="👌", letter=letter)


async def amend(ctx: Context, number: Number, args: Remark) -> Sequence[Outgoing] | None:
    """The reply was edited: until the letter is sent the remark reads as it does."""
    remark = await ctx.tx.risk_letters.remark_of(ctx.event)
    letter = await ctx.tx.risk_letters.get(remark.letter) if remark else None
    if remark is None or letter is None:
        return None
    if not letter.is_open:
        raise UserError("light.risks.gone", letter=letter)
    await ctx.tx.risk_letters.save_remark(remark.saying(args.text))
    return await refreshed(ctx, letter)


async def withdraw(ctx: Context, number: Number) -> Sequence[Outgoing]:
    """The reply was deleted: the remark goes, and from the draft, too. What was sent stays as it was read."""
    remark = await ctx.tx.risk_letters.remark_of(ctx.origin) if ctx.origin else None
    letter = await ctx.tx.risk_letters.get(remark.letter) if remark else None
    if remark is None or letter is None:
        return []
    await ctx.tx.risk_letters.delete_remark(remark.event)
    return await refreshed(ctx, letter)


@command("light note", args=Remark, who=Who.PMO, aliases=("anmerkung", *verb_words.NOTE), amend=amend, retract=withdraw)
async def note(ctx: Context, args: Remark) -> Reply:
    letter = await _meant(ctx)
    said = RiskRemark(event=ctx.event, letter=letter.key, by=ctx.sender, at=ctx.written_at, text=args.text)
    await ctx.tx.risk_letters.save_remark(said)
    also = await refreshed(ctx, letter)
    return Reply("light.risks.remarked", subject=_number(ctx), also=tuple(also), receipt="📝", letter=letter)


async def _meant(ctx: Context) -> RiskLetter:
    """The letter whose draft was tapped or replied to, else the first that is drafted. Raises UserError where none is open."""
    if not ctx.is_pmo:
        raise UserError("right.pmo-only")
    row = await ctx.tx.outbox.by_event(ctx.origin) if ctx.origin else None
    drafted = [each for each in await ctx.tx.risk_letters.open() if each.drafted]
    if row is not None and row.role is Role.RISKS:
        found = next((each for each in drafted if each.draft_once == row.once), None)
        if found is None:
            letter = await ctx.tx.risk_letters.get(row.once.removeprefix("risks draft:"))
            raise UserError("light.risks.gone", letter=letter)
        return found
    if not drafted:
        raise UserError("light.risks.no-draft")
    return drafted[0]


async def _decided_by_sender(ctx: Context) -> RiskLetter | None:
    """The letter on which the deleted tap has decided."""
    last = await ctx.tx.risk_letters.last_sent()
    found = [*await ctx.tx.risk_letters.decided(), *([last] if last else [])]
    return next((each for each in found if each.decided_by == ctx.sender), None)


def _number(ctx: Context) -> Number | None:
    """The group of the room, whose messages the draft is one of."""
    return Number("G", ctx.here.id) if ctx.here else None
