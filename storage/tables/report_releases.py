"""Reports that were released, with all that they say."""

from __future__ import annotations

from sqlalchemy import Column, Date, Integer, Table, Text, UniqueConstraint

from bot.domain.reports.document import ReportDocument, ReportState
from storage.column_types import Choice, Json, Person, QuarterText, UtcDateTime
from storage.tables.metadata import metadata

reports = Table(
    "reports",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("period", QuarterText, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("state", Choice(ReportState), nullable=False),
    Column("document", Json(ReportDocument), nullable=False),
    Column("released_at", UtcDateTime, nullable=False),
    Column("released_by", Person, nullable=False),
    Column("decided_at", UtcDateTime),
    Column("decided_by", Person, nullable=False),
    Column("remark", Text, nullable=False),
    Column("sent_on", Date),
    UniqueConstraint("period", "revision"),
    sqlite_autoincrement=True,
)
