"""What was probably meant by a blocker whose text ends with a day: the same as a field, to be accepted with ✅."""

from __future__ import annotations

from bot.context import Context
from bot.domain.blockers import Severity
from bot.grammar.due_in_text import due_told
from bot.messages import UserError
from commands.blocker.fields import BlockerFields


def refuse_untold(ctx: Context, args: BlockerFields, text: str, team: str) -> None:
    """Asks whether `… bis Freitag` is its due date, unless the sender was asked or has written one."""
    said = due_told(text)
    if ctx.literal or args.due.day or not said.due:
        return
    others = "".join(f" | {key}: {value}" for key, value in _fields(args, team).items() if value)
    key = "due" if ctx.settings.language == "en" else "bis"
    prefix = ctx.project.prefix
    suggest = f"{prefix}blocker {said.text} | {key}: {said.due}{others}"
    raise UserError("hint.due", due=said.due, suggest=suggest, literal=f"{prefix}blocker {text}{others}")


def _fields(args: BlockerFields, team: str) -> dict[str, str]:
    """Its other fields, as people write them."""
    return {
        "lösung": args.solution,
        "ampel": "rot" if args.severity is Severity.RED else "",
        "verzug": args.delay,
        "meilenstein": str(args.milestone or ""),
        "team": team,
    }
