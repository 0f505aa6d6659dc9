"""What people write beside the fields of a report: a slip of one is asked about, and a group may stand without its key."""

from __future__ import annotations

from collections.abc import Sequence

from bot.command import Key
from bot.context import Context
from bot.grammar.fields import SlippedKey, UnknownLine, split
from bot.messages import UserError
from bot.words import fold
from commands.light.groups import group_called, task_forces
from commands.light.reading import begins_with_a_light


def refuse_slips(ctx: Context, text: str, values: Sequence[str], fields: Sequence[Key], spoken: str) -> None:
    """Raises UserError for `| hlife: …`, with the right key, and for any other field that lights do not have."""
    if ctx.literal:
        return
    for said in (text, *values):
        try:
            split(said, fields=fields, all_keys=ctx.words)
        except (SlippedKey, UnknownLine) as asked:
            suggest = f"{spoken} {asked.mended}" if said == text and not any(values) else None
            raise UserError(asked.text, suggest=suggest, literal=f"{spoken} {text}" if suggest else None, **asked.params) from None


async def with_group(ctx: Context, team: str, text: str) -> tuple[str, str]:
    """The field `team` and the text, where the group stands elsewhere.

    `team: Dateninventur inhalt grün`, `Dateninventur inhalt grün`, `Dateninventur | inhalt: grün`.
    """
    if team and await group_called(ctx, team) is None:
        name, rest = await _group_in_front(ctx, team)
        return (name, " ".join(filter(None, (text, rest)))) if name else (team, text)
    if team or not text:
        return team, text
    if await group_called(ctx, text) is not None:
        return text, ""
    name, rest = await _group_in_front(ctx, text)
    # Elsewhere than with the PMO a sentence may begin with a name: `Bürger-App wartet auf uns: ressourcen rot`.
    return (name, rest) if name and (ctx.is_pmo or begins_with_a_light(rest)) else (team, text)


async def _group_in_front(ctx: Context, text: str) -> tuple[str, str]:
    """The group with whose name a text begins, and the rest: `Dateninventur inhalt grün`."""
    for team in sorted(await task_forces(ctx), key=lambda each: -len(each.name)):
        words = len(team.name.split())
        said = text.split()
        if len(said) > words and fold(" ".join(said[:words]).rstrip(",;–-|")) == fold(team.name):
            return team.name, " ".join(said[words:]).lstrip(",;–-| ")
    return "", text
