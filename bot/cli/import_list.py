"""`lotse import FILE --team NAME --as actions`: a list as records of a group, without a chat. The bot must not run meanwhile."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn
from uuid import uuid4

import typer

from bot.cli.offline import moment_of
from bot.cli.writing import BotRuns, opened_for_writing
from bot.config import Config, ConfigError, load
from bot.domain.ids import UserId
from bot.domain.imports.contents import MAX_BYTES, MAX_ROWS, Contents, Why
from bot.domain.imports.rows import Reading, Target
from bot.domain.imports.tables import NoTitle

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.ports import Clock
    from commands.imports.plan import Plan
    from commands.imports.take import Taken

ConfigPath = Annotated[Path, typer.Option("--config", envvar="LOTSE_CONFIG", help="The configuration file.")]
DEFAULT_CONFIG = Path("config.toml")
TARGETS = {"actions": Target.ACTION, "milestones": Target.MILESTONE, "sessions": Target.MEETING}
_WHY = {
    Why.TOO_LARGE: f"it is larger than {MAX_BYTES // 1024**2} MB",
    Why.TOO_MANY: f"it has more than {MAX_ROWS} lines",
    Why.EMPTY: "it is empty, or holds nothing that could be imported",
    Why.PACKED: "it is a ZIP or a workbook: save the table as CSV",
    Why.MARKUP: "it is XML or HTML",
    Why.BINARY: "it is no text",
    Why.QUOTES: "a quotation mark is opened and never closed",
    Why.TOO_WIDE: "a line has too many columns",
    Why.TOO_LONG: "a cell holds more than anybody reads",
}


class NotImported(Exception):
    """Why nothing was imported, for the person at the command line."""


@dataclass(frozen=True)
class Done:
    plan: Plan
    reading: Reading
    taken: Taken | None
    """None for a dry run."""


def import_list(
    file: Annotated[Path, typer.Argument(help="A table (CSV) or a calendar (iCalendar).")],
    team: Annotated[str, typer.Option("--team", help="The name of the group.")],
    target: Annotated[str, typer.Option("--as", help="actions, milestones or sessions")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be done, and do nothing.")] = False,
    people: Annotated[
        Path | None, typer.Option("--people", help="A CSV of two columns: a name or address of the file, and the user id that it means.")
    ] = None,
    config: ConfigPath = DEFAULT_CONFIG,
) -> None:
    """Take over a list as actions, milestones or sessions; the bot must not run meanwhile, and says nothing of it."""
    from storage.connection.errors import StorageError  # noqa: PLC0415  # the light commands start without the libraries of the bot

    if target not in TARGETS:
        _stop(f"--as {target}: write actions, milestones or sessions")
    try:
        settings = load(config, os.environ)
        known = _people(people) if people is not None else {}
        done = asyncio.run(imported(settings, _content(file), file.name, team, TARGETS[target], known, dry_run=dry_run))
    except (ConfigError, StorageError, BotRuns, NotImported) as error:
        _stop(str(error))
    for line in lines(done):
        typer.echo(line)


async def imported(
    settings: Config,
    data: bytes,
    name: str,
    team: str,
    target: Target,
    people: Mapping[str, str],
    *,
    dry_run: bool,
    clock: Clock | None = None,
) -> Done:
    """Raises NotImported, StorageError."""
    from bot.clock import SystemClock  # noqa: PLC0415
    from bot.domain.ids import EventId, RoomId  # noqa: PLC0415
    from bot.lists import NotRead, Setting  # noqa: PLC0415
    from bot.lists.child import read  # noqa: PLC0415
    from commands.imports.origin import Origin  # noqa: PLC0415
    from commands.imports.plan import plan  # noqa: PLC0415
    from commands.imports.preview import read_as  # noqa: PLC0415
    from commands.imports.take import Full, require_room, take  # noqa: PLC0415

    clock = clock or SystemClock()
    now = clock.now().astimezone(settings.project.timezone).replace(tzinfo=None)
    try:
        contents: Contents = await read(data, Setting(zone=str(settings.project.timezone), now=now.isoformat()))
        reading = _with_people(read_as(contents, target, now), people)
    except NotRead as why:
        where = f" (line {why.line})" if why.line else ""
        raise NotImported(f"{name} is not imported: {_WHY.get(why.why, 'it cannot be read')}{where}.") from None
    except NoTitle as missing:
        raise NotImported(
            f"{name} is not imported: no column is called Titel, Thema, Subject or Task, but {', '.join(missing.columns)}."
        ) from None
    async with _opened(settings, dry_run=dry_run) as store, store.transaction() as tx:
        moment = await moment_of(settings, clock, tx)
        group = next((each for each in await tx.teams.all() if each.counts and each.name.casefold() == team.casefold()), None)
        if group is None:
            names = ", ".join(each.name for each in await tx.teams.all() if each.counts)
            raise NotImported(f"--team {team}: there is no such group. There are: {names or 'none'}.")
        moment = await moment_of(settings, clock, tx, group.room)
        planned = await plan(moment, group.id, reading)
        try:
            await require_room(moment, group.id, planned)
        except Full:
            raise NotImported(f"{group.name} would have too many open {target}s: nothing is imported.") from None
        if dry_run:
            return Done(planned, reading, None)
        origin = Origin(
            moment=moment,
            author=settings.matrix.user_id,
            team=group,
            room=RoomId(""),
            source=EventId(f"import:{uuid4()}"),
            file=name,
        )
        taken = await take(origin, reading)
        await tx.imports.keep_for_good(origin.source)
    return Done(planned, reading, taken)


def lines(done: Done) -> list[str]:
    from bot.domain.imports.batch import Verdict  # noqa: PLC0415

    plan = done.plan
    counts = {verdict: len(plan.of(verdict)) for verdict in Verdict}
    unit = "entries" if done.reading.is_calendar else "lines"
    found = [
        f"{done.reading.total} {unit}: {counts[Verdict.NEW]} new, {counts[Verdict.UPDATE]} changed, "
        f"{counts[Verdict.THERE] + counts[Verdict.KEPT]} there already, {len(plan.problems)} unclear"
    ]
    if done.reading.columns:
        found.append("columns: " + ", ".join(f"{each.name} -> {each.field or '-'}" for each in done.reading.columns))
    found += [f"line {each.line}: {each.reason} {each.said}".rstrip() for each in plan.problems]
    found += [f"left out: {count} {reason}" for reason, count in sorted(plan.skipped.items())]
    found += [
        f"changed in the chat, stays: {each.record.number} ({', '.join(sorted(each.difference.kept))})"
        for each in plan.rows
        if each.difference.kept
    ]
    if done.taken is None:
        found.append("Nothing was changed (--dry-run).")
    else:
        for numbers in done.taken.added.values():
            found.append(f"made: {', '.join(map(str, numbers))}")
        if done.taken.updated:
            found.append(f"changed: {', '.join(map(str, done.taken.updated))}")
    return found


@asynccontextmanager
async def _opened(settings: Config, *, dry_run: bool) -> AsyncIterator[Any]:
    """The database: for a dry run a copy, as the running bot goes on with its own; else the bot's, locked."""
    import tempfile  # noqa: PLC0415

    from storage.connection.database import open_readonly  # noqa: PLC0415
    from storage.transfer.scratch_copy import scratch_copy  # noqa: PLC0415

    url, folder = settings.storage.url.get_secret_value(), settings.storage.folder
    if not dry_run:
        async with opened_for_writing(url, folder) as store:
            yield store
        return
    reader = await open_readonly(url, folder)
    try:
        with tempfile.TemporaryDirectory(prefix="lotse-import-") as place:
            copy = await scratch_copy(reader, Path(place) / "data")
            try:
                yield copy
            finally:
                await copy.close()
    finally:
        await reader.close()


def _with_people(reading: Reading, people: Mapping[str, str]) -> Reading:
    """With the persons whom somebody has said to be meant; all other names stay notes."""
    if not people:
        return reading
    rows = []
    for row in reading.rows:
        name = row.who.partition(": ")[2] or row.who
        user = people.get(name.strip().casefold())
        rows.append(replace(row, user=UserId(user)) if user else row)
    return replace(reading, rows=tuple(rows))


def _people(file: Path) -> dict[str, str]:
    import csv  # noqa: PLC0415

    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise NotImported(f"{file} cannot be read: {error}") from None
    known: dict[str, str] = {}
    for line, cells in enumerate(csv.reader(text.splitlines(), delimiter=";" if ";" in text else ","), start=1):
        if not any(cells):
            continue
        if len(cells) != 2 or not cells[1].strip().startswith("@") or ":" not in cells[1]:
            raise NotImported(f"{file}, line {line}: write a name and a user id, for example Max Muster;@max:stadt.example")
        known[cells[0].strip().casefold()] = cells[1].strip()
    return known


def _content(file: Path) -> bytes:
    """No more of it than may be read."""
    try:
        with file.open("rb") as opened:
            return opened.read(MAX_BYTES + 1)
    except OSError as error:
        raise NotImported(f"{file} cannot be read: {error.strerror}") from None


def _stop(reason: str) -> NoReturn:
    typer.echo(reason, err=True)
    raise typer.Exit(1)
