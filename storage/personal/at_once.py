"""What goes at once when somebody asks for erasing, and needs nobody's consent: it is of use to that person alone, or not final yet."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import sqlalchemy
from sqlalchemy import and_, delete, or_, select, tuple_, union_all, update

from bot.domain.imports.batch import BatchState
from bot.domain.minutes.running import Attendance, MinutesState
from bot.domain.record_types import RECORD_TYPES
from bot.domain.traces import Traces
from storage import tables
from storage.column_types import GONE_WITH, Person
from storage.personal.find import seen


def erase_at_once(connection: sqlalchemy.Connection, traces: Traces, called: frozenset[str]) -> Counter[str]:
    """How many rows went, by table."""
    user = traces.user
    running = select(tables.votings.c.decision).where(tables.votings.c.closed_at.is_(None))
    own = union_all(*(select(table.c.number).where(table.c[author] == user) for table, author in _made_by()))
    doomed = {
        tables.ballots: and_(tables.ballots.c.by == user, tables.ballots.c.decision.in_(running)),
        tables.retro_votes: tables.retro_votes.c.voter == user,
        tables.imports: and_(tables.imports.c.sender == user, tables.imports.c.state != BatchState.TAKEN),
        tables.notes: and_(tables.notes.c.author == user, tables.notes.c.subject.not_in(own)),
        tables.voice_words: tables.voice_words.c.by == user,
    }
    for table in tables.metadata.sorted_tables:
        if GONE_WITH in table.info:
            doomed[table] = table.c[table.info[GONE_WITH]] == user
    removed: Counter[str] = Counter()
    for table, which in doomed.items():
        removed[table.name] += connection.execute(delete(table).where(which)).rowcount
    removed[tables.minutes_entries.name] += _leave_minutes(connection, {user, *called})
    outbox = tables.outbox
    suggested = and_(outbox.c.asked_by == user, or_(outbox.c.suggests.is_not(None), outbox.c.literally.is_not(None)))
    removed[outbox.name] += connection.execute(update(outbox).where(suggested).values(suggests=None, literally=None)).rowcount
    for kept in seen(connection, user):
        is_it = (tables.people_seen.c.team == kept.row["team"], tables.people_seen.c.mark == kept.row["mark"])
        removed[tables.people_seen.name] += connection.execute(delete(tables.people_seen).where(*is_it)).rowcount
    return +removed


def _made_by() -> list[tuple[sqlalchemy.Table, str]]:
    """The table of each kind of record, with the column of who made it."""
    found = []
    for kind in RECORD_TYPES:
        table = tables.metadata.tables[kind.plural]
        author = next(name for name in ("author", "reporter", "created_by") if name in table.c)
        assert isinstance(table.c[author].type, Person)
        found.append((table, author))
    return found


def _leave_minutes(connection: sqlalchemy.Connection, names: set[str]) -> int:
    """Takes the person out of who was there, where the minutes are not final; how many entries that concerned."""
    entries, minutes = tables.minutes_entries, tables.minutes
    key = (entries.c.session, entries.c.planned)
    open_ones = select(minutes.c.session, minutes.c.planned).where(minutes.c.state != MinutesState.FINAL)
    query = select(*entries.primary_key, entries.c.present).where(entries.c.present.is_not(None), tuple_(*key).in_(open_ones))
    changed = 0
    for row in connection.execute(query).all():
        session, planned, position, present = row.session, row.planned, row.position, row.present
        left = tuple(each for each in present.people if each not in names)
        if left != present.people:
            attendance: Attendance = replace(present, people=left)
            is_it = (entries.c.session == session, entries.c.planned == planned, entries.c.position == position)
            changed += connection.execute(update(entries).where(*is_it).values(present=attendance)).rowcount
    return changed
