"""The argument of every handler: the open transaction, the rooms, the time, the settings (`Moment`), and who is speaking (`Context`)."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.config.effective_settings import SettingsOf
from bot.domain.calendar import Calendar
from bot.domain.ids import EventId, RoomId, TeamId, UserId
from bot.domain.public_parts import Part
from bot.domain.retention import PERSON_AFTER, Period
from bot.domain.settings import Settings
from bot.domain.teams import Kind, Team, TeamState
from bot.messages import Role, UserError
from bot.permissions import Standing, Who, may
from bot.ports import Rooms, Transaction
from bot.words import fold


@dataclass(frozen=True, kw_only=True)
class Project:
    """Facts about the project that stay the same for as long as the process runs."""

    name: str
    prefix: str
    admins: frozenset[UserId]
    url: str = ""
    """Where the board is, without a slash at the end; empty where there is none."""
    public: frozenset[Part] = frozenset()
    """The parts of the board that everybody may read."""
    secret: str = field(default="", repr=False)
    """`[storage] secret`: a part of what addresses of calendars are computed from; empty where it is not configured."""
    imprint: str = ""
    """The address of the imprint of whoever is responsible for the board, or its words; empty where it says no more than the project."""
    organizer: str = ""
    """The mail address in calendar files; empty where there is none."""
    privacy_officer: UserId | None = None
    """Who decides on requests to erase; None where the PMO does."""
    person_after: Period = PERSON_AFTER
    """How long after a record is closed persons stand in it."""
    signed: bool = False
    """Whether the bot's device is cross-signed, which strict clients require before they share keys with it."""
    fingerprint: str = ""
    """The fingerprint of the bot's device, as clients show it for comparison."""


@dataclass(frozen=True, kw_only=True)
class Moment:
    """What a timer's handler sees: the transaction, the rooms, the time and the settings; nobody is speaking."""

    tx: Transaction
    rooms: Rooms
    now: datetime
    project: Project
    nouns: Mapping[str, str]
    """Each word for a noun, as people write it -> the noun's name; for help."""
    words: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Each word of a verb or a field, folded -> the names of the commands that have it."""
    settings: Settings
    """The settings of the project, or, in a Context, of the room of the command."""
    calendar: Calendar
    settings_of: SettingsOf
    """Reads the settings of a room again, after something was set."""
    rand: random.Random

    async def pmo(self) -> Team | None:
        return await self.tx.teams.of_kind(Kind.PMO)

    async def steering(self) -> Team | None:
        return await self.tx.teams.of_kind(Kind.STEERING)

    async def groups_of(self, user: UserId) -> Sequence[Team]:
        """The confirmed groups that somebody belongs to: PMO and steering committee only while their rooms are not open to all."""
        joined = [team for team in await self.tx.teams.all() if team.counts and self.rooms.is_joined(user, team.room)]
        return [team for team in joined if not self.is_open_to_all(team)]

    def is_open_to_all(self, team: Team) -> bool:
        """Whether the group has rights over the whole project (PMO, steering committee), and anybody may join its room: then being joined
        gives no rights."""
        return (team.is_pmo or team.is_steering) and self.rooms.is_public(team.room)

    async def team(self, team: TeamId) -> Team:
        """The team of a record. Records never lose their team, only its room."""
        found = await self.tx.teams.get(team)
        if found is None:
            raise LookupError(f"no team {team}")
        return found


@dataclass(frozen=True, kw_only=True)
class Context(Moment):
    """What a command's handler sees: a Moment, and who gave the command, where and when."""

    sender: UserId
    room: RoomId
    event: EventId
    """The message or reaction that gave the command."""
    written_at: datetime
    """When it was written: "morgen" counts from here. `now` is when it is carried out, later if the bot was away."""
    direct: bool
    here: Team | None
    """The group whose room this is, confirmed or not; None in any other room."""
    groups: Sequence[Team]
    """The confirmed groups that the sender belongs to: PMO and steering committee only while their rooms are not open to all."""
    who: Who = Who.ANYONE
    """Who may give the command that is running."""
    mentions: Mapping[str, UserId] = field(default_factory=dict)
    """The pills in the message: the name as it stands in the text -> the user id."""
    pressed: bool = False
    """Whether a reaction gave the command."""
    key: str = ""
    """The emoji of the reaction that gave the command."""
    tapped: Role | None = None
    """The role of the bot's message that was tapped; None where the command came in words."""
    origin: EventId | None = None
    """The event that this one replies to, reacts to or deletes."""
    thread: EventId | None = None
    """The thread in which the command was given."""
    literal: bool = False
    """Whether the words are taken as they stand, whatever they sound like: the sender was asked."""
    replied: Role | None = None
    """The role of the message to which a plain reply gave the command; None where it was no reply."""

    @property
    def is_pmo(self) -> bool:
        """Whether the sender is of the PMO."""
        return any(team.is_pmo for team in self.groups)

    @property
    def is_admin(self) -> bool:
        return self.sender in self.project.admins

    @property
    def power(self) -> int:
        """The sender's power level in this room; 0 for somebody who has left it, whatever the room's power levels say."""
        return self.rooms.power(self.sender, self.room) if self.rooms.is_joined(self.sender, self.room) else 0

    def belongs_to(self, team: TeamId) -> bool:
        return any(group.id == team for group in self.groups)

    def standing(self, team: TeamId | None = None, reporter: UserId | None = None) -> Standing:
        """What the sender is for a record of `team` made by `reporter`."""
        return Standing(
            is_member=bool(self.groups),
            is_team=team is not None and self.belongs_to(team),
            is_pmo=self.is_pmo,
            is_reporter=reporter == self.sender,
            is_admin=self.is_admin,
            power=self.power,
        )

    async def require_may_change(self, team: TeamId, reporter: UserId | None = None) -> None:
        """Raises UserError unless the sender may give this command on a record of `team`."""
        if not may(self.who, self.standing(team, reporter)):
            owner = await self.team(team)
            text = "right.reporter" if Who.REPORTER in self.who else "right.pmo" if Who.TEAM not in self.who else "right.team"
            raise UserError(text, team=owner.name, pmo_too=Who.PMO in self.who and not owner.is_pmo)

    async def acting_group(self, named: str = "") -> Team:
        """The group for which the sender acts here: the room's own, or in a direct chat the only one or the one `named`."""
        if not self.direct:
            own = self.own_group()
            if not self.belongs_to(own.id):  # the sender has left the room since, or was removed
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
        """The confirmed group of this room. Raises UserError, which says how to set one up, where there is none."""
        if self.here is None:
            raise UserError("team.none-here")
        if self.here.state is TeamState.PROPOSED:
            raise UserError("team.waiting", team=self.here)
        return self.here
