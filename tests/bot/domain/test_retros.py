"""Notes are shuffled, joined and ranked; a retrospective is proposed when it is time."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.ids import EventId, Number, RoomId, TeamId, UserId
from bot.domain.retros import (
    COLUMNS,
    Form,
    Retro,
    RetroNote,
    RetroState,
    Vote,
    fitting,
    is_wanted,
    joined,
    next_column,
    placed,
    proposed_day,
    ranking,
)

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
R1 = Number("R", 1)
RETRO = Retro(number=R1, team=TeamId(1), created_at=NOW, room=RoomId("!r"))
WEEKS = timedelta(weeks=8)


def note(text: str, column: str = "start", place: int | None = None, joined: int | None = None) -> RetroNote:
    return RetroNote(key=f"k{text}", retro=R1, column=column, text=text, source=None, place=place, joined=joined)


def vote(place: int, voter: str) -> Vote:
    return Vote(R1, place, UserId(voter), EventId(f"${place}{voter}"))


def test_notes_get_places_column_by_column_and_those_without_one_the_last() -> None:
    notes = [note("d", ""), note("c", "continue"), note("a"), note("b", "stop")]
    found = placed(notes, Form.START_STOP, random.Random(1))
    assert [(each.place, each.text) for each in found] == [(1, "a"), (2, "b"), (3, "c"), (4, "d")]


def test_the_order_within_a_column_depends_on_the_seed_alone_and_not_on_when_notes_came() -> None:
    notes = [note(str(count)) for count in range(10)]
    first = [each.text for each in placed(notes, Form.START_STOP, random.Random(1))]
    assert first == [each.text for each in placed(notes[::-1], Form.START_STOP, random.Random(1))]
    assert first != [each.text for each in placed(notes, Form.START_STOP, random.Random(2))]
    assert sorted(first) == [each.text for each in notes]


def test_a_note_for_another_form_loses_its_column_but_not_its_text() -> None:
    assert fitting(note("a", "anchor"), Form.START_STOP).column == ""
    assert fitting(note("a", "anchor"), Form.SAILBOAT).column == "anchor"


def test_the_ranking_counts_each_person_once_for_what_was_joined() -> None:
    notes = [note("a", place=1), note("b", place=2), note("c", place=3, joined=1)]
    votes = [vote(1, "anna"), vote(3, "anna"), vote(3, "ben"), vote(2, "anna"), vote(2, "ben"), vote(2, "carla")]
    found = ranking(notes, votes)
    assert [(each.place, each.votes, len(each.notes)) for each in found] == [(2, 3, 1), (1, 2, 2)]


def test_among_equals_the_order_of_the_notes_stays() -> None:
    assert [each.place for each in ranking([note("a", place=1), note("b", place=2)], [])] == [1, 2]


def test_joining_takes_along_what_was_joined_before() -> None:
    notes = [note("a", place=1), note("b", place=2), note("c", place=3, joined=2), note("d", place=4)]
    assert [(each.place, each.joined) for each in joined(notes, [1, 3])] == [(2, 1), (3, 1)]
    assert [(each.place, each.joined) for each in joined(notes, [3, 4])] == [(4, 2)]
    assert joined(notes, [2, 3]) == []


def test_a_place_without_a_note_is_named() -> None:
    with pytest.raises(LookupError, match="7"):
        joined([note("a", place=1)], [1, 7])


def test_the_time_goes_from_column_to_column_and_passes_over_empty_ones() -> None:
    notes = [note("a", "start"), note("c", "continue"), note("d", "")]
    order = [next_column(replace(RETRO, column=column), notes) for column in (None, "start", "stop", "continue", "")]
    assert order == ["start", "continue", "continue", "", None]


def test_without_a_column_of_its_own_the_last_one_ends_it() -> None:
    assert next_column(replace(RETRO, column="continue"), [note("c", "continue")]) is None
    assert next_column(RETRO, []) is None


@pytest.mark.parametrize(
    ("retros", "days", "wanted"),
    [
        ([], 55, False),
        ([], 56, True),
        ([replace(RETRO, state=RetroState.ENDED, closed_at=NOW + timedelta(days=10))], 60, False),
        ([replace(RETRO, state=RetroState.ENDED, closed_at=NOW + timedelta(days=10))], 66, True),
        ([replace(RETRO, state=RetroState.PLANNED)], 60, False),
        ([replace(RETRO, state=RetroState.RUNNING)], 60, False),
        ([replace(RETRO, state=RetroState.COLLECTING)], 60, True),
        ([replace(RETRO, state=RetroState.CANCELLED, closed_at=NOW + timedelta(days=50))], 60, True),
        ([replace(RETRO, declined_at=NOW + timedelta(days=50))], 60, False),
    ],
)
def test_it_is_time_for_one_when_none_was_held_or_declined_for_so_long(retros: list[Retro], days: int, wanted: bool) -> None:
    assert is_wanted(retros, founded=NOW, every=WEEKS, now=NOW + timedelta(days=days)) is wanted


def test_the_proposed_day_is_in_the_middle_of_a_week_and_free() -> None:
    today = date(2026, 11, 23)
    working = [today + timedelta(days=ahead) for ahead in range(1, 21) if (today + timedelta(days=ahead)).weekday() < 5]
    assert proposed_day(today, working, frozenset()) == date(2026, 12, 1)
    assert proposed_day(today, working, frozenset({date(2026, 12, 1)})) == date(2026, 12, 2)
    assert proposed_day(today, [date(2026, 11, 30)], frozenset()) == date(2026, 11, 30)
    assert proposed_day(today, [date(2026, 11, 24)], frozenset()) is None


def test_every_form_has_columns_and_no_two_forms_share_one() -> None:
    columns = [column for form in Form for column in COLUMNS[form]]
    assert len(columns) == len(set(columns)) and all(len(COLUMNS[form]) >= 3 for form in Form)
