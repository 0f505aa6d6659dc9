"""The talk with the funder about a delay: a standing line, a reminder, a risk."""

from __future__ import annotations

from datetime import date

import pytest

from bot.domain.milestones.milestone import Talk
from tests.commands.milestone.milestones import CATALOGUE, kept
from tests.commands.question.asking import at
from tests.world import Room, World, user

LATE = "!meilenstein prognose M1 15.11.2027 Zulieferung"


@pytest.fixture
def settings() -> dict[str, str]:
    """With digests."""
    return {}


@pytest.fixture
async def late(team: Room, pmo: Room) -> None:
    await team.says(f"{CATALOGUE} | kennung: MS2")
    await team.says(LATE)
    pmo.forget()


@pytest.mark.usefixtures("late")
async def test_the_duty_stands_in_the_pmo_s_week_until_it_is_raised(team: Room, pmo: Room, world: World) -> None:
    line = (
        "• 🏦 Fördermittelgeber ansprechen: M1 Datenkatalog online (Dateninventur), vereinbart 30.9.2027, Prognose 15.11.2027. "
        "Danach: !meilenstein angesprochen M1"
    )
    for day in (30, 37):
        await world.until(at(day if day == 30 else 7, 9, month=11 if day == 30 else 12))
        assert line in pmo.message("Das braucht euch").body
    await pmo.says("!meilenstein angesprochen M1 Frau Weber", by="Paula")
    assert "🏦 Paula: Der Fördermittelgeber ist auf M1 angesprochen: Frau Weber" in team.sees()
    await pmo.says("!überblick")
    assert "ansprechen" not in pmo.sees() and "M1 6 Wochen 4 Tage später" in pmo.sees()


@pytest.mark.usefixtures("late")
async def test_after_five_working_days_its_members_are_mentioned_once(pmo: Room, world: World) -> None:
    await world.until(at(30, 9, 59))
    assert not any("5 Arbeitstagen" in each.body for each in pmo.messages())
    await world.until(at(30, 10))
    told = pmo.message("Seit 5 Arbeitstagen wartet das Gespräch mit dem Fördermittelgeber: M1 Datenkatalog online (Dateninventur)")
    assert told.notifies and set(told.mentions) == {user("Ada"), user("Paula"), user("Peter")}
    await world.until(at(23, 10, month=12))
    assert sum("5 Arbeitstagen" in each.body for each in pmo.messages()) == 1


@pytest.mark.usefixtures("late")
async def test_after_ten_it_is_a_risk_of_the_steering_committee(steering: Room, world: World) -> None:
    await steering.says("!treffen Sitzung | wann: 10.12. 14:00")
    await world.until(at(9, 15, month=12))
    digest = steering.message("Sitzung (S1)").body
    assert "• M1 Datenkatalog online (Dateninventur): vereinbart 30.9.2027, Prognose 15.11.2027, 6 Wochen 4 Tage später" in digest
    assert "⚠️ Fördermittelgeber noch nicht angesprochen" in digest
    await world.until(at(14, 9, month=12))
    assert "🏦 Fördermittelgeber ansprechen: M1" in steering.message("Die Task Forces im Überblick").body


@pytest.mark.usefixtures("late")
async def test_a_further_delay_has_to_be_told_anew(team: Room, pmo: Room, world: World) -> None:
    await pmo.says("!milestone raised M1")
    await world.until(at(7, 10, month=12))
    await team.says("!meilenstein prognose M1 30.11.2027 Urlaub")
    await pmo.says("!überblick")
    assert "Fördermittelgeber ansprechen: M1" in pmo.sees()
    await world.until(at(14, 10, month=12))
    assert "Seit 5 Arbeitstagen" in pmo.sees()


@pytest.mark.usefixtures("late")
@pytest.mark.parametrize(
    ("said", "agreed"),
    [
        ("zugestimmt M1", date(2027, 11, 15)),
        ("zugestimmt M1 30.11.2027", date(2027, 11, 30)),
        ("accepted M1 1 Nov 2027", date(2027, 11, 1)),
        ("vereinbart M1 30.11.2027 | mit: fördergeber", date(2027, 11, 30)),
    ],
)
async def test_what_the_funder_agrees_to_is_the_agreed_date(pmo: Room, world: World, said: str, agreed: date) -> None:
    await pmo.says(f"!meilenstein {said}")
    milestone = await kept(world)
    assert (milestone.agreed, milestone.talk, milestone.owed_since, milestone.plan) == (agreed, Talk.ACCEPTED, None, date(2027, 9, 30))
    assert "mit dem Fördermittelgeber" in pmo.sees()


@pytest.mark.usefixtures("late")
async def test_where_it_refuses_the_agreed_date_stays(team: Room, pmo: Room, world: World) -> None:
    await pmo.says("!meilenstein abgelehnt M1 Frist ist fest")
    milestone = await kept(world)
    assert (milestone.agreed, milestone.talk, milestone.is_late, milestone.owed_since) == (date(2027, 9, 30), Talk.REFUSED, True, None)
    await team.says("!meilenstein M1")
    assert "🏦 Der Fördermittelgeber hat am Montag, 23.11.2026 abgelehnt: Frist ist fest" in team.sees()


@pytest.mark.parametrize("said", ["angesprochen M1", "zugestimmt M1", "abgelehnt M1"])
async def test_only_the_pmo_speaks_of_it_and_only_of_dates_of_the_grant(team: Room, pmo: Room, world: World, said: str) -> None:
    await team.says(CATALOGUE)
    before = await kept(world)
    await team.says(f"!meilenstein {said}")
    assert "PMO" in team.sees()
    await pmo.says(f"!meilenstein {said}")
    assert "Der Termin von M1 steht nicht im Förderbescheid." in pmo.sees() and await kept(world) == before


async def test_what_is_not_late_any_more_needs_no_talk(team: Room, pmo: Room, world: World) -> None:
    await team.says(f"{CATALOGUE} | kennung: MS2")
    await team.says(LATE)
    await team.says("!meilenstein prognose M1 30.9.2027")
    pmo.forget()
    await world.until(at(14, 10, month=12))
    assert not any("ansprechen" in each.body or "5 Arbeitstagen" in each.body for each in pmo.messages())


@pytest.mark.usefixtures("late")
async def test_what_it_was_told_is_not_why_it_refuses(team: Room, pmo: Room) -> None:
    await pmo.says("!meilenstein angesprochen M1 Frau Weber, am Telefon")
    await pmo.says("!meilenstein abgelehnt M1")
    assert "Frau Weber" not in pmo.sees() and "Frau Weber" not in team.sees()
