"""`!protokoll da: Gießen, Marburg`: who is there, by municipality where voices are, else by name; only where somebody says it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.command import Arguments, command
from bot.context import Context, Moment
from bot.domain.cut_list import cut
from bot.domain.ids import Number
from bot.domain.minutes.running import Attendance, Entry, EntryKind, Minutes, attendance, name_of
from bot.domain.teams import Team
from bot.domain.voting.voices import Voice
from bot.messages import Outgoing, Reply, Rewrite, Role, Say, UserError
from bot.permissions import Who
from bot.values import Title, find_person
from bot.words import fold, nearest
from commands.deputy.present import attendance_of, voices_of
from commands.deputy.speaking import has_seats
from commands.minutes.draft.post import corrected
from commands.minutes.running import require_moderation, running_or_draft
from commands.minutes.taps import YES, is_of_date, tapped

MAX_NAMES = 60
SHOWN = 8
"""People who are named in the answer."""
MAX_NAME_LENGTH = 80
_BETWEEN = re.compile(r"[,;/\n•]|(?:\A|(?<= ))[-–—*](?= )| (?:und|and|sowie|u\.) ")
_COUNT = re.compile(r"(\d{1,3}) ?(?:personen|leute|people|persons)?", re.IGNORECASE)
_ALL = frozenset({"alle", "alle da", "all", "everybody", "vollzaehlig"})
_WITHOUT = re.compile(
    r"(?:(?:alle|all|everybody)[ ,]{1,3})?(?:ohne|außer|ausser|bis auf|es fehlt|es fehlen|except|without)[ :]\s*", re.IGNORECASE
)
"""Words that name who is not there, where voices are."""
_ADDS = re.compile(r"(?:\+|auch|dazu|also)[\s:]*", re.IGNORECASE)
"""Words that add to who is there, where a list alone takes the place of what was said before."""


async def asked(moment: Moment, minutes: Minutes) -> list[Outgoing]:
    """The question who is there, where voices are: a reply says it, ✅ says that all are."""
    team = await moment.team(minutes.team)
    if not await _has_voices(moment, team):
        return []
    voices = await voices_of(moment, team, minutes)
    return [
        Say(
            room=team.room,
            text="minutes.who-is-there",
            params={"voices": voices},
            once=f"minutes present:{name_of(minutes)}",
            subject=str(minutes.session),
            role=Role.ATTENDANCE,
            buttons=(YES,),
        )
    ]


class Args(Arguments):
    text: Title


async def amend(ctx: Context, number: Number, args: Args) -> Sequence[Outgoing] | None:
    """The message was edited: so is what it said."""
    entry = await ctx.tx.minutes.entry_of(ctx.event)
    minutes = await ctx.tx.minutes.of_date(entry.session, entry.planned) if entry is not None else None
    return await said_anew(ctx, minutes, entry, args.text) if entry is not None and minutes is not None else None


async def retract(ctx: Context, number: Number) -> Sequence[Outgoing]:
    """The message was deleted, or the tap withdrawn: what was said before holds again."""
    entry = await ctx.tx.minutes.entry_of(ctx.origin) if ctx.origin else None
    minutes = await ctx.tx.minutes.of_date(entry.session, entry.planned) if entry is not None else None
    if entry is None or minutes is None:
        return []
    await require_moderation(ctx, minutes)
    await ctx.tx.minutes.delete(entry)
    return [] if minutes.is_running else await corrected(ctx, minutes)


@command(
    "minutes present",
    args=Args,
    who=Who.TEAM | Who.PMO,
    aliases=("da", "anwesend", "anwesende"),
    button=YES,
    on=(Role.ATTENDANCE,),
    needs_colon=True,
    amend=amend,
    retract=retract,
)
async def present(ctx: Context, args: Args) -> Reply:
    return await say_present(ctx, args.text)


async def say_present(ctx: Context, said: str) -> Reply:
    """Notes who is there; the answer repeats it as it was understood."""
    minutes = await running_or_draft(ctx)
    if ctx.pressed and not (minutes.is_running and is_of_date(await tapped(ctx), minutes)):
        return Reply("", subject=minutes.session)
    await require_moderation(ctx, minutes)
    team = await ctx.team(minutes.team)
    before = await attendance_of(ctx, minutes)
    there = await _read(ctx, minutes, team, "alle" if ctx.pressed else said, before)
    entry = Entry(
        session=minutes.session,
        planned=minutes.planned,
        position=0,
        kind=EntryKind.PRESENT,
        topic=minutes.topic,
        present=there,
        at=ctx.written_at,
        event=ctx.event,
        is_tap=ctx.pressed,
    )
    await ctx.tx.minutes.add(entry)
    also = () if minutes.is_running else tuple(await corrected(ctx, minutes))
    return Reply("minutes.present", subject=minutes.session, also=also, **await _shown(ctx, minutes, team, there, before))


async def said_anew(ctx: Context, minutes: Minutes, entry: Entry, text: str) -> Sequence[Outgoing] | None:
    """The message that said it was edited."""
    await require_moderation(ctx, minutes)
    team = await ctx.team(minutes.team)
    entries = await ctx.tx.minutes.entries(minutes.session, minutes.planned)
    before = attendance([each for each in entries if each.position < entry.position])
    there = await _read(ctx, minutes, team, text, before)
    if there == entry.present:
        return None
    await ctx.tx.minutes.change(replace(entry, present=there))
    answer = [row for row in await ctx.tx.outbox.by_cause(ctx.event) if row.action == "send"]
    params = await _shown(ctx, minutes, team, there, before)
    rewritten = [Rewrite(of=row.once, text="minutes.present", params=params) for row in answer]
    return [*rewritten, *([] if minutes.is_running else await corrected(ctx, minutes))]


async def _has_voices(moment: Moment, team: Team) -> bool:
    return team.is_steering and await has_seats(moment, team)


async def _read(ctx: Context, minutes: Minutes, team: Team, said: str, before: Attendance | None) -> Attendance:
    """Who is there, as the words say it. Raises UserError for a slip of a municipality, and for no words."""
    adds = _ADDS.match(said)
    words = said[adds.end() :] if adds else said
    there = await _named(ctx, minutes, team, words)
    if adds and before is not None:
        return Attendance(
            municipalities=tuple(dict.fromkeys((*before.municipalities, *there.municipalities))),
            people=tuple(dict.fromkeys((*before.people, *there.people))),
            count=there.count or before.count,
        )
    return there


async def _named(ctx: Context, minutes: Minutes, team: Team, said: str) -> Attendance:
    voices = await voices_of(ctx, team, minutes) if await _has_voices(ctx, team) else ()
    if voices and fold(said.strip(" .!")) in _ALL:
        return Attendance(municipalities=tuple(voice.municipality for voice in voices if voice.speaker is not None))
    counted = _COUNT.fullmatch(said.strip(" ."))
    if counted:
        return Attendance(count=int(counted[1]))
    without = _WITHOUT.match(said) if voices else None
    if without is not None:
        missing = (await _named(ctx, minutes, team, said[without.end() :])).municipalities
        if not missing:
            raise UserError("minutes.present-unclear", said=said)
        return Attendance(municipalities=tuple(each.municipality for each in voices if each.speaker and each.municipality not in missing))
    names = [name.strip(" .*_") for name in _BETWEEN.split(said)]
    names = list(dict.fromkeys(name for name in names if name))
    if not names or len(names) > MAX_NAMES or any(len(name) > MAX_NAME_LENGTH for name in names):
        raise UserError("minutes.present-unclear", said=said)
    known = {fold(voice.municipality): voice for voice in voices}
    found: list[Voice] = []
    people: list[str] = []
    for name in names:
        voice = known.get(fold(name))
        if voice is not None:
            found.append(voice)
            continue
        person = _person(ctx, name, team)
        spoken_for = [voice for voice in voices if person is not None and voice.may_vote(person)]
        if not spoken_for and person is None and voices:
            _refuse_slip(ctx, name, said, voices)
        found += spoken_for
        if not spoken_for:
            people.append(str(person) if person is not None else name)
    speakers = {voice.speaker for voice in found if voice.speaker is not None}
    there = [voice.municipality for voice in voices if voice in found or (voice.is_deputised and voice.speaker in speakers)]
    return Attendance(municipalities=tuple(there), people=tuple(dict.fromkeys(people)))


def _person(ctx: Context, name: str, team: Team) -> Any:
    """The member of the room that a name means; None for a guest whom nobody there is called like."""
    try:
        return find_person(ctx, name, team.room)
    except UserError as refused:
        if refused.text == "person.unknown" and not name.startswith("@"):
            return None
        raise


def _refuse_slip(ctx: Context, name: str, said: str, voices: Sequence[Voice]) -> None:
    meant_name = nearest(name, [voice.municipality for voice in voices])
    if meant_name is None or ctx.literal:
        return
    words = "minutes present" if ctx.settings.language == "en" else "protokoll da"
    spoken = f"{ctx.project.prefix}{words}"
    raise UserError("minutes.present-meant", said=name, suggest=f"{spoken}: {said.replace(name, meant_name)}", literal=f"{spoken}: {said}")


async def _shown(ctx: Context, minutes: Minutes, team: Team, there: Attendance, before: Attendance | None) -> dict[str, Any]:
    """The parameters of `minutes.present`."""
    voices = await voices_of(ctx, team, minutes) if await _has_voices(ctx, team) else ()
    gone = [name for name in before.municipalities if name not in there.municipalities] if before else []
    people, more = cut(there.people, SHOWN)
    return {
        "there": there.municipalities,
        "represented": [voice.municipality for voice in voices if voice.is_deputised and voice.municipality in there.municipalities],
        "voices": len(voices),
        "people": people,
        "people_more": more,
        "count": there.count,
        "gone": gone,
    }
