"""Bringing milestones: what their group has said of the dates stays, and reached ones are reached."""

from __future__ import annotations

from tests.world import Room, World

PLAN = (
    "ID;Thema;Typ;Status;Endtermin\n"
    "1;Konzept;Milestone;Neu;15.1.2027\n"
    "2;Start;Milestone;Erledigt;1.10.2026\n"
    "3;Alt;Milestone;Neu;1.10.2026\n4;A;Task;;\n"
)


async def test_milestones_of_a_plan(team: Room, pmo: Room, world: World) -> None:
    await team.says("!meilenstein import", reply_to=team.posts("plan.csv", PLAN))
    assert (
        "4 Zeilen: 2 neu, 1 unklar" in team.sees()
        and "Zeile 4: 1.10.2026 ist vorbei" in team.sees()
        and "1 kein Meilenstein" in team.sees()
    )
    await team.taps("✅", on="plan.csv")
    await team.says("!meilenstein liste alle")
    assert "M1 Konzept" in team.sees() and "M2 Start" in team.sees()
    before = len(pmo.messages())
    await world.pass_(hours=20)
    assert len(pmo.messages()) == before


async def test_a_forecast_of_the_group_is_not_overwritten(team: Room) -> None:
    await team.says("!meilenstein import", reply_to=team.posts("plan.csv", PLAN))
    await team.taps("✅", on="plan.csv")
    await team.says("!meilenstein prognose M1 1.3.2027 Urlaub")
    await team.says("!meilenstein import", reply_to=team.posts("neu.csv", PLAN.replace("15.1.2027", "1.2.2027")))
    assert "bleibt wie im Chat: M1" in team.sees() and "Es gibt nichts zu übernehmen" in team.sees()
    await team.says("!meilenstein M1")
    assert "1.3.2027" in team.sees() and "1.2.2027" not in team.sees()


async def test_a_batch_is_taken_back_with_those_that_were_reached(team: Room) -> None:
    await team.says("!meilenstein import", reply_to=team.posts("plan.csv", PLAN))
    await team.taps("✅", on="plan.csv")
    await team.says("!import zurück")
    assert "2 entfernt" in team.sees()
    await team.says("!meilenstein")
    assert "Konzept" not in team.sees()
