"""Who speaks for a voice after what was said, and which voices are sure."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bot.domain.ids import EventId, Number, TeamId, UserId
from bot.domain.voting.voices import Chair, Stand, Voice, Word, reachable, sure, voice_of, word_for

BEN, CEM, DANA, PAULA = (UserId(f"@{name}:stadt.example") for name in ("ben", "cem", "dana", "paula"))
S1, DAY = Number("S", 1), date(2027, 3, 12)
PLANNED = datetime(2027, 3, 12, 10)  # noqa: DTZ001 -- naive and local, as planned dates are
GIESSEN = Chair(municipality="Gießen", holder=BEN, name="Gießen", deputy=DANA)


def word(number: int, said: Stand, *, deputy: UserId | None = None, days: tuple[date, date] | None = None, holder: UserId = BEN) -> Word:
    first, last = days or (None, None)
    return Word(
        id=number,
        team=TeamId(1),
        municipality="Gießen",
        holder=holder,
        session=None if days else S1,
        planned=None if days else PLANNED,
        first=first,
        last=last,
        said=said,
        deputy=deputy,
        by=holder,
        at=datetime(2027, 3, 1, tzinfo=UTC),
        event=EventId(f"$said{number}"),
    )


def spoken(*words: Word, there: set[UserId] | None = None) -> Voice:
    is_there = (there if there is not None else {BEN, CEM}).__contains__
    return voice_of(GIESSEN, word_for(GIESSEN, words, S1, PLANNED, DAY), is_there)


def test_the_latest_word_counts() -> None:
    comes, away = word(1, Stand.COMING), word(2, Stand.DEPUTISED, deputy=CEM)
    assert spoken(comes).speaker == BEN and spoken(comes).is_sure
    assert spoken(away, comes).speaker == CEM and spoken(away, comes).is_deputised
    assert spoken(comes, away, word(3, Stand.ABSTAINS)).speaker is None


def test_a_period_counts_on_its_days_and_gives_way_to_a_later_word() -> None:
    away = word(1, Stand.DEPUTISED, deputy=CEM, days=(DAY, DAY))
    assert spoken(away).speaker == CEM
    assert spoken(away, word(2, Stand.COMING)).speaker == BEN
    before = word(1, Stand.DEPUTISED, deputy=CEM, days=(date(2027, 3, 1), date(2027, 3, 11)))
    assert spoken(before).stand is Stand.SILENT


def test_what_an_earlier_holder_said_does_not_bind_the_next() -> None:
    assert spoken(word(1, Stand.ABSTAINS, holder=CEM)).stand is Stand.SILENT


@pytest.mark.parametrize(
    ("there", "speaker", "standby", "is_sure"),
    [({BEN, DANA}, BEN, DANA, True), ({BEN}, BEN, None, False), ({DANA}, DANA, None, True), (set(), None, None, False)],
)
def test_while_nothing_is_said_holder_or_standing_deputy_may_vote(
    there: set[UserId], speaker: UserId | None, standby: UserId | None, is_sure: bool
) -> None:
    voice = spoken(there=there)
    assert (voice.speaker, voice.standby, voice.is_sure) == (speaker, standby, is_sure)
    assert {user for user in (BEN, DANA, CEM) if voice.may_vote(user)} == {user for user in (speaker, standby) if user}


def test_a_deputised_voice_counts_only_when_its_deputy_is_there() -> None:
    away = word(1, Stand.DEPUTISED, deputy=CEM)
    voices = [spoken(away), spoken(away, there={BEN}), spoken(there={BEN})]
    assert (sure(voices), reachable(voices)) == (1, 2)
