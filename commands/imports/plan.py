"""What becomes of the rows of a file in a group, as things stand now: new, there already, changed, or to be asked about."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rapidfuzz import fuzz

from bot.context import Moment
from bot.domain.ids import Number, TeamId
from bot.domain.imports.batch import NO_DIFFERENCE, Difference, Imported, Shown, Verdict, compare
from bot.domain.imports.columns import bare
from bot.domain.imports.rows import Finished, Problem, Reading, Row, Skipped, Target
from commands.imports.actions import Actions
from commands.imports.importer import Importer
from commands.imports.milestones import Milestones
from commands.imports.sessions import Sessions

IMPORTERS: Mapping[Target, Importer] = {Target.ACTION: Actions(), Target.MILESTONE: Milestones(), Target.MEETING: Sessions()}
_ALIKE = 50
"""Per cent by which two titles agree at least that stand under the same id in two versions of a list."""


@dataclass(frozen=True, kw_only=True)
class Planned:
    """A row, and what becomes of it."""

    row: Row
    key: str
    verdict: Verdict
    record: Any = None
    """The record that it is about, where there is one."""
    known: Imported | None = None
    difference: Difference = NO_DIFFERENCE


@dataclass(kw_only=True)
class Plan:
    rows: list[Planned] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    skipped: Counter[Skipped] = field(default_factory=Counter)

    def of(self, verdict: Verdict) -> list[Planned]:
        return [each for each in self.rows if each.verdict is verdict]

    @property
    def shown(self) -> tuple[Shown, ...]:
        return tuple(Shown(line=each.row.line, verdict=each.verdict) for each in self.rows)


async def plan(moment: Moment, team: TeamId, reading: Reading) -> Plan:
    found = Plan(problems=list(reading.problems), skipped=Counter(dict(reading.skipped)))
    known = {each.key: each for each in await moment.tx.imports.known(team)}
    records: dict[Target, dict[Number, Any]] = {}
    for target in {row.target for row in reading.rows}:
        listed = await IMPORTERS[target].kind.records(moment.tx).listed(team, closed=True)
        records[target] = {each.number: each for each in listed}
    taken: set[Number] = set()
    for row, key in _keyed(reading.rows):
        await _plan_row(moment, found, row, key, known.get(key), records[row.target], taken)
    found.problems.sort(key=lambda each: each.line)
    return found


def _keyed(rows: Sequence[Row]) -> Iterable[tuple[Row, str]]:
    """Each row with the key by which it is known again: its own, or one made of its title; of rows with one title with the date too."""
    titles = Counter((row.target, bare(row.title)) for row in rows)
    for row in rows:
        if row.key:
            yield row, row.key
            continue
        when = str(row.due or row.start or "") if titles[row.target, bare(row.title)] > 1 else ""
        words = hashlib.sha256(f"{row.target} {bare(row.title)} {when}".encode()).hexdigest()[:32]
        yield row, f"title:{words}"


async def _plan_row(
    moment: Moment, found: Plan, row: Row, key: str, known: Imported | None, records: Mapping[Number, Any], taken: set[Number]
) -> None:
    importer = IMPORTERS[row.target]
    record = records.get(known.number) if known is not None else None
    if record is not None and known is not None:
        await _plan_known(moment, found, row, key, known, record)
        return
    if any(each.key == key for each in found.rows):
        found.problems.append(Problem(line=row.line, reason="twice", said=row.title[:40]))
        return
    left_out = {Finished.DONE: Skipped.FINISHED, Finished.DROPPED: Skipped.DROPPED}.get(row.finished)
    if left_out is not None and not (row.target is Target.MILESTONE and row.finished is Finished.DONE):
        found.skipped[left_out] += 1
        return
    twin = await importer.twin(moment, row, {number: each for number, each in records.items() if number not in taken})
    if twin is not None:
        taken.add(twin.number)
        found.rows.append(Planned(row=row, key=key, verdict=Verdict.THERE, record=twin))
        return
    problem = importer.problem(moment, row)
    if problem:
        found.problems.append(Problem(line=row.line, reason=problem, said=_day(row)))
        return
    found.rows.append(Planned(row=row, key=key, verdict=Verdict.NEW))


async def _plan_known(moment: Moment, found: Plan, row: Row, key: str, known: Imported, record: Any) -> None:
    importer = IMPORTERS[row.target]
    now = await importer.of_record(moment, record)
    difference = compare(importer.of_row(row), known.said, now)
    is_open = importer.kind.is_open(record)
    if row.target is Target.MEETING and row.finished is Finished.DROPPED:
        if is_open:
            found.problems.append(Problem(line=row.line, reason="cancelled", said=str(record.number)))
        else:
            found.rows.append(Planned(row=row, key=key, verdict=Verdict.THERE, record=record, known=known))
        return
    if is_open and {"title"} <= difference.changes and fuzz.ratio(bare(row.title), bare(now["title"])) < _ALIKE:
        found.problems.append(Problem(line=row.line, reason="other", said=str(record.number)))
        return
    if not is_open or row.finished is Finished.DROPPED:  # closed records are only changed in the chat
        difference = NO_DIFFERENCE
    problem = importer.problem(moment, row) if "due" in difference.changes else ""
    if problem:
        found.problems.append(Problem(line=row.line, reason=problem, said=_day(row)))
        return
    found.rows.append(Planned(row=row, key=key, verdict=difference.verdict, record=record, known=known, difference=difference))


def _day(row: Row) -> str:
    return f"{row.due.day}.{row.due.month}.{row.due.year}" if row.due else ""
