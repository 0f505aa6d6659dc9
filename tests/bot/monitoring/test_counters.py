"""What is counted stays small, however much there is to count."""

from __future__ import annotations

from datetime import timedelta

from bot.domain.ids import EventId
from bot.monitoring.counters import BUCKET_BOUNDS_S, MAX_UNDERWAY, Tally
from tests.world import MONDAY


def test_of_a_flood_of_answers_the_oldest_are_left_out() -> None:
    tally = Tally()
    for count in range(3 * MAX_UNDERWAY):
        tally.to_be_answered(EventId(f"${count}"), MONDAY)
    for count in range(3 * MAX_UNDERWAY):
        tally.sent(EventId(f"${count}"), MONDAY, MONDAY + timedelta(seconds=1))
    assert sum(tally.answering.counts) == MAX_UNDERWAY
    assert sum(tally.sending.counts) == 3 * MAX_UNDERWAY


def test_the_second_message_to_the_same_event_is_no_second_answer() -> None:
    tally = Tally()
    tally.to_be_answered(EventId("$1"), MONDAY)
    for _ in range(2):
        tally.sent(EventId("$1"), MONDAY, MONDAY + timedelta(seconds=3))
    assert (sum(tally.answering.counts), tally.answering.seconds) == (1, 3.0)


def test_a_time_counts_below_the_bound_that_it_just_keeps_and_above_all_where_it_is_longer() -> None:
    tally = Tally()
    for seconds in (BUCKET_BOUNDS_S[0], BUCKET_BOUNDS_S[-1] + 1, -5.0):
        tally.sent(None, MONDAY, MONDAY + timedelta(seconds=seconds))
    assert (tally.sending.counts[0], tally.sending.counts[-1], sum(tally.sending.counts)) == (2, 1, 3)
