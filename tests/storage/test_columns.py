"""Do values come back from a column as they went in, and do times sort?"""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Table
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import StatementError

from bot.domain.blockers import Blocker
from bot.domain.history import Change, Note
from bot.domain.teams import Kind, Team
from bot.ports import DueTimer, Handled, KnownRoom, OutboxRow
from storage import tables
from storage.column_types import Kinds, UtcDateTime
from storage.connection.database import Database
from tests.storage.examples import NOW

DIALECT = sqlite.dialect()
BERLIN = ZoneInfo("Europe/Berlin")


@given(st.lists(st.datetimes(timezones=st.sampled_from([UTC, BERLIN]), min_value=datetime(1970, 1, 2), max_value=datetime(2999, 1, 1))))  # noqa: DTZ001
def test_times_come_back_and_sort_as_text(moments: list[datetime]) -> None:
    column = UtcDateTime()
    kept = [column.process_bind_param(moment, DIALECT) or "" for moment in moments]
    assert [column.process_result_value(text, DIALECT) for text in kept] == [moment.astimezone(UTC) for moment in moments]
    assert sorted(kept) == [column.process_bind_param(moment, DIALECT) for moment in sorted(each.astimezone(UTC) for each in moments)]


async def test_a_time_comes_back_in_utc(store: Database) -> None:
    async with store.transaction() as tx:
        await tx.timers.set("a", "B1", datetime(2026, 7, 1, 12, 0, tzinfo=BERLIN))
        found = await tx.timers.next_at()
    assert found is not None
    assert found.isoformat() == "2026-07-01T10:00:00+00:00"
    assert found.utcoffset() == timedelta(0)


async def test_a_time_without_a_zone_is_refused(store: Database) -> None:
    with pytest.raises(StatementError, match="without a zone"):
        async with store.transaction() as tx:
            await tx.timers.set("a", "B1", NOW.replace(tzinfo=None))


@given(st.frozensets(st.sampled_from(Kind)))
def test_kinds_come_back(kinds: frozenset[Kind]) -> None:
    column = Kinds()
    assert column.process_result_value(column.process_bind_param(kinds, DIALECT), DIALECT) == kinds


@pytest.mark.parametrize(
    ("record", "table", "elsewhere"),
    [
        (Blocker, tables.blockers, set()),
        (Team, tables.teams, set()),
        (Note, tables.notes, set()),
        (Change, tables.history, set()),
        (OutboxRow, tables.outbox, {"txn"}),
        (Handled, tables.inbox, set()),
        (DueTimer, tables.timers, set()),
        (KnownRoom, tables.rooms, set()),
    ],
)
def test_every_field_of_a_record_has_a_column(record: Any, table: Table, elsewhere: set[str]) -> None:
    assert {field.name for field in fields(record)} - elsewhere <= set(table.c.keys())
