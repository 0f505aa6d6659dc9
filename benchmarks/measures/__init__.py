"""What is measured: the table of contents, in the order in which it is carried out and shown."""

from __future__ import annotations

from benchmarks.measure import Measure
from benchmarks.measures import answer, at_once, away, board, burst, catching_up, digest, profile, records, start

MEASURES: tuple[Measure, ...] = (
    answer.MEASURE,
    profile.MEASURE,
    burst.MEASURE,
    away.MEASURE,
    at_once.MEASURE,
    catching_up.MEASURE,
    start.MEASURE,
    digest.MEASURE,
    records.MEASURE,
    board.MEASURE,
)
