"""`!einstellungen`: what holds here, and where it comes from."""

from __future__ import annotations

from dataclasses import dataclass

from bot.command import Arguments, command
from bot.context import Context
from bot.domain.settings import Settings, Source
from bot.domain.settings.registry import SETTINGS, Scope
from bot.grammar import verb_words
from bot.messages import Reply
from bot.permissions import Who


class Args(Arguments):
    pass


@dataclass(frozen=True)
class Line:
    """One setting as it is shown. `value` is its short form."""

    name: str
    word: str
    value: str
    source: Source


def lines(settings: Settings, scope: Scope) -> list[Line]:
    """The settings of a scope, in the order of their declaration."""
    return [
        Line(setting.name, setting.word(settings.language), settings.written[setting.name], settings.sources[setting.name])
        for setting in SETTINGS
        if setting.scope is scope
    ]


@command("settings show", args=Args, who=Who.ANYONE, aliases=(*verb_words.SHOW, *verb_words.LIST))
async def show(ctx: Context, args: Args) -> Reply:
    in_pmo = ctx.here is not None and ctx.here.counts and ctx.here.is_pmo
    return Reply(
        "settings.shown",
        room=lines(ctx.settings, Scope.ROOM),
        project=lines(ctx.settings, Scope.PROJECT) if in_pmo else [],
    )
