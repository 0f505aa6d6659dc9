"""Takes over what a preview has shown, as far as it is still so; and takes a batch back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.context import Context, Moment
from bot.domain.ids import EventId, Number, TeamId
from bot.domain.imports.batch import Imported, Shown, Verdict, fingerprints
from bot.domain.imports.rows import Reading, Target
from bot.messages import Outgoing
from bot.records.count_limits import MAX_OPEN
from commands.agenda.carry_over import adopt
from commands.imports.origin import Origin
from commands.imports.plan import IMPORTERS, Plan, Planned, plan
from commands.meeting.record import KIND as SESSION


@dataclass(kw_only=True)
class Taken:
    added: dict[Target, list[Number]] = field(default_factory=dict)
    updated: list[Number] = field(default_factory=list)
    kept: list[Number] = field(default_factory=list)
    """Changed in the chat and in the file: they stay as they are."""
    otherwise: int = 0
    """Rows of which the preview said something else."""
    also: list[Outgoing] = field(default_factory=list)
    """The cards that read otherwise now."""

    @property
    def count(self) -> int:
        return len(self.updated) + sum(len(each) for each in self.added.values())


class Full(Exception):
    """The group has so many open records of a kind that it can have no more."""

    def __init__(self, target: Target) -> None:
        super().__init__(target.value)
        self.target = target


async def require_room(moment: Moment, team: TeamId, planned: Plan) -> None:
    """Raises Full."""
    for target, count in Counter(each.row.target for each in planned.of(Verdict.NEW)).items():
        if await IMPORTERS[target].kind.records(moment.tx).count(team) + count > MAX_OPEN:
            raise Full(target)


async def take(origin: Origin, reading: Reading, shown: Sequence[Shown] | None = None) -> Taken:
    """Makes and changes the records. Of what was `shown` only that which is still so. Raises Full."""
    moment = origin.moment
    planned = await plan(moment, origin.team.id, reading)
    await require_room(moment, origin.team.id, planned)
    promised = {each.line: each.verdict for each in shown} if shown is not None else None
    taken = Taken()
    if promised is not None:
        met = {each.row.line for each in planned.rows}
        taken.otherwise = sum(verdict in (Verdict.NEW, Verdict.UPDATE) for line, verdict in promised.items() if line not in met)
    for each in planned.rows:
        if promised is not None and promised.get(each.row.line) is not each.verdict:
            taken.otherwise += 1
        else:
            await _take_row(origin, each, taken)
    if Target.MEETING in taken.added:
        # Topics that wait for a date get one; the message that would say so is left out, because an import announces nothing.
        await adopt(moment, origin.team.id)
    return taken


async def _take_row(origin: Origin, each: Planned, taken: Taken) -> None:
    importer, moment = IMPORTERS[each.row.target], origin.moment
    said = fingerprints(importer.of_row(each.row))
    if each.verdict is Verdict.NEW:
        number = await moment.tx.next_number(importer.kind.letter)
        await importer.add(origin, number, each.row)
        taken.added.setdefault(each.row.target, []).append(number)
        await _remember(origin, each, number, said, made_by=origin.source)
        return
    number = each.record.number
    if each.verdict is Verdict.THERE:
        if each.known is None and each.row.key:
            await _remember(origin, each, number, fingerprints(await importer.of_record(moment, each.record)) | said)
        return
    if each.difference.kept:
        taken.kept.append(number)
    if each.verdict is Verdict.UPDATE:
        kept = await importer.kept(moment, each.record)
        after = await importer.change(origin, each.record, each.row, each.difference.changes)
        taken.updated.append(number)
        taken.also += await importer.kind.refreshed(moment, after)
        await _remember(origin, each, number, said, made_by=each.known.made_by if each.known else None, before=kept)
    elif each.known is not None:
        # Said once: the next time the file says the same it is nothing new.
        await moment.tx.imports.remember(
            Imported(**{**vars(each.known), "said": {**each.known.said, **said}}),
        )


async def _remember(
    origin: Origin, each: Planned, number: Number, said: dict[str, str], *, made_by: EventId | None = None, before: str | None = None
) -> None:
    earlier = dict(each.known.said) if each.known is not None else {}
    known = Imported(
        team=origin.team.id, key=each.key, number=number, batch=origin.source, made_by=made_by, said=earlier | said, before=before
    )
    await origin.moment.tx.imports.remember(known)


@dataclass(kw_only=True)
class TakenBack:
    gone: list[Number] = field(default_factory=list)
    restored: list[Number] = field(default_factory=list)
    stay: list[Number] = field(default_factory=list)
    """Somebody has gone on working with them."""
    also: list[Outgoing] = field(default_factory=list)


async def take_back(ctx: Context, origin: Origin) -> TakenBack:
    """Takes back the batch of this origin: what it has made is withdrawn, what it has changed is as before; what was built on stays."""
    moment, done = origin.moment, TakenBack()
    for known in await moment.tx.imports.of_batch(origin.source):
        importer = next(each for each in IMPORTERS.values() if each.kind.letter == known.number.letter)
        record = await importer.kind.records(moment.tx).get(known.number)
        is_new = known.made_by == origin.source
        if not is_new and known.before is None:
            continue  # it was there already, and only linked
        if record is None:
            await moment.tx.imports.forget(known)
            continue
        if await _is_built_on(ctx, origin, known, record):
            done.stay.append(known.number)
            continue
        if is_new:
            await importer.take_back(origin, record)
            await moment.tx.imports.forget(known)
            done.gone.append(known.number)
        else:
            await importer.put_back(origin, record, known.before or "")
            before = await importer.kind.records(moment.tx).get(known.number)
            now = fingerprints(await importer.of_record(moment, before))
            await moment.tx.imports.remember(Imported(**{**vars(known), "said": now, "before": None}))
            done.restored.append(known.number)
            done.also += await importer.kind.refreshed(moment, before)
    for numbers in (done.gone, done.restored, done.stay):
        numbers.sort()
    if any(number.letter == SESSION.letter for number in done.gone):
        await adopt(moment, origin.team.id)
    return done


async def _is_built_on(ctx: Context, origin: Origin, known: Imported, record: object) -> bool:
    """Whether somebody has done anything with it since: changed it, noted something, or something else hangs on it."""
    moment, is_new = origin.moment, known.made_by == origin.source
    importer = next(each for each in IMPORTERS.values() if each.kind.letter == known.number.letter)
    history = await moment.tx.history.of(known.number)
    mine = [place for place, change in enumerate(history) if change.by == origin.author and change.detail == origin.file]
    last = mine[-1] if mine else -1
    if any(change.by is not None for change in history[last + 1 :]):
        return True
    if any(note.event != origin.source for note in await moment.tx.notes.of(known.number)) and is_new:
        return True
    return is_new and await importer.is_built_on(ctx, origin, record)
