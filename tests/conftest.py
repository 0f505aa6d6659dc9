"""A fresh project for each test, on the engine that is tried."""

from __future__ import annotations

import asyncio
import gc
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from pathlib import Path

import pytest
import structlog

from bot.odt import OdtWriter
from bot.outbound.made_files import FileMakers
from bot.pictures import Draftsman
from storage.connection.database import Database
from tests import chromium, node, office
from tests.databases import Databases, Files, Place, Places
from tests.postgres import programs, running
from tests.world import Room, Scenery, World

POSTGRESQL = "postgresql"
MISSING = "PostgreSQL WAS NOT TRIED: this machine has no `initdb` and `postgres` (on Debian: apt install postgresql)."


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--engine", choices=("sqlite", POSTGRESQL), default="sqlite", help="The database that the stories run on.")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL only what has to do with a database is tried again."""
    engine = config.getoption("--engine")
    other = "sqlite" if engine == POSTGRESQL else POSTGRESQL
    left_out = [item for item in items if item.get_closest_marker(other) or (engine == POSTGRESQL and not _has_database(item))]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in set(left_out)]
    if engine == POSTGRESQL and programs() is None:
        for item in items:
            item.add_marker(pytest.mark.skip(reason=MISSING))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if config.getoption("--engine") == POSTGRESQL and programs() is None:
        terminalreporter.write_line(MISSING, red=True, bold=True)
    skipped = [str(report.longrepr) for report in terminalreporter.stats.get("skipped", [])]
    for missing in (node.MISSING, office.MISSING, chromium.MISSING, chromium.NO_AXE):
        if any(missing in why for why in skipped):
            terminalreporter.write_line(missing, red=True, bold=True)


def pytest_collection_finish() -> None:
    """What is imported and collected stays: the garbage collector need not look through it again and again."""
    gc.freeze()


def _has_database(item: pytest.Item) -> bool:
    return "places" in getattr(item, "fixturenames", ()) or item.get_closest_marker(POSTGRESQL) is not None


Story = Callable[[World], Awaitable[Sequence[Room]]]
"""What has happened before the test begins; gives the rooms in which it goes on."""


@pytest.fixture(scope="session")
def places(request: pytest.FixtureRequest) -> Iterator[Places]:
    """Where databases are made; for PostgreSQL a server of this process's own."""
    if request.config.getoption("--engine") != POSTGRESQL:
        yield Files()
        return
    found = programs()
    assert found is not None
    with running(found) as server:
        yield Databases(server)


@pytest.fixture(scope="session")
def migrated(places: Places, tmp_path_factory: pytest.TempPathFactory) -> Place:
    """An empty, migrated database: copied for each test, since migrating takes longer than most tests."""

    async def migrate() -> Place:
        place = await places.blank(tmp_path_factory.mktemp("migrated") / "data")
        await (await Database.open(place.url, place.folder)).close()
        return place

    return asyncio.run(migrate())


@pytest.fixture(scope="session")
def founded(places: Places, migrated: Place, tmp_path_factory: pytest.TempPathFactory) -> Founded:
    return Founded(places, migrated, tmp_path_factory)


class Founded:
    """Databases in which the usual project has been founded, one for each configuration: founding it takes longer than most tests.

    So does a story that many tests go on from: it is told once.
    """

    def __init__(self, places: Places, migrated: Place, folders: pytest.TempPathFactory) -> None:
        self._places = places
        self._migrated = migrated
        self._folders = folders
        self._known: dict[tuple[tuple[tuple[str, str], ...], Story | None], tuple[Place, Scenery]] = {}

    async def under(self, settings: dict[str, str], story: Story | None = None) -> tuple[Place, Scenery]:
        key = tuple(sorted(settings.items())), story
        if key not in self._known:
            before, scenery = (self._migrated, None) if story is None else await self.under(settings)
            place = await self._places.like(before, self._folders.mktemp("founded") / "data")
            world = await World.start(place.folder, url=place.url, settings=settings)
            if scenery is not None:
                world.founded = world.stands_as(scenery)
            after = world.scenery(*(await story(world) if story else await world.project()))
            await world.stop()
            self._known[key] = place, after
        return self._known[key]


@pytest.fixture
def settings() -> dict[str, str]:
    """The configuration: without digests, which stories about other things would have to count in, and with answers in words.

    Stories about these say `{}`.
    """
    return {"weekly": "off", "lead": "off", "replies": "full"}


@pytest.fixture
def odt() -> OdtWriter | None:
    """What makes ODT files: nothing, since a child process takes longer than most tests. Stories about these files say otherwise."""
    return None


@pytest.fixture
def draftsman() -> Draftsman | None:
    """What draws pictures: nothing, since a child process takes longer than most tests. Stories about pictures say otherwise."""
    return None


@pytest.fixture
def web_url() -> str:
    """Where the board is: nowhere."""
    return ""


@pytest.fixture
async def world(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    places: Places,
    migrated: Place,
    founded: Founded,
    settings: dict[str, str],
    odt: OdtWriter | None,
    draftsman: Draftsman | None,
    web_url: str,
) -> AsyncIterator[World]:
    """Empty, or with the usual project where the test asks for any of its rooms, or as the story of its mark has left it."""
    mark = request.node.get_closest_marker("goes_on_from")
    story: Story | None = mark.kwargs["story"] if mark else None
    before, scenery = (migrated, None) if "project" not in request.fixturenames else await founded.under(settings, story)
    place = await places.like(before, tmp_path / "data")
    makers = FileMakers(odt=odt, picture=draftsman)
    store = await places.open(place)
    world = await World.start(place.folder, url=place.url, store=store, settings=settings, makers=makers, web_url=web_url)
    if scenery is not None:
        world.founded = world.stands_as(scenery)
    yield world
    await world.stop()
    await places.remove(place)


@pytest.fixture
async def project(world: World) -> tuple[Room, ...]:
    """A task force, the PMO and the steering committee."""
    return world.founded


@pytest.fixture
async def team(project: tuple[Room, Room, Room]) -> Room:
    return project[0]


@pytest.fixture
async def pmo(project: tuple[Room, Room, Room]) -> Room:
    return project[1]


@pytest.fixture
async def steering(project: tuple[Room, Room, Room]) -> Room:
    return project[2]


@pytest.fixture(autouse=True)
def logging_as_before() -> Iterator[None]:
    """Logging belongs to the process: it is put back for the tests that follow."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers, root.level = handlers, level
    logging.getLogger("bot").setLevel(logging.NOTSET)
    structlog.reset_defaults()
