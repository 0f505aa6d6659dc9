"""Who may vote: the voices of the steering committee, as they are when a vote opens, and whom else the rights of a vote are for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.context import Context, Moment
from bot.domain.ids import UserId
from bot.domain.minutes.running import Minutes
from bot.domain.teams import Team
from bot.domain.voting.voices import Voice
from bot.domain.voting.votes import Elector
from bot.messages import UserError
from bot.permissions import MODERATOR_POWER
from bot.records.running_minutes import running_minutes
from bot.words import fold
from commands.deputy.present import present_municipalities
from commands.deputy.speaking import voices_at, voices_on


async def in_session(moment: Moment, team: Team, running: Minutes | None) -> tuple[Elector, ...]:
    """Those of the session that is held, or else of today's or the next one. Where attendance was said, only who is there takes part."""
    said = await present_municipalities(moment, team)
    present = None if said is None else frozenset(map(fold, said))
    voices = await voices_at(moment, team, running.session if running else None)
    return tuple(_in_session(voice, present) for voice in voices)


async def in_writing(moment: Moment, team: Team) -> tuple[Elector, ...]:
    """What was said about a session does not hold: in writing the holders vote, or who speaks for them these days."""
    voices = await voices_on(moment, team, None)
    return tuple(Elector(municipality=each.municipality, holder=each.holder, speakers=_speakers(each)) for each in voices)


def _in_session(voice: Voice, present: frozenset[str] | None) -> Elector:
    speakers = _speakers(voice)
    if present is None:
        return Elector(municipality=voice.municipality, holder=voice.holder, speakers=speakers, takes_part=bool(speakers))
    is_there = fold(voice.municipality) in present
    # Somebody is there for it, though nobody was to come.
    speakers = speakers or ((voice.holder,) if is_there and voice.holder else ())
    return Elector(municipality=voice.municipality, holder=voice.holder, speakers=speakers, takes_part=is_there)


def _speakers(voice: Voice) -> tuple[UserId, ...]:
    return tuple(dict.fromkeys(each for each in (voice.speaker, voice.standby) if each is not None))


def named(electors: Sequence[Elector], said: str) -> Elector | None:
    """The voice that words mean; None where they mean none, or several. `Frankfurt` is Frankfurt am Main where no other has that word."""
    wanted = fold(said).strip(" @:,;.!?\"'»«„“")
    exact = [each for each in electors if wanted in (fold(each.municipality), fold(each.holder or "").removeprefix("@"))]
    partly = [each for each in electors if set(wanted.split()) & (set(fold(each.municipality).split()) - _LINKS)]
    found = exact or partly
    return found[0] if len(found) == 1 else None


_LINKS = frozenset({"am", "an", "der", "die", "im", "in", "bei", "stadt", "kreis", "gemeinde", "landkreis", "bad"})
"""Words of names that say nothing of which municipality it is."""


def conflicted(electors: Sequence[Elector], said: Iterable[str]) -> tuple[str, ...]:
    """The voices that are named as having a conflict of interest. Raises UserError for one that is none."""
    found: list[str] = []
    for name in said:
        elector = named(electors, name)
        if elector is None:
            raise UserError("decision.no-such-voice", said=name, municipalities=[each.municipality for each in electors])
        found.append(elector.municipality)
    return tuple(dict.fromkeys(found))


def has_voice(electors: Iterable[Elector], person: UserId) -> bool:
    """Whether somebody speaks for one of the voices, or holds one."""
    return any(person in (*each.speakers, each.holder) for each in electors)


async def moderates(ctx: Context, team: Team) -> bool:
    """Whether the sender moderates the committee's room, or its session at the moment."""
    if not ctx.rooms.is_joined(ctx.sender, team.room):
        return False
    running = await running_minutes(ctx, team.id)
    return ctx.rooms.power(ctx.sender, team.room) >= MODERATOR_POWER or (running is not None and running.moderator == ctx.sender)


async def takes_minutes(ctx: Context, team: Team) -> bool:
    """Whether the sender takes the minutes of the committee at the moment."""
    running = await running_minutes(ctx, team.id)
    return running is not None and running.minute_taker == ctx.sender and ctx.rooms.is_joined(ctx.sender, team.room)


async def require_may_open(ctx: Context, team: Team, electors: Iterable[Elector], *, topic: str = "") -> None:
    """Raises UserError unless the sender moderates, is of the PMO, or has a voice."""
    if not (ctx.is_pmo or has_voice(electors, ctx.sender) or await moderates(ctx, team)):
        raise UserError("decision.vote-rights", team=team.name, topic=topic)
