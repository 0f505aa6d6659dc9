"""`!einstellungen ruhezeit: 18:00-08:00`: changes what holds, in this room or, said in the PMO's room, for the project."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from bot.command import Arguments, command
from bot.config.effective_settings import PROJECT_SCOPE, calendar_of
from bot.context import Context
from bot.domain.settings import Settings, refuse_contradictions
from bot.domain.settings.registry import (
    CLOSED_DAYS,
    HOLIDAYS,
    LEAD,
    QUIET,
    REPORT_DUE,
    SETTINGS,
    WEEKLY,
    WORKING_DAYS,
    WORKING_HOURS,
    Scope,
    Setting,
    SettingRefused,
    is_reset,
    setting_called,
)
from bot.grammar import verb_words
from bot.messages import Reply, UserError
from bot.permissions import MODERATOR_POWER, Who
from bot.values import Words
from bot.words import nearest
from commands.blocker.escalation.ladder import TIMER as LADDER
from commands.deputy.look import look_at_voices
from commands.meeting.digest.send import schedule_team
from commands.overview.weekly import schedule
from commands.report import reminders as report_reminders
from commands.settings.show import Line, lines

_OF_SESSIONS = frozenset(each.name for each in (LEAD, QUIET, WEEKLY))
"""Settings of a room on which the digests before its sessions depend."""
_OF_CALENDAR = frozenset(each.name for each in (WORKING_DAYS, WORKING_HOURS, HOLIDAYS, CLOSED_DAYS))
# Where a run of space begins, and not again at each of its characters.
_BETWEEN = re.compile(r"(?<!\s)\s+\|\s*|\n+")
_SIGN = re.compile(r"[:=]")


class Args(Arguments):
    text: Words


@command("settings set", args=Args, who=Who.ANYONE, aliases=(*verb_words.SET, *verb_words.EDIT))
async def choose(ctx: Context, args: Args) -> Reply:
    changed: list[str] = []
    for item in _BETWEEN.split(args.text):
        if item.strip():
            changed.append(await _one(ctx, item))
    await _rescheduled(ctx, changed)
    settings = await _now(ctx)
    shown: list[Line] = [line for scope in Scope for line in lines(settings, scope) if line.name in changed]
    return Reply("settings.changed", lines=shown)


async def _rescheduled(ctx: Context, changed: Collection[str]) -> None:
    """The digests come when they should come now."""
    if ctx.here is not None and WEEKLY.name in changed:
        await schedule(ctx, ctx.here)
    if REPORT_DUE.name in changed or _OF_CALENDAR.intersection(changed):
        settings = await _now(ctx)
        await report_reminders.schedule(replace(ctx, settings=settings, calendar=calendar_of()(settings)))
    if _OF_CALENDAR.intersection(changed):
        calendar = calendar_of()(await _now(ctx))
        for team in await ctx.tx.teams.all():
            await schedule_team(replace(ctx, calendar=calendar), team)
    elif ctx.here is not None and _OF_SESSIONS.intersection(changed):
        await schedule_team(ctx, ctx.here)


async def change(ctx: Context, word: str, value: str) -> Setting[object]:
    """Sets one setting by its name and value as people write them, or forgets what was set (`zurücksetzen`)."""
    setting = setting_called(word)
    if setting is None:
        words = [name for each in SETTINGS for name in (each.german, each.name)]
        meant = nearest(word, words)
        said_as = "settings" if ctx.settings.language == "en" else "einstellungen"
        suggest = f"{ctx.project.prefix}{said_as} {meant}: {value}" if meant else None
        raise UserError("settings.unknown", said=word, suggest=suggest)
    scope = _allowed_scope(ctx, setting)
    if scope == PROJECT_SCOPE:
        # Whatever waits by the old figures is looked at anew.
        for blocker in await ctx.tx.blockers.listed():
            await ctx.tx.timers.set(LADDER, str(blocker.number), ctx.now)
        await look_at_voices(ctx)
    if not value:
        raise UserError("settings.no-value", word=setting.word(ctx.settings.language), value=setting.example_in(ctx.settings.language))
    if is_reset(value):
        await ctx.tx.settings.reset(scope, setting.name)
        return setting
    try:
        await ctx.tx.settings.set(scope, setting.name, setting.canonical(value))
        refuse_contradictions(await _now(ctx))
    except SettingRefused as refused:
        language = ctx.settings.language
        raise UserError(
            "settings.refused",
            said=refused.said,
            why=str(refused.why),
            part=refused.part,
            word=refused.setting.word(language),
            value=refused.setting.example_in(language),
        ) from None
    return setting


async def _one(ctx: Context, item: str) -> str:
    word, *values = (part.strip() for part in _SIGN.split(item, maxsplit=1))
    first, _, behind = item.strip().partition(" ")
    if (
        not values
        or not word
        or (setting_called(word) is None and behind.strip() and behind.strip()[0] not in ":=" and setting_called(first))
    ):
        word, _, value = item.strip().partition(" ")
        if setting_called(word) is None:
            raise UserError("settings.no-item", said=item.strip())
        return (await change(ctx, word, value.strip())).name
    return (await change(ctx, word, values[0])).name


def _allowed_scope(ctx: Context, setting: Setting[object]) -> str:
    """Where to keep it; refuses whoever may not set it here. Project: the PMO in its room. Room: its moderators."""
    if setting.scope is Scope.PROJECT:
        if ctx.here is None or not ctx.here.counts or not ctx.here.is_pmo or not ctx.belongs_to(ctx.here.id):
            raise UserError("settings.only-pmo", word=setting.word(ctx.settings.language))
        return PROJECT_SCOPE
    if not ctx.direct and ctx.power < MODERATOR_POWER:
        raise UserError("right.moderator")
    return ctx.room


async def _now(ctx: Context) -> Settings:
    """What holds after the change."""
    return await ctx.settings_of(ctx.tx, ctx.room)
