"""A Moment for commands of the command line, which work with the records without a chat."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

from bot.config import Config

if TYPE_CHECKING:
    from bot.context import Moment, Project
    from bot.context_factory import ContextFactory
    from bot.ports import Clock


def project_of(settings: Config) -> Project:
    from bot.context import Project  # noqa: PLC0415

    return Project(
        name=settings.project.name,
        prefix=settings.project.prefix,
        admins=frozenset(settings.access.admins),
        person_after=settings.privacy.person_after,
    )


def contexts(settings: Config, clock: Clock) -> ContextFactory:
    """A factory of Moments in which nobody is in any room: without a homeserver it is not known who is where."""
    from bot.cli.plan import EmptyRooms  # noqa: PLC0415
    from bot.config.effective_settings import calendar_of, settings_of  # noqa: PLC0415
    from bot.context_factory import ContextFactory  # noqa: PLC0415
    from commands import VOCABULARY  # noqa: PLC0415

    holding = settings_of(settings.project.timezone, settings.short_forms())
    return ContextFactory(EmptyRooms(), clock, project_of(settings), VOCABULARY, holding, calendar_of(), random.SystemRandom())


async def moment_of(settings: Config, clock: Clock, tx: Any, room: str = "") -> Moment:
    from bot.domain.ids import RoomId  # noqa: PLC0415

    return await contexts(settings, clock).moment(tx, RoomId(room))
