"""What an archive of the project holds: the records, minutes, reports and learnings as files, made from the records alone.

The same records make the same bytes, whenever that is done: a file bears the time of what it is about, not of its making.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.context import Moment
from bot.domain.ids import RoomId
from bot.domain.learnings import of_year
from bot.domain.minutes.running import Minutes, MinutesState
from bot.domain.record_types import LEARNINGS
from bot.messages import File, Outgoing
from bot.odt import NotWritten
from bot.outbound.composer import Composer
from bot.outbound.illustrations import illustrated
from bot.outbound.made_files import FileMakers
from bot.texts import texts_of
from commands.learning.export import file_of as learnings_file
from commands.minutes.draft import message as minutes_message
from commands.report.quarter.files import files as report_files
from storage.transfer.export import to_csv_tables

RECORDS = "records.json"
SUMS = "SHA256SUMS"
_INDEX = {"de": "INHALT.md", "en": "CONTENTS.md"}
_ROOM = RoomId("")
"""The files are in the language of the project."""


@dataclass(frozen=True)
class Made:
    """The files by their path in the archive, and what is missing of them."""

    files: Mapping[str, bytes]
    lacking: Sequence[str]
    """The names of files that could not be made, because a library for them is not installed."""


async def content(moment: Moment, composer: Composer, makers: FileMakers, data: Mapping[str, Any]) -> Made:
    """`data` are the records as `lotse export` gives them, of the same state as `moment`."""
    files = {RECORDS: _json(data)}
    files |= {f"tables/{name}.csv": table for name, table in to_csv_tables(data).items()}
    lacking: list[str] = []
    async for folder, at, file in _documents(moment):
        try:
            made = await _bytes(replace(moment, now=at), composer, makers, file)
        except NotWritten:
            lacking.append(file.name)
            continue
        files[f"{folder}/{file.name}"] = made
    language = moment.settings.language
    counts = {name: len(records) for name, records in data.items() if records}
    params = {"project": moment.project.name, "counts": counts, "files": _listed(files)}
    index = File(room=_ROOM, name=_INDEX[language], mime="text/markdown", text="archive.index", params=params, once="")
    files[_INDEX[language]] = await composer.written_out(moment, index)
    return Made(files, lacking)


def sums(files: Mapping[str, bytes]) -> bytes:
    """The checksums as `sha256sum -c` reads them."""
    lines = [f"{hashlib.sha256(files[path]).hexdigest()}  {path}\n" for path in sorted(files)]
    return "".join(lines).encode()


def _listed(files: Mapping[str, bytes]) -> dict[str, list[str]]:
    """The paths by folder, those beside the index under an empty name."""
    found: dict[str, list[str]] = {}
    for path in sorted(files):
        folder, _, name = path.rpartition("/")
        found.setdefault(folder, []).append(name)
    return found


async def _documents(moment: Moment) -> AsyncIterator[tuple[str, datetime, File]]:
    """Each file with its folder, and the time that it bears."""
    for team in await moment.tx.teams.all():
        found = await moment.tx.minutes.of_team(team.id, MinutesState.DRAFT, MinutesState.FINAL)
        for minutes in sorted(found, key=lambda each: (each.session, each.planned)):
            at = await _time_of(moment, minutes)
            made = await minutes_message.files(replace(moment, now=at), minutes, _ROOM, once="")
            for file in _files(made):
                yield "minutes", at, file
    for report in await moment.tx.reports.released():
        at = report.released_at
        for file in _files(await report_files(replace(moment, now=at), report.document, _ROOM, name=report.name, once="")):
            yield "reports", at, file
    learnings = await moment.tx.records(LEARNINGS).listed()
    for year in sorted({moment.calendar.day_of(each.created_at).year for each in learnings}):
        of_it = of_year(learnings, year, moment.calendar.zone)
        at = max(each.created_at for each in of_it)
        yield "learnings", at, await learnings_file(replace(moment, now=at), year, of_it, _ROOM, once="")


async def _time_of(moment: Moment, minutes: Minutes) -> datetime:
    draft = await moment.tx.drafts.of_date(minutes.session, minutes.planned)
    return (draft.final_at if draft else None) or minutes.ended_at or minutes.started_at


def _files(outgoing: Sequence[Outgoing]) -> list[File]:
    return [each for each in outgoing if isinstance(each, File)]


async def _bytes(moment: Moment, composer: Composer, makers: FileMakers, file: File) -> bytes:
    if not file.text:
        return file.data
    made = await composer.written_out(moment, file)
    if not file.as_odt:
        return made
    if makers.odt is None:
        raise NotWritten("its library is not installed")
    return _without_times(await makers.odt(await illustrated(made, makers.picture)))


def _without_times(packed: bytes) -> bytes:
    """The ODT file, a ZIP, with the times of its parts taken out. `mimetype` stays first and unpacked, as the format wants it."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as old, zipfile.ZipFile(made, "w") as new:
        for part in old.infolist():
            new.writestr(zipfile.ZipInfo(part.filename), old.read(part), part.compress_type)
    return made.getvalue()


def _json(data: Mapping[str, Any]) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def composer_of(settings_of: Any, device: str = "archive") -> Composer:
    return Composer({language: texts_of(language) for language in ("de", "en")}, settings_of, device)
