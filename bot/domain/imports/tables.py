"""The lines of a table as rows: each is read by itself, and what is unclear about one keeps no other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta

from bot.domain.imports.columns import Field, bare, header_of, key_prefix, likely_header, named, places_of
from bot.domain.imports.contents import MAX_ROWS, Line
from bot.domain.imports.dates import local, read_clock, read_day
from bot.domain.imports.rows import Finished, Problem, Reading, Row, Skipped, Target

MAX_TITLE = 300
MAX_NAME = 200
MAX_KEY = 100
_DONE = frozenset(
    [
        "closed",
        "done",
        "erledigt",
        "abgeschlossen",
        "geschlossen",
        "fertig",
        "finished",
        "completed",
        "complete",
        "resolved",
        "geloest",
        "erreicht",
        "reached",
        "ok",
        "x",
        "ja",
        "yes",
        "wahr",
        "true",
        "100",
    ]
)
_TICKS = frozenset("✓✔☑✅")
_DROPPED = frozenset(
    [
        "rejected",
        "abgelehnt",
        "verworfen",
        "cancelled",
        "canceled",
        "abgebrochen",
        "gestrichen",
        "entfaellt",
        "entfallen",
        "storniert",
        "abgesagt",
        "hinfaellig",
    ]
)
_MILESTONE = frozenset({"milestone", "meilenstein"})
_FORMULA = re.compile(r"[=＝]|[+\-@＋－＠][^|]{0,200}\|[^!]{0,200}!")
"""What a spreadsheet carries out: an equals sign, or a call of another program (DDE)."""
_MINUTES = re.compile(r"(\d{1,3})\s?(?:min(?:uten?|utes?|\.)?|')?", re.IGNORECASE)
_HOURS = re.compile(r"(\d{1,2})(?:[,.](5|25|75))?\s?(?:h|std\.?|stunden?|hours?)", re.IGNORECASE)
_CLOCKED = re.compile(r"(\d{1,2}):(\d{2})(?::\d{2})?")
MAX_MINUTES = 24 * 60


class NoTitle(Exception):
    """No column is called like a title. `columns` are the names that are there."""

    def __init__(self, columns: Sequence[str]) -> None:
        super().__init__()
        self.columns = columns


class TooMany(Exception):
    def __init__(self, count: int) -> None:
        super().__init__()
        self.count = count


def read_table(lines: Sequence[Line], target: Target, now: datetime) -> Reading:
    """`now` is naive and local. Raises NoTitle, TooMany."""
    place = header_of(lines)
    if place is None:
        raise NoTitle([cell for cell in likely_header(lines).cells if cell])
    header, data = lines[place], lines[place + 1 :]
    if len(data) > MAX_ROWS:
        raise TooMany(len(data))
    reader = _Table(header, target, now)
    for line in data:
        reader.read(line)
    return Reading(
        rows=tuple(reader.rows),
        problems=tuple(reader.problems),
        columns=named(header, reader.places),
        skipped=tuple(sorted(reader.skipped.items())),
    )


class _Unclear(Exception):
    def __init__(self, reason: str, said: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.said = said


class _Table:
    def __init__(self, header: Line, target: Target, now: datetime) -> None:
        self.places = places_of(header, target)
        self.rows: list[Row] = []
        self.problems: list[Problem] = []
        self.skipped: Counter[Skipped] = Counter()
        self._target = target
        self._prefix = key_prefix(header)
        self._who = header.cells[self.places[Field.WHO]] if Field.WHO in self.places else ""
        self._now = now
        self._keys: set[str] = set()

    def read(self, line: Line) -> None:
        cells = {field: line.cells[place] if place < len(line.cells) else "" for field, place in self.places.items()}
        try:
            row = self._row(line.line, cells)
        except _Unclear as unclear:
            self.problems.append(Problem(line=line.line, reason=unclear.reason, said=_short(unclear.said)))
            return
        if row is not None:
            self._keys |= {row.key} - {""}
            self.rows.append(row)

    def _row(self, line: int, cells: Mapping[Field, str]) -> Row | None:
        title = " ".join(cells[Field.TITLE].split())
        if not bare(title):
            raise _Unclear("title")
        if len(title) > MAX_TITLE:
            raise _Unclear("title-long", title)
        if any(_FORMULA.match(cell) for cell in cells.values()):
            raise _Unclear("formula", next(cell for cell in cells.values() if _FORMULA.match(cell)))
        target = self._target_of(cells.get(Field.TYPE, ""))
        if target is None:
            self.skipped[Skipped.OTHER_TYPE] += 1
            return None
        key = " ".join(cells.get(Field.ID, "").split())[:MAX_KEY]
        key = f"{self._prefix}:{key}" if key else ""
        if key in self._keys:
            raise _Unclear("twice", key.partition(":")[2])
        finished = finished_of(cells.get(Field.STATUS, ""))
        if target is Target.MEETING:
            return self._meeting(line, key, title, finished, cells)
        said = cells.get(Field.FINISH) or cells.get(Field.DATE) or cells.get(Field.START) or ""
        due = _day(said)[0] if bare(said) else None
        if target is Target.MILESTONE and due is None:
            raise _Unclear("date-missing")
        who = " ".join(cells.get(Field.WHO, "").split())[:MAX_NAME]
        return Row(
            line=line, target=target, key=key, title=title, due=due, finished=finished, who=f"{self._who}: {who}" if bare(who) else ""
        )

    def _target_of(self, said: str) -> Target | None:
        """What the row becomes. The type makes a milestone of it; where only milestones are asked for, other types are left out."""
        if Field.TYPE not in self.places:
            return self._target
        if bare(said) in _MILESTONE:
            return Target.MILESTONE
        return None if self._target is Target.MILESTONE and bare(said) else self._target

    def _meeting(self, line: int, key: str, title: str, finished: Finished, cells: Mapping[Field, str]) -> Row | None:
        said = cells.get(Field.START) or cells.get(Field.DATE) or ""
        if not bare(said):
            raise _Unclear("date-missing")
        day, at = _day(said)
        clock, ends = cells.get(Field.START_TIME, ""), ""
        if bare(clock):
            clock, _, ends = (part.strip() for part in clock.replace("–", "-").partition("-"))
            at = read_clock(clock)
            if at is None:
                raise _Unclear("time", clock)
        if at is None:
            raise _Unclear("time-missing")
        start = local(day, at)
        minutes = _minutes(cells, start, ends)
        if start + timedelta(minutes=minutes or 0) <= self._now:
            self.skipped[Skipped.PAST] += 1
            return None
        return Row(
            line=line,
            target=Target.MEETING,
            key=key,
            title=title,
            finished=finished,
            start=start,
            minutes=minutes,
            place=" ".join(cells.get(Field.PLACE, "").split())[:MAX_TITLE],
        )


def finished_of(said: str) -> Finished:
    """A tick or a day says done, too: `Erledigt: 3.11.2026`."""
    word = bare(said)
    if word in _DONE or said.strip()[:1] in _TICKS or read_day(said) is not None:
        return Finished.DONE
    return Finished.DROPPED if word in _DROPPED else Finished.NO


def _day(said: str) -> tuple[date, time | None]:
    read = read_day(said)
    if read is None:
        raise _Unclear("date", said)
    return read


def _minutes(cells: Mapping[Field, str], start: datetime, ends: str) -> int | None:
    """How long it takes: what stands there, or until when it goes; None where nothing says so."""
    said = cells.get(Field.LENGTH, "")
    if bare(said):
        minutes = _length(said)
        if minutes is None:
            raise _Unclear("length", said)
        return minutes
    clock = ends or cells.get(Field.END_TIME, "")
    last = cells.get(Field.FINISH, "")
    day, at = _day(last) if bare(last) else (start.date(), None)
    if bare(clock):
        at = read_clock(clock)
        if at is None:
            raise _Unclear("time", clock)
    if at is None:
        return None
    minutes = int((local(day, at) - start).total_seconds() // 60)
    if not 0 < minutes <= MAX_MINUTES:
        raise _Unclear("length", clock or last)
    return minutes


def _length(said: str) -> int | None:
    said = said.strip()[:20]
    clocked, hours, minutes = _CLOCKED.fullmatch(said), _HOURS.fullmatch(said), _MINUTES.fullmatch(said)
    if clocked:
        found = 60 * int(clocked[1]) + int(clocked[2])
    elif hours:
        found = 60 * int(hours[1]) + {"5": 30, "25": 15, "75": 45}.get(hours[2] or "", 0)
    elif minutes:
        found = int(minutes[1])
    else:
        return None
    return found if 0 < found <= MAX_MINUTES else None


def _short(said: str) -> str:
    words = " ".join(said.split())
    return words if len(words) <= 40 else f"{words[:39]}…"
