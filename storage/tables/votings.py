"""Votes on decisions: who may vote, until when, and the ballots."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, ForeignKey, Integer, Table, Text

from bot.domain.voting.votes import Ballots, Channel, Elector, Majority
from bot.domain.voting.votes import Choice as VoteChoice
from storage.column_types import Choice, FractionText, Json, LocalDateTime, NumberText, Person, UtcDateTime
from storage.tables.metadata import metadata

votings = Table(
    "votings",
    metadata,
    Column("decision", NumberText, ForeignKey("decisions.number"), primary_key=True),
    Column("round", Integer, nullable=False),
    Column("electors", Json(tuple[Elector, ...]), nullable=False),
    Column("conflicts", Json(tuple[str, ...]), nullable=False),
    Column("majority", Choice(Majority), nullable=False),
    Column("quorum", FractionText, nullable=False),
    Column("ballots", Choice(Ballots), nullable=False),
    Column("is_written", Boolean, nullable=False),
    Column("session", NumberText, index=True),
    Column("planned", LocalDateTime),
    Column("opened_by", Person, nullable=False),
    Column("opened_at", UtcDateTime, nullable=False),
    Column("closes_at", UtcDateTime),
    Column("who", Person),
    Column("who_team", Integer),
    Column("due", Date),
    Column("closed_at", UtcDateTime),
    Column("counted_at", UtcDateTime, index=True),
)


ballots = Table(
    "ballots",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("decision", NumberText, ForeignKey("decisions.number"), nullable=False, index=True),
    Column("municipality", Text, nullable=False),
    Column("event", Text, nullable=False, index=True),
    Column("choice", Choice(VoteChoice), nullable=False),
    Column("by", Person, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("channel", Choice(Channel), nullable=False),
    Column("on_record", Boolean, nullable=False),
    sqlite_autoincrement=True,
)
