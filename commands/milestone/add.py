"""`!meilenstein <text>`: something is to be reached by a day; and `!meilenstein ändere M4 | nach: M1`, which takes the same fields."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Annotated

from bot.command import Key, command
from bot.context import Context
from bot.domain.ids import Number
from bot.domain.milestones.dependencies import too_early_for
from bot.domain.milestones.forecasts import EntryKind, LogEntry, standing
from bot.domain.milestones.milestone import LETTER, Milestone
from bot.grammar import verb_words
from bot.grammar.due_in_text import due_told
from bot.messages import Outgoing, Reply, UserError
from bot.permissions import Who
from bot.records.assignee import find_doer
from bot.values import GroupName, MilestoneNumber, Title
from commands.milestone.deadlines import schedule
from commands.milestone.fields import MilestoneFields, ReachedDay
from commands.milestone.needed import needed_by, read_needed
from commands.milestone.record import BUTTONS, KIND, log, needed, retract, was_only_planned


class Args(MilestoneFields):
    text: Title
    reached: Annotated[ReachedDay, Key("erreicht", "reached")] = None
    team: Annotated[GroupName, Key("team", "gruppe", "group")] = ""


class Changes(MilestoneFields):
    number: MilestoneNumber
    title: Annotated[Title, Key("titel", "title")] = ""


async def amend(ctx: Context, number: Number, args: Args) -> Sequence[Outgoing] | None:
    """The message was edited: the record reads as if it had been written so; fields left out go back to their default.

    Its planned date is corrected as long as nobody has said anything of it since.
    """
    before = await KIND.amendable(ctx, number, args.team)
    plan = _required(ctx, args)
    if args.reached is not None:
        raise UserError("milestone.reached-by-verb", milestone=before, day=args.reached)
    after = replace(
        before,
        text=args.text,
        after=await needed_by(ctx, number, args.after),
        reference=args.reference,
        funder=_funder(args),
        evidence=args.evidence,
        who=find_doer(ctx, args.who, (await ctx.team(before.team)).room),
    ).settled(at=ctx.now)
    if plan != before.plan:
        after = await _planned_anew(ctx, after, plan)
    return None if after == before else await KIND.change(ctx, before, after, "edit")


@command("milestone add", args=Args, who=Who.TEAM, aliases=verb_words.ADD, amend=amend, retract=retract)
async def add(ctx: Context, args: Args) -> Reply:
    team = await ctx.acting_group(args.team)
    await KIND.require_room(ctx, team)
    plan = _required(ctx, args)
    needs = await read_needed(ctx, args.after)
    milestone = Milestone(
        number=await ctx.tx.next_number(LETTER),
        team=team.id,
        text=args.text,
        plan=plan,
        agreed=plan,
        forecast=plan,
        reported_at=ctx.written_at,
        after=tuple(each.number for each in needs),
        reference=args.reference,
        funder=_funder(args),
        evidence=args.evidence,
        who=find_doer(ctx, args.who, team.room),
        author=ctx.sender,
        created_at=ctx.written_at,
        room=ctx.room,
        source=ctx.event,
    )
    if args.reached is not None:
        milestone = milestone.reached(args.reached, "", by=ctx.sender, at=ctx.written_at)
    await KIND.records(ctx.tx).add(milestone)
    await KIND.remember(ctx, milestone, "add")
    await schedule(ctx, milestone)
    await log(ctx, milestone, EntryKind.PLANNED)
    if not milestone.is_open:
        await log(ctx, milestone, EntryKind.REACHED)
    called = milestone.who is not None and milestone.who != ctx.sender and ctx.rooms.is_joined(milestone.who, team.room)
    return await KIND.announced(
        ctx,
        milestone,
        buttons=BUTTONS if milestone.is_open else (),
        mentions=(milestone.who,) if called and milestone.who else (),
        too_early=too_early_for(milestone, needs),
    )


@command("milestone edit", args=Changes, who=Who.TEAM | Who.PMO, aliases=verb_words.EDIT)
async def edit(ctx: Context, args: Changes) -> Reply:
    given = args.model_fields_set - {"number"}
    if not given:
        raise UserError("edit.nothing", number=str(args.number))
    # Evidence often comes only when it is reached.
    before = await (KIND.changeable if given == {"evidence"} else KIND.open)(ctx, args.number)
    after = before
    if "title" in given:
        after = replace(after, text=args.title)
    if "after" in given:
        after = replace(after, after=await needed_by(ctx, before.number, args.after))
    if "reference" in given:
        after = replace(after, reference=args.reference, funder=before.funder or bool(args.reference))
    if "funder" in given:
        after = replace(after, funder=_may_change_funder(ctx, before, bool(args.funder)))
    if "evidence" in given:
        after = replace(after, evidence=args.evidence)
    if "who" in given:
        after = replace(after, who=find_doer(ctx, args.who, (await ctx.team(before.team)).room))
    if "due" in given and _not_past(ctx, args.due) != before.plan:
        after = await _planned_anew(ctx, after, _not_past(ctx, args.due))
    if after == before:
        return Reply("milestone.same", subject=before.number, milestone=before)
    after = after.settled(at=ctx.written_at)
    also = await KIND.change(ctx, before, after, "edit")
    also += await KIND.told(ctx, after, "milestone.told.edited")
    called = after.who is not None and after.who not in (before.who, ctx.sender) and ctx.rooms.is_joined(after.who, ctx.room)
    return Reply(
        "milestone.edited",
        subject=after.number,
        also=tuple(also),
        mentions=(after.who,) if called and after.who else (),
        receipt="👌" if given <= {"title", "evidence", "reference"} else None,
        **await KIND.card(ctx, after, ctx.room),
        too_early=too_early_for(after, await needed(ctx, after)),
    )


def _required(ctx: Context, args: Args) -> date:
    """The planned day. Raises UserError where there is none, or where it is past and the milestone is not reached."""
    if args.due is None:
        said = due_told(args.text)
        if said.due and args.model_fields_set == {"text"} and not ctx.literal:  # `Datenkatalog online bis 30.9.`
            key = "due" if ctx.settings.language == "en" else "bis"
            suggest = f"{ctx.project.prefix}{KIND.word(ctx)} {said.text} | {key}: {said.due}"
            raise UserError("hint.due", due=said.due, suggest=suggest)
        raise UserError("milestone.when", text=args.text)
    return args.due if args.reached is not None else _not_past(ctx, args.due)


def _not_past(ctx: Context, day: date | None) -> date:
    if day is None:
        raise UserError("milestone.when", text="")
    if day < ctx.calendar.day_of(ctx.now):
        raise UserError("milestone.past", day=day)
    return day


def _funder(args: MilestoneFields) -> bool:
    """Whether the date stands in the grant; what has a reference of the funder's does, unless it is said not to."""
    return bool(args.reference) if args.funder is None else args.funder


def _may_change_funder(ctx: Context, before: Milestone, funder: bool) -> bool:
    """Only the PMO takes a date out of the grant: nobody else may drop such a milestone either."""
    if before.funder and not funder and not ctx.is_pmo:
        raise UserError("milestone.funder-pmo", milestone=before)
    return funder


async def _planned_anew(ctx: Context, milestone: Milestone, plan: date) -> Milestone:
    """With its planned date corrected. Raises UserError where that has been built on: a plan never changes."""
    if not await was_only_planned(ctx, milestone.number):
        raise UserError("milestone.plan-stays", milestone=milestone, day=plan)
    rows = standing(await ctx.tx.milestone_log.of(milestone.number))
    planned = next(row for row in rows if row.kind is EntryKind.PLANNED)
    await ctx.tx.milestone_log.withdraw(planned, ctx.now)
    corrected: LogEntry = replace(planned, id=0, day=plan, mark=ctx.event)
    await ctx.tx.milestone_log.add(corrected)
    return milestone.corrected(plan)
