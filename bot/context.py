"""What a handler sees of the world: the open transaction, the rooms, the time, what holds here, and who is speaking."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.config.effective_settings import SettingsOf
from bot.domain.calendar import Calendar
from bot.domain.ids import EventId, RoomId, TeamId, UserId
from bot.domain.settings import Settings
from bot.domain.teams import Kind, Team, TeamState
from bot.messages import Role, UserError
from bot.permissions import Standing, Who, may
from bot.ports import Rooms, Transaction
from bot.words import fold


@dataclass(frozen=True, kw_only=True)
class Project:
    """What the configuration fixes for as long as the bot runs."""

    name: str
    prefix: str
    admins: frozenset[UserId]
    organizer: str = ""
    """The mail address in calendar files; empty where there is none."""
    signed: bool = False
    """Whether our device is signed by its owner, as strict clients want it before they send us keys."""
    fingerprint: str = ""
    """Of our device, as clients show it to whoever wants to compare."""


@dataclass(frozen=True, kw_only=True)
class Moment:
    """What a wake-up sees: the world at this moment, and nobody speaking."""

    tx: Transaction
    rooms: Rooms
    now: datetime
    project: Project
    nouns: Mapping[str, str]
    """Each word for a noun, as people write it, and the noun's name: what there is help on."""
    words: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Each word of a verb or a field, folded, and the names of the commands that have it."""
    settings: Settings
    """What holds for the project, or, in a Context, for the room of the command."""
    calendar: Calendar
    settings_of: SettingsOf
    """Asks anew for what holds in a room, after something was set."""
    rand: random.Random

    async def pmo(self) -> Team | None:
        return await self.tx.teams.of_kind(Kind.PMO)

    async def steering(self) -> Team | None:
        return await self.tx.teams.of_kind(Kind.STEERING)

    async def team(self, team: TeamId) -> Team:
        """The team of a record. Records never lose their team, only its room."""
        found = await self.tx.teams.get(team)
        if found is None:
            raise LookupError(f"no team {team}")
        return found


@dataclass(frozen=True, kw_only=True)
class Context(Moment):
    """What a command sees: all of a Moment, and who said it, where and when."""

    sender: UserId
    room: RoomId
    event: EventId
    """The message or reaction that gave the command."""
    written_at: datetime
    """When it was written: "morgen" counts from here. `now` is when it is carried out, later if the bot was away."""
    direct: bool
    here: Team | None
    """The group that this room is the room of, confirmed or not."""
    groups: Sequence[Team]
    """The confirmed groups that the sender belongs to: PMO and steering committee only while their rooms are not open to all."""
    who: Who = Who.ANYONE
    """Who may give the command that is running."""
    mentions: Mapping[str, UserId] = field(default_factory=dict)
    """The pills in the message: the name as it stands in the text, and whose it is."""
    pressed: bool = False
    """Whether a reaction gave the command."""
    tapped: Role | None = None
    """What the message of ours was that was tapped; None where the command came in words."""
    origin: EventId | None = None
    """What the event is about: the message that it replies to or reacts to, or that was deleted."""
    literal: bool = False
    """Whether the words are to stand as they are, whatever else they sound like: the sender was asked."""
    replied: Role | None = None
    """What the message was to which a plain reply gave the command; None where it was no reply."""

    @property
    def is_pmo(self) -> bool:
        """Whether the sender is of the PMO."""
        return any(team.is_pmo for team in self.groups)

    @property
    def is_admin(self) -> bool:
        return self.sender in self.project.admins

    @property
    def power(self) -> int:
        """The sender's power in this room; none of somebody who has left it, whatever the room still says."""
        return self.rooms.power(self.sender, self.room) if self.rooms.is_joined(self.sender, self.room) else 0

    def is_open_to_all(self, team: Team) -> bool:
        """Whether anybody may join the room on which rights over the whole project depend. Being joined to it means nothing then."""
        return (team.is_pmo or team.is_steering) and self.rooms.is_public(team.room)

    def belongs_to(self, team: TeamId) -> bool:
        return any(group.id == team for group in self.groups)

    def standing(self, team: TeamId | None = None, reporter: UserId | None = None) -> Standing:
        """What the sender is, toward a record of `team` made by `reporter`."""
        return Standing(
            is_member=bool(self.groups),
            is_team=team is not None and self.belongs_to(team),
            is_pmo=self.is_pmo,
            is_reporter=reporter == self.sender,
            is_admin=self.is_admin,
            power=self.power,
        )

    async def require_may_change(self, team: TeamId, reporter: UserId | None = None) -> None:
        """Refuses unless the sender is one of those who may give this command on a record of `team`."""
        if not may(self.who, self.standing(team, reporter)):
            owner = await self.team(team)
            text = "right.reporter" if Who.REPORTER in self.who else "right.pmo" if Who.TEAM not in self.who else "right.team"
            raise UserError(text, team=owner.name, pmo_too=Who.PMO in self.who and not owner.is_pmo)

    async def acting_group(self, named: str = "") -> Team:
        """The group for which the sender acts here: the room's own, or in a direct chat the only one or the one `named`."""
        if not self.direct:
            own = self.own_group()
            if not self.belongs_to(own.id):  # what was said here before its sender left, or was put out
                raise UserError("right.team", team=own.name, pmo_too=False)
            if named and fold(named) != fold(own.name):
                raise UserError("team.elsewhere", said=named, team=own)
            return own
        if named:
            match = next((team for team in self.groups if fold(team.name) == fold(named)), None)
            if match is None:
                raise UserError("team.not-yours", said=named, teams=[team.name for team in self.groups])
            return match
        if not self.groups:
            raise UserError("team.none-direct")
        if len(self.groups) > 1:
            raise UserError("team.which", teams=[team.name for team in self.groups])
        return self.groups[0]

    def own_group(self) -> Team:
        """The confirmed group of this room, or a refusal that says how to set one up."""
        if self.here is None:
            raise UserError("team.none-here")
        if self.here.state is TeamState.PROPOSED:
            raise UserError("team.waiting", team=self.here)
        return self.here
