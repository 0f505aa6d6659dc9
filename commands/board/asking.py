"""A page asks in place of its reader, so that the functions of the commands answer it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from typing import Any

from bot.context import Context, Moment
from bot.domain.ids import EventId, RoomId, TeamId, UserId
from bot.web import Visit


def as_asked(visit: Visit) -> Context:
    """What a command sees that is given in a direct chat by somebody who belongs to no group: what it answers everybody may read.

    Its transaction only reads.
    """
    moment = visit.moment
    given: dict[str, Any] = {each.name: getattr(moment, each.name) for each in fields(Moment)}
    given["settings"] = replace(moment.settings, language="en" if visit.language == "en" else "de")
    nowhere: dict[str, Any] = {"room": RoomId(""), "event": EventId(""), "direct": True, "here": None, "groups": ()}
    return Context(**given, sender=visit.reader or UserId(""), written_at=moment.now, **nowhere)


async def names_of(moment: Moment, teams: Iterable[TeamId]) -> Mapping[TeamId, str]:
    """The names of these groups, also of those that are dissolved."""
    return {team: (await moment.team(team)).name for team in set(teams)}
