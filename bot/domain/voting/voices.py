"""Voices: which municipality has one in the steering committee, and who speaks for it on a date.

Handbook: a member who cannot come names an authorised deputy, or abstains. A seat says whose voice it is; words say what becomes of it
on one date or in a period. The latest word counts, and taking one back lets the one before count again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.domain.ids import EventId, Number, TeamId, UserId

LOOK = "voices"
"""The timer that looks at the voices of a session; its subject is the session."""


class Stand(StrEnum):
    """What was said about a voice for a date."""

    COMING = "coming"
    DEPUTISED = "deputised"
    ABSTAINS = "abstains"
    SILENT = "silent"
    """Nobody has said anything: it rests, unless its holder or the standing deputy is there after all."""


@dataclass(frozen=True, kw_only=True)
class Seat:
    """A municipality's voice: who speaks for it, and who does so whenever the holder cannot."""

    team: TeamId
    municipality: str
    holder: UserId
    deputy: UserId | None = None
    set_by: UserId
    set_at: datetime
    source: EventId
    """The message that set it."""


@dataclass(frozen=True, kw_only=True)
class Word:
    """What was said about a voice: for one date of a session, or for a period."""

    id: int
    team: TeamId
    municipality: str
    """Empty where the committee has no seats: then the voice is its holder's alone."""
    holder: UserId | None
    """Whose voice it is about: it does not hold for a later holder. None once it is forgotten who spoke."""
    session: Number | None = None
    planned: datetime | None = None
    """Which date of the session (`Occurrence.planned`, naive and local)."""
    first: date | None = None
    last: date | None = None
    """The days of a period, both included."""
    said: Stand
    deputy: UserId | None = None
    by: UserId | None
    """Who said it: the holder, or somebody of the PMO."""
    at: datetime
    event: EventId | None

    def is_about(self, session: Number | None, planned: datetime | None, day: date) -> bool:
        """Whether it holds for that date of the session, which is on `day`."""
        if self.session is not None:
            return (self.session, self.planned) == (session, planned)
        return self.first is not None and self.last is not None and self.first <= day <= self.last


@dataclass(frozen=True, kw_only=True)
class Voice:
    """A voice as it stands on a date."""

    municipality: str
    """Where the committee has no seats, the name of the person."""
    holder: UserId | None
    speaker: UserId | None
    """Who speaks for it; None where it rests because its holder abstains or has left, or once that is forgotten."""
    is_deputised: bool = False
    stand: Stand = Stand.SILENT
    is_sure: bool = False
    """Whether it counts for the quorum: its holder comes, or its deputy is in the room."""
    standby: UserId | None = None
    """The standing deputy, who may vote too as long as the holder has said nothing."""
    said_by: UserId | None = None
    """Who said so: the holder, or somebody of the PMO."""

    def may_vote(self, user: UserId) -> bool:
        return user in (self.speaker, self.standby)


@dataclass(frozen=True, kw_only=True)
class Chair:
    """A voice before anything was said about a date: a seat, or a member of a committee without seats."""

    municipality: str
    holder: UserId
    name: str
    """What the voice is called."""
    deputy: UserId | None = None


def chairs_of(seats: Iterable[Seat]) -> list[Chair]:
    return [Chair(municipality=each.municipality, holder=each.holder, name=each.municipality, deputy=each.deputy) for each in seats]


def word_for(chair: Chair, words: Iterable[Word], session: Number | None, planned: datetime | None, day: date) -> Word | None:
    """The latest word about a voice for that date; None where nothing was said."""
    about = [word for word in words if _is_of(word, chair) and word.is_about(session, planned, day)]
    return max(about, key=lambda word: word.id, default=None)


def _is_of(word: Word, chair: Chair) -> bool:
    return word.municipality == chair.municipality and word.holder in (chair.holder, None if chair.municipality else chair.holder)


def voice_of(chair: Chair, word: Word | None, is_there: Callable[[UserId], bool]) -> Voice:
    """The voice after the latest word about it. `is_there` says who can vote: who is in the committee's room."""
    said = word.said if word is not None else Stand.SILENT
    by = word.by if word is not None else None
    if word is None:
        standby = chair.deputy if chair.deputy is not None and is_there(chair.deputy) else None
        is_holder_there = is_there(chair.holder)
        return Voice(
            municipality=chair.name,
            holder=chair.holder,
            speaker=chair.holder if is_holder_there else standby,
            is_deputised=not is_holder_there and standby is not None,
            is_sure=standby is not None,
            standby=standby if is_holder_there else None,
        )
    speaker = chair.holder if said is Stand.COMING else word.deputy if said is Stand.DEPUTISED else None
    return Voice(
        municipality=chair.name,
        holder=chair.holder,
        speaker=speaker,
        is_deputised=said is Stand.DEPUTISED,
        stand=said,
        is_sure=speaker is not None and is_there(speaker),
        said_by=by,
    )


def sure(voices: Sequence[Voice]) -> int:
    """How many voices count for the quorum."""
    return sum(voice.is_sure for voice in voices)


def reachable(voices: Sequence[Voice]) -> int:
    """How many can count at most, if everybody comes who has not said anything yet."""
    return sum(voice.is_sure or (voice.stand is Stand.SILENT and voice.speaker is not None) for voice in voices)
