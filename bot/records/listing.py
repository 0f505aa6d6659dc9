"""The lists of records: which of them belong into a room, and how many of them fit on its screens."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.context import Context
from bot.domain.cut_list import cut
from bot.domain.record_types import R, RecordType

MAX_ON_SCREEN = 8
"""Records on a phone screen; the list says how to see the rest."""
MAX_LISTED = 100
"""Records in the longest list, which `alle` asks for."""


def speaks_for_all(ctx: Context) -> bool:
    """Whether the room is the PMO's or the steering committee's, who see the whole project."""
    return ctx.here is not None and (ctx.here.is_pmo or ctx.here.is_steering)


def belongs_here(ctx: Context) -> bool:
    """Whether the sender is of the group of this room; in a direct chat always."""
    return ctx.direct or any(ctx.here is not None and group.id == ctx.here.id for group in ctx.groups)


async def in_scope(ctx: Context, kind: RecordType[R], *, whole_project: bool, closed: bool = False) -> list[R]:
    """Those of this room's group, of the speaker's groups in a direct chat, or of everybody: live ones, or with `closed` all.

    Raises UserError in a room without a group.
    """
    if whole_project:
        return list(await ctx.tx.records(kind).listed(closed=closed))
    groups = ctx.groups if ctx.direct else [ctx.own_group()]
    return [record for group in groups for record in await ctx.tx.records(kind).listed(group.id, closed=closed)]


async def page(ctx: Context, kind: RecordType[R], found: Sequence[R], *, whole_project: bool, everything: bool) -> dict[str, Any]:
    """The parameters of `NOUN.list`: what fits, how many more there are, and whose list it is."""
    first, more = cut(found, MAX_LISTED if everything else MAX_ON_SCREEN)
    return {
        kind.plural: first,
        "more": more,
        "all": everything,
        "teams": {team: (await ctx.team(team)).name for team in {record.team for record in first}},
        "several": whole_project or (ctx.direct and len(ctx.groups) > 1),
        "whole_project": whole_project,
        "group": ctx.here.name if ctx.here and not whole_project else "",
        "today": ctx.calendar.day_of(ctx.now),
    }
