"""`!bericht quartal [Q3 2026]`: the report as files, as a draft, or as it was released."""

from __future__ import annotations

from bot.command import Arguments, command
from bot.context import Context
from bot.domain.reports.document import latest
from bot.domain.reports.periods import sounds_like_quarter
from bot.grammar.fields import first_word
from bot.messages import Reply, UserError
from bot.permissions import Who
from bot.values import Text
from bot.words import fold
from commands.report.due import due_day
from commands.report.quarter.files import files
from commands.report.quarter.meant import quarter_meant
from commands.report.quarter.sources import composed

_ANEW = frozenset({"neu", "entwurf", "new", "draft"})


_PARTS = {word: word for word in ("erreicht", "abweichung", "ausblick", "achieved", "deviation", "outlook")}


class Args(Arguments):
    text: Text = ""


@command("report quarter", args=Args, who=Who.MEMBERS, aliases=("quartal", "quartalsbericht", "entwurf", "draft"))
async def quarter(ctx: Context, args: Args) -> Reply:
    _refuse_other_words(ctx, args.text)
    if not (ctx.is_pmo or any(team.is_steering for team in ctx.groups)):
        raise UserError("report.only-leading")
    words = args.text.split()
    anew = any(fold(word) in _ANEW for word in words)
    meant = await quarter_meant(ctx, " ".join(word for word in words if fold(word) not in _ANEW))
    report = latest(await ctx.tx.reports.released(meant), meant)
    once = f"report asked:{ctx.event}"
    if report is not None and not anew:
        also = await files(ctx, report.document, ctx.room, name=report.name, once=once)
        return Reply("report.released-shown", also=tuple(also), report=report, quarter=meant)
    document = await composed(ctx, meant)
    also = await files(ctx, document, ctx.room, name="", once=once)
    return Reply(
        "report.draft",
        also=tuple(also),
        quarter=meant,
        lacking=document.lacking,
        due=due_day(ctx, meant),
        is_due=False,
        runs=meant.last >= ctx.calendar.day_of(ctx.now),
    )


def _refuse_other_words(ctx: Context, text: str) -> None:
    """Refuses a text without a verb that names no quarter: `!bericht Q3` means one, `!bericht Ausblick Schulung` a contribution."""
    first, behind = first_word(text)
    part = _PARTS.get(fold(first.rstrip(",")))
    if part is not None and behind.strip():
        word = "report contribution" if ctx.settings.language == "en" else "bericht beitrag"
        raise UserError("verb.meant", said=first, suggest=f"{ctx.project.prefix}{word} {part}: {behind.strip()}")
    if first and fold(first) not in _ANEW and not sounds_like_quarter(fold(text)):
        raise UserError("verb.unknown", said=first, noun="report")
