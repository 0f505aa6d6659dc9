"""What people write beside the fields of a report: a slip of one is asked about, and a group may stand without its key."""

from __future__ import annotations

from collections.abc import Sequence

from bot.command import Key
from bot.context import Context
from bot.grammar.fields import SlippedKey, UnknownLine, split
from bot.messages import UserError
from bot.words import fold
from commands.light.groups import task_forces


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


async def group_in_front(ctx: Context, text: str) -> tuple[str, str]:
    """The group with whose name a text begins, and the rest: `Dateninventur inhalt grün`."""
    for team in sorted(await task_forces(ctx), key=lambda each: -len(each.name)):
        words = len(team.name.split())
        said = text.split()
        if len(said) > words and fold(" ".join(said[:words])) == fold(team.name):
            return team.name, " ".join(said[words:])
    return "", text
