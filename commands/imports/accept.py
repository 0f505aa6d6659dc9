"""✅ on the preview, or `!import übernehmen`: what it shows is taken over; and ↩️, or `!import zurück`: the whole batch is taken back."""

from __future__ import annotations

from collections.abc import Sequence

from bot.command import Arguments, command
from bot.context import Context
from bot.domain.cut_list import cut
from bot.domain.ids import EventId, Number
from bot.domain.imports.batch import KEPT_FOR, Batch, BatchState
from bot.domain.teams import team_subject
from bot.messages import Outgoing, Reply, Rewrite, Role, Say, UserError
from bot.permissions import Who
from bot.records.import_verb import OVER
from bot.values import Text
from commands.imports.origin import origin_of
from commands.imports.preview import BACK, BACK_KEY, YES
from commands.imports.take import Full, take, take_back

NAMED = 8
"""Numbers that a sentence names."""
ON = (Role.IMPORT,)


class Args(Arguments):
    text: Text = ""
    """Of a tap the batch that the message is about; what people write here is of no use."""


def _nothing(text: str) -> bool:
    return False


async def retract(ctx: Context, number: Number) -> Sequence[Outgoing]:
    """The ✅ was withdrawn, or the words were deleted: the batch is taken back, as with ↩️."""
    rows = await ctx.tx.outbox.by_cause(ctx.origin) if ctx.origin else []
    subject = next((row.subject for row in rows if row.role is Role.IMPORT and row.subject), "")
    batch = await ctx.tx.imports.get(EventId(subject.partition("/")[2]))
    if batch is None or batch.state is not BatchState.TAKEN:
        return []
    await ctx.require_may_change(batch.team)
    said = await _taken_back(ctx, batch)
    answer = Say(room=ctx.room, text=said.text, params=said.params, once=f"import undone {batch.event}", thread=batch.thread)
    return [*said.also, answer]


@command(
    "import take",
    args=Args,
    who=Who.TEAM | Who.PMO,
    aliases=("übernehmen", "übernehme", "übernimm"),
    button=YES,
    on=ON,
    fits=_nothing,
    retract=retract,
)
async def accept(ctx: Context, args: Args) -> Reply:
    batch = await _meant(ctx, BatchState.SHOWN)
    if batch.state is BatchState.TAKEN:
        raise UserError("import.taken-already", file=batch.name)
    if batch.reading is None:
        raise UserError("import.over")
    team = await ctx.team(batch.team)
    if not team.counts:
        raise UserError("import.over")
    try:
        taken = await take(origin_of(ctx, batch, team), batch.reading, batch.shown)
    except Full as full:
        raise UserError("import.full", team=team.name, target=full.target.value) from None
    await ctx.tx.imports.put(batch.taken())
    await ctx.tx.timers.set(OVER, batch.subject, ctx.now + KEPT_FOR)
    params = {
        "file": batch.name,
        "added": {target.value: _span(numbers) for target, numbers in taken.added.items()},
        "counts": {target.value: len(numbers) for target, numbers in taken.added.items()},
        "updated": taken.updated,
        "kept": taken.kept,
        "otherwise": taken.otherwise,
        "team": team.name,
        "elsewhere": team.room != ctx.room,
        "until": ctx.now + KEPT_FOR,
    }
    done = Say(
        room=ctx.room,
        text="import.taken" if taken.count else "import.taken-nothing",
        params=params,
        once=f"imported:{batch.event}",
        subject=batch.subject,
        role=Role.IMPORT,
        thread=batch.thread,
        buttons=(BACK,) if taken.count else (),
    )
    also = (Rewrite(of=batch.once, text="import.accepted", params=params), done, *taken.also)
    return Reply("", subject=Number.of_subject(team_subject(team.id)), also=also)


@command(
    "import undo",
    args=Args,
    who=Who.TEAM | Who.PMO,
    aliases=("zurück", "zurücknehmen", "rückgängig", "back"),
    button=BACK_KEY,
    on=ON,
    fits=_nothing,
)
async def undo(ctx: Context, args: Args) -> Reply:
    batch = await _meant(ctx, BatchState.TAKEN)
    if batch.state is not BatchState.TAKEN:
        raise UserError("import.not-taken", file=batch.name)
    return await _taken_back(ctx, batch)


async def _taken_back(ctx: Context, batch: Batch) -> Reply:
    team = await ctx.team(batch.team)
    done = await take_back(ctx, origin_of(ctx, batch, team))
    await ctx.tx.imports.delete(batch)
    await ctx.tx.timers.clear(batch.subject, OVER)
    stay, stay_more = cut(done.stay, NAMED)
    return Reply(
        "import.undone",
        also=tuple(done.also),
        file=batch.name,
        gone=len(done.gone),
        restored=done.restored,
        stay=stay,
        stay_more=stay_more,
        example=done.stay[0] if done.stay else None,
    )


async def _meant(ctx: Context, state: BatchState) -> Batch:
    """The batch of the tapped message, or the last one of this room; one in `state` before others. Raises UserError where there is none."""
    if ctx.pressed:
        row = await ctx.tx.outbox.by_event(ctx.origin) if ctx.origin else None
        batch = await ctx.tx.imports.get(EventId((row.subject or "").partition("/")[2])) if row is not None else None
    else:
        found = [each for each in await ctx.tx.imports.of_room(ctx.room) if each.state is not BatchState.WAITING]
        batch = next((each for each in found if each.state is state), None) or next(iter(found), None)
    if batch is None:
        raise UserError("import.over")
    await ctx.require_may_change(batch.team)
    return batch


def _span(numbers: Sequence[Number]) -> tuple[Number, Number | None]:
    """The first and the last; the last is None where there is only one."""
    return numbers[0], numbers[-1] if len(numbers) > 1 else None
