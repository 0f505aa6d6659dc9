"""`!ampel`: the lights of this group; in the PMO's and the steering committee's room those of all. `verlauf`: how they have changed."""

from __future__ import annotations

from collections.abc import Sequence

from bot.command import Arguments, command
from bot.context import Context
from bot.domain.cut_list import cut
from bot.domain.lights.course import SHOWN, course
from bot.domain.lights.report import OF_A_GROUP
from bot.domain.teams import Kind, Team
from bot.grammar import verb_words
from bot.messages import Image, Reply, Role, UserError
from bot.permissions import Who
from bot.values import Name
from bot.words import fold
from commands.light.confirm import CONFIRM
from commands.light.groups import group_named, number_of, sees_all, task_forces
from commands.light.picture import drawn
from commands.light.shown import of_groups, of_project, runs

LINES = 12
"""Groups on a phone screen."""
COURSES = 4
"""Groups whose courses are told in one answer."""


class Args(Arguments):
    text: Name = ""


@command("light show", args=Args, who=Who.MEMBERS, aliases=(*verb_words.SHOW, *verb_words.LIST))
async def show(ctx: Context, args: Args) -> Reply:
    return await shown_for(ctx, await groups_meant(ctx, args.text), in_full=bool(args.text) and not is_all(args.text))


@command("light history", args=Args, who=Who.MEMBERS, aliases=("verlauf", "historie", "history"))
async def history(ctx: Context, args: Args) -> Reply:
    groups = await groups_meant(ctx, args.text)
    first, more = cut(groups, COURSES)
    reports = await ctx.tx.lights.of_all()
    courses = [
        {
            "name": team.name,
            "lights": [
                {"aspect": aspect, "runs": runs(course(reports.get(team.id, ()), aspect, ctx.settings.zone, count=SHOWN))}
                for aspect in OF_A_GROUP
            ],
        }
        for team in first
    ]
    drawing = await drawn(ctx, groups)
    also = (Image(room=ctx.room, drawing=drawing, once=f"picture lights:{ctx.event}"),) if drawing is not None else ()
    return Reply("light.history", also=also, courses=courses, more=more)


async def groups_meant(ctx: Context, named: str) -> list[Team]:
    """The group of this name; without one the room's own, or all where the room or the sender sees all."""
    if named and not is_all(named):
        return [await group_named(ctx, named)]
    if named or sees_all(ctx):
        return await task_forces(ctx)
    if ctx.direct:
        return [each for each in ctx.groups if Kind.TASK_FORCE in each.kinds]
    return [ctx.own_group()]


def is_all(named: str) -> bool:
    """Whether the words ask for the lights of every group."""
    return fold(named) in ("alle", "alles", "projekt", "all", "project", "alle projekt", "all project")


async def shown_for(ctx: Context, teams: Sequence[Team], *, in_full: bool) -> Reply:
    """One group in full, several in a line each."""
    if not teams:
        raise UserError("light.no-groups")
    shown = await of_groups(ctx, teams)
    today = ctx.calendar.day_of(ctx.now)
    if len(teams) == 1 and (in_full or not sees_all(ctx)):
        group, mine = shown[0], ctx.belongs_to(teams[0].id)
        return Reply(
            "light.shown",
            subject=number_of(teams[0]),
            role=Role.LIGHTS,
            buttons=(CONFIRM,) if group.is_stale and mine else (),
            group=group,
            today=today,
            now=ctx.now,
            asks=group.is_stale and mine,
            mine=mine,
            meanings=ctx.settings.light_meanings,
        )
    shown.sort(key=lambda each: -each.worst.rank)
    first, more = cut(shown, LINES)
    return Reply("light.list", groups=first, more=more, project=await of_project(ctx), today=today, now=ctx.now)
