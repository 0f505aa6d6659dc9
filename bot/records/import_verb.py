"""`!aufgabe import`, as a reply to a file: the verb of the nouns whose records can come with a list. It only asks for the file.

What stands in it is shown when it has been fetched (`commands.imports`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated

from bot.command import Arguments, Command, Key, command
from bot.context import Context
from bot.domain.ids import Number
from bot.domain.imports.batch import KEPT_FOR, Batch, BatchState
from bot.domain.imports.rows import Target
from bot.domain.teams import Team, team_subject
from bot.grammar import verb_words
from bot.messages import Erase, Outgoing, Reply, Say, UserError
from bot.permissions import Who
from bot.values import GroupName, Text
from bot.words import fold

OVER = "import over"
"""The timer that ends a batch: an unread file, a preview that nobody has accepted, or the time in which it can be taken back."""
_WORD = r"(?:bitte|please|die|der|diese|dieser|aus|von|from|this|the|datei|file|liste|list|tabelle|kalender|calendar|csv|ics|hier|here)"
_OF_A_FILE = re.compile(rf"(?:{_WORD}[.!]?|[^\s|]{{1,120}}\.(?:csv|ics|txt|tsv|xlsx?))(?:\s{_WORD}[.!]?){{0,4}}", re.IGNORECASE)


class Args(Arguments):
    text: Text = ""
    team: Annotated[GroupName, Key("team", "gruppe", "group")] = ""


def _fits(text: str) -> bool:
    """Whether the words behind the verb speak of a file: `!aufgabe Import der Altdaten prüfen` is a task like any other."""
    before = text.partition("|")[0].strip()
    return not before or _OF_A_FILE.fullmatch(" ".join(before.split())[:200]) is not None


async def retract(ctx: Context, number: Number) -> Sequence[Outgoing]:
    """The message was deleted: the file is not read, and its preview goes. What was taken over is taken back by its own button."""
    batch = await ctx.tx.imports.get(ctx.origin) if ctx.origin else None
    if batch is None:
        return []
    if batch.state is BatchState.TAKEN:
        said = Say(room=ctx.room, text="import.taken-already", params={"file": batch.name}, once=f"kept:{ctx.event}", thread=batch.thread)
        return [said]
    await ctx.tx.imports.delete(batch)
    await ctx.tx.timers.clear(batch.subject, OVER)
    return [Erase(of=batch.once)] if batch.state is BatchState.SHOWN else []


def import_command(target: Target) -> Command:
    @command(f"{target} import", args=Args, who=Who.TEAM | Who.PMO, aliases=verb_words.IMPORT, fits=_fits, retract=retract)
    async def bring(ctx: Context, args: Args) -> Reply:
        team = await _receiving(ctx, args.team)
        batch = Batch(event=ctx.event, room=ctx.room, thread=ctx.thread, team=team.id, sender=ctx.sender, target=target, asked_at=ctx.now)
        await ctx.tx.imports.put(batch)
        await ctx.tx.timers.set(OVER, batch.subject, ctx.now + KEPT_FOR)
        return Reply("", subject=Number.of_subject(team_subject(team.id)))

    return bring


async def _receiving(ctx: Context, named: str) -> Team:
    """The speaker's own group; the PMO brings a list to any group that it names."""
    if not ctx.is_pmo or not named:
        return await ctx.acting_group(named)
    teams = [team for team in await ctx.tx.teams.all() if team.counts]
    found = next((team for team in teams if fold(team.name) == fold(named)), None)
    if found is None:
        raise UserError("import.no-such-group", said=named, teams=[team.name for team in teams])
    return found
