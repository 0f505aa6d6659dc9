"""➕ under an objection, or `!protokoll einwand vertagen`: the group decides on it in its next session."""

from __future__ import annotations

from dataclasses import replace

from bot.command import Arguments, command
from bot.context import Context
from bot.domain.agenda import LETTER, Topic, TopicKind
from bot.domain.minutes.draft import Objection
from bot.domain.minutes.running import Minutes
from bot.domain.teams import Team
from bot.messages import Outgoing, Reply, Role, Say, UserError
from bot.permissions import Who
from bot.values import SessionNumber
from commands.agenda.placement import put_on, watch
from commands.agenda.record import KIND as TOPIC
from commands.agenda.session_dates import next_date
from commands.minutes.draft.object import AGENDA, after_change, shown_anew
from commands.minutes.draft.settle import objections_meant

MAX_TITLE = 200


class Args(Arguments):
    number: SessionNumber | None = None


@command(
    "minutes bring-up",
    args=Args,
    who=Who.TEAM | Who.PMO,
    aliases=("einwand-vertagen",),
    button=AGENDA,
    on=(Role.OBJECTION,),
)
async def bring_up(ctx: Context, args: Args) -> Reply:
    minutes, objections = await objections_meant(ctx)
    await ctx.require_may_change(minutes.team)
    waiting = [objection for objection in objections if objection.topic is None]
    if not waiting:
        raise UserError("minutes.objection-on-agenda", topic=objections[0].topic)
    team = await ctx.team(minutes.team)
    also: list[Outgoing] = []
    for objection in waiting:
        topic, card = await _topic(ctx, minutes, team, objection)
        kept = replace(objection, topic=topic.number)
        await ctx.tx.drafts.save_objection(kept)
        also += [card, *await shown_anew(ctx, kept)]
    also += await after_change(ctx, minutes)
    return Reply("", subject=minutes.session, also=tuple(also))


async def _topic(ctx: Context, minutes: Minutes, team: Team, objection: Objection) -> tuple[Topic, Say]:
    """A topic on the group's next date, or one that waits for a date, and its card."""
    await TOPIC.require_room(ctx, team)
    word = "Objection to the minutes" if ctx.settings.language == "en" else "Einwand zum Protokoll"
    about = f"{word} {minutes.session}, {minutes.started_at.astimezone(ctx.settings.zone):%d.%m.%Y}"
    topic = Topic(
        number=await ctx.tx.next_number(LETTER),
        team=team.id,
        text=(f"{about}: {objection.text}" if objection.text else about)[:MAX_TITLE],
        kind=TopicKind.DISCUSSION,
        who=objection.by,
        author=ctx.sender,
        created_at=ctx.written_at,
        room=ctx.room,
        source=ctx.event,
    )
    topic = await put_on(ctx, topic, await next_date(ctx, team.id))
    await TOPIC.records(ctx.tx).add(topic)
    await TOPIC.remember(ctx, topic, "add")
    await watch(ctx, {topic.session})
    card = Say(
        room=team.room,
        text="agenda.card",
        params=await TOPIC.card(ctx, topic, team.room),
        once=f"card:{topic.number}",
        subject=str(topic.number),
        role=Role.CARD,
    )
    return topic, card
