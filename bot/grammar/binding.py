"""The binding of parsed words to the arguments of a command, and the check whether the sender may give it at all."""

from __future__ import annotations

from bot.command import Arguments, Command
from bot.context import Context
from bot.grammar.parser import Parsed
from bot.messages import UserError
from bot.permissions import Who, may


def bind(parsed: Parsed, ctx: Context) -> Arguments:
    """The arguments, each read by its type (`bot/values`); a UserError where one cannot be read or is missing."""
    command = parsed.command
    if command.needs_text and not parsed.text:
        raise UserError("text.missing")
    if parsed.text and not command.takes_text:
        raise UserError("text.unexpected", said=parsed.text)
    given: dict[str, object] = {**parsed.fields, **dict.fromkeys(parsed.filters, True)}
    if parsed.number is not None:
        given["number"] = parsed.number
    if command.takes_text:
        given["text"] = parsed.text
    return command.args.model_validate(given, context=ctx)


def require_standing(command: Command, ctx: Context) -> None:
    """Raises UserError where the sender may not give this command here, whatever record it is about; the handler checks the record."""
    if Who.ANYONE in command.who:
        return
    if ctx.here is not None and ctx.here.counts and ctx.is_open_to_all(ctx.here) and not ctx.is_admin:
        raise UserError("team.public-now", team=ctx.here.name)
    if not ctx.groups and not ctx.is_admin and ctx.direct:
        raise UserError("team.none-direct")
    if not command.who & (Who.MODERATOR | Who.ADMIN):
        if not ctx.direct:
            ctx.own_group()
        if not ctx.groups:
            raise UserError("right.member")
        return
    if not may(command.who, ctx.standing(ctx.here.id if ctx.here else None)):
        raise UserError("right.moderator" if Who.MODERATOR in command.who else "right.admin")
