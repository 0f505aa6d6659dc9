"""What was probably meant by a task whose text speaks of its day or its person: the same as fields, to be accepted with ✅."""

from __future__ import annotations

from datetime import date

from bot.context import Context
from bot.domain.ids import RoomId
from bot.grammar.due_in_text import told
from bot.messages import UserError
from bot.records.assignee import find_doer
from bot.words import fold
from commands.action.fields import ActionFields


def spoken(ctx: Context, args: ActionFields, text: str, *, who: str = "", due: str = "", team: str = "") -> str:
    """The whole command as it would have been written."""
    english = ctx.settings.language == "en"
    fields = {
        "who" if english else "wer": who or args.who,
        "due" if english else "bis": due or _written(args.due.day),
        "retro": str(args.retro or ""),
        "team": team or getattr(args, "team", ""),
    }
    noun = "action" if english else "aufgabe"
    return f"{ctx.project.prefix}{noun} {text}" + "".join(f" | {key}: {value}" for key, value in fields.items() if value)


def refuse_untold(ctx: Context, args: ActionFields, text: str, room: RoomId) -> None:
    """Asks whether the words of the text are its fields, unless the sender was asked or has written both."""
    if ctx.literal:
        return
    said = told(text, lambda name: _is_somebody(ctx, name, room))
    due, who = "" if args.due.day else said.due, "" if args.who else said.who
    if not due and not who:
        return
    title = said.text if bool(due) == bool(said.due) and bool(who) == bool(said.who) else text
    suggest = spoken(ctx, args, title, who=who.removeprefix("@"), due=due)
    raise UserError("hint.task", due=due, who=who, suggest=suggest, literal=spoken(ctx, args, text))


def _is_somebody(ctx: Context, name: str, room: RoomId) -> bool:
    if fold(name) in ("i", "me", "mir", "mich"):  # "Mir fehlt …" says nothing of who does it
        return False
    try:
        return find_doer(ctx, name, room) is not None
    except UserError:
        return False


def _written(day: date | None) -> str:
    return f"{day.day}.{day.month}.{day.year}" if day else ""
