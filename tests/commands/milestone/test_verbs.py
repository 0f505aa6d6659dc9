"""What becomes of a milestone: listed, shown, reached, agreed, changed, dropped."""

from __future__ import annotations

from datetime import date

import pytest

from bot.domain.milestones.milestone import MilestoneState
from tests.commands.milestone.milestones import CATALOGUE, kept, log
from tests.commands.question.asking import second_team
from tests.world import Room, World


async def test_the_list_goes_by_date_and_has_the_closed_ones_only_where_asked(team: Room) -> None:
    await team.says(CATALOGUE)
    await team.says("!meilenstein Auftakt | bis: 1.2.2027")
    await team.says("!meilenstein Konzept | bis: 1.3.2027 | kennung: MS1")
    await team.says("!meilenstein erreicht M2")
    await team.says("!meilenstein prognose M3 1.12.2027 Urlaub")
    await team.says("!meilenstein")
    assert team.sees() == (
        "Offene Meilensteine: Dateninventur\n"
        "• M1 Datenkatalog online – 30.9.2027\n"
        "• ⏳ später · M3 Konzept – 1.12.2027, vereinbart 1.3.2027 🏦"
    )
    await team.says("!meilenstein liste alle")
    assert "• 🏁 erreicht · M2 Auftakt – 23.11.2026" in team.sees()


async def test_the_project_s_list_says_whose_they_are(team: Room, pmo: Room, world: World) -> None:
    app = await second_team(world, pmo)
    await team.says(CATALOGUE)
    await app.says("!meilenstein App | bis: 1.12.2027 | nach: M1")
    await app.says("!meilenstein liste projekt")
    assert "M1 Datenkatalog online (Dateninventur)" in app.sees()
    await pmo.says("!meilenstein")
    assert "Offene Meilensteine im Projekt" in pmo.sees() and "M2 App (App)" in pmo.sees()
    await team.says("!meilenstein M1")
    assert "Daran hängt\n• M2 App (App, 1.12.2027) braucht M1: der Puffer ist noch 8 Wochen 6 Tage" in team.sees()


async def test_a_chain_is_shown_through_what_lies_between(team: Room) -> None:
    await team.says(CATALOGUE)
    await team.says("!meilenstein App | bis: 5.10.2027 | nach: M1")
    await team.says("!meilenstein Start | bis: 8.10.2027 | nach: M2")
    await team.says("!meilenstein prognose M1 14.10.2027 Zulieferung")
    await team.says("!meilenstein M1")
    assert "M2 App (Dateninventur, 5.10.2027) braucht M1: der Puffer fehlt um 9 Tage" in team.sees()
    assert "M3 Start (Dateninventur, 8.10.2027) braucht M2: der Puffer fehlt um 6 Tage" in team.sees()


async def test_a_circle_is_refused_and_shown(team: Room, world: World) -> None:
    await team.says(CATALOGUE)
    await team.says("!meilenstein App | bis: 1.12.2027 | nach: M1")
    await team.says("!meilenstein Start | bis: 1.12.2027 | nach: M2")
    await team.says("!meilenstein ändere M1 | nach: M3")
    assert "Das geht im Kreis: M1 → M3 → M2 → M1." in team.sees() and (await kept(world)).after == ()
    await team.says("!meilenstein ändere M1 | nach: M1")
    assert "Das geht im Kreis: M1 → M1." in team.sees()


@pytest.mark.parametrize(
    ("said", "on", "evidence"),
    [
        ("erreicht M1", date(2026, 11, 23), ""),
        ("erreicht M1 gestern", date(2026, 11, 22), ""),
        ("erreicht M1 am 20.11. https://stadt.example/k", date(2026, 11, 20), "https://stadt.example/k"),
        ("erreicht M1 | am: 20.11. | nachweis: Protokoll S4", date(2026, 11, 20), "Protokoll S4"),
        ("reached M1 | on: yesterday", date(2026, 11, 22), ""),
        ("erledigt M1", date(2026, 11, 23), ""),
    ],
)
async def test_it_is_reached_on_a_day_and_with_evidence(team: Room, world: World, said: str, on: date, evidence: str) -> None:
    await team.says(CATALOGUE)
    await team.says(f"!meilenstein {said}")
    milestone = await kept(world)
    assert (milestone.state, milestone.reached_on, milestone.evidence) == (MilestoneState.REACHED, on, evidence)
    assert "🏁 erreicht · M1" in team.message("M1 Datenkatalog").body or "🏁 M1 ist erreicht" in team.sees()


async def test_reached_before_what_it_needs_is_pointed_out_and_can_be_opened_again(team: Room, world: World) -> None:
    await team.says("!meilenstein App | bis: 1.12.2027 | fördergeber: ja")
    await team.says(f"{CATALOGUE} | nach: M1")
    await team.says("!meilenstein erreicht M2 morgen")
    assert "morgen" in team.sees() and (await kept(world, 2)).is_open
    await team.says("!meilenstein erreicht M2")
    assert "⚠️ M1 App war vorher nötig und ist noch offen." in team.sees()
    await team.says("!meilenstein erreicht M2")
    assert "M2 ist schon erreicht. Wieder öffnen: !meilenstein öffnen M2" in team.sees()
    await team.says("!meilenstein ändere M2 | nachweis: https://stadt.example/k")
    assert (await kept(world, 2)).evidence == "https://stadt.example/k"
    await team.says("!meilenstein öffnen M2")
    assert (await kept(world, 2)).is_open
    await team.says("!meilenstein öffnen M2")
    assert "M2 ist noch offen" in team.sees()


async def test_the_pmo_agrees_another_date_by_a_decision_and_the_team_hears(team: Room, pmo: Room, world: World) -> None:
    await team.says(CATALOGUE)
    card = team.message("M1")
    await team.says("!meilenstein prognose M1 15.11.2027 Zulieferung")
    await pmo.says("!beschluss Katalog erst im November | grund: Zulieferung")
    await pmo.says("!meilenstein vereinbart M1 30.11.2027 | beschluss: D1", by="Paula")
    assert "🤝 M1 ist jetzt auf Dienstag, 30.11.2027 vereinbart" in pmo.sees() and "📜 D1 Katalog erst im November" in pmo.sees()
    assert "🤝 Paula: M1 Datenkatalog online ist jetzt auf Dienstag, 30.11.2027 vereinbart." in team.sees()
    milestone = await kept(world)
    assert (milestone.plan, milestone.agreed, milestone.is_late) == (date(2027, 9, 30), date(2027, 11, 30), False)
    assert "🎯 Meilenstein · M1" in card.body and "🤝 Vereinbart: Dienstag, 30.11.2027" in card.body
    await pmo.says("!meilenstein vereinbart M1 30.12.2027 | beschluss: D7")
    assert "D7 gibt es nicht" in pmo.sees()
    await pmo.says("!meilenstein vereinbart M1 | mit: fördergeber")
    assert "Auf welchen Tag ist M1 vereinbart?" in pmo.sees()
    await pmo.says("!meilenstein vereinbart M1 30.12.2027 | mit: niemandem sonst")
    assert "Schreib mit: fördergeber oder mit: steuerungskreis." in pmo.sees()
    await pmo.says("!meilenstein vereinbart M1 1.1.2020")
    assert "das ist inzwischen vorbei" in pmo.sees() and (await kept(world)).agreed == date(2027, 11, 30)


@pytest.mark.parametrize("said", ["vereinbart M1 30.11.2027", "streichen M1", "ändere M1 | fördergeber: nein"])
async def test_what_stands_in_the_grant_is_the_pmo_s(team: Room, pmo: Room, world: World, said: str) -> None:
    await team.says(f"{CATALOGUE} | kennung: MS2")
    before = await kept(world)
    await team.says(f"!meilenstein {said}")
    assert "PMO" in team.sees() and await kept(world) == before
    await pmo.says(f"!meilenstein {said}")
    assert await kept(world) != before


async def test_a_change_that_is_agreed_without_the_funder_asks_for_it(team: Room, pmo: Room) -> None:
    await team.says(f"{CATALOGUE} | kennung: MS2")
    await pmo.says("!meilenstein vereinbart M1 30.11.2027")
    assert "Hat der Fördermittelgeber zugestimmt?" in pmo.sees()
    await pmo.says("!milestone agreed M1 30 Nov 2027 | with: funder")
    assert "mit dem Fördermittelgeber" in pmo.sees() and "Hat der" not in pmo.sees()
    await team.says("!meilenstein M1")
    assert "🏦 Der Fördermittelgeber hat am Montag, 23.11.2026 zugestimmt" in team.sees()


@pytest.mark.parametrize("said", ["prognose M1 1.12.2027", "stimmt M1", "erreicht M1"])
async def test_only_its_own_team_speaks_of_its_dates(team: Room, pmo: Room, world: World, said: str) -> None:
    await team.says(CATALOGUE)
    before = await kept(world)
    await pmo.says(f"!meilenstein {said}", by="Paula")
    assert "Dateninventur" in pmo.sees() and await kept(world) == before


async def test_its_fields_can_be_changed_and_its_plan_cannot(team: Room, world: World) -> None:
    await team.says(CATALOGUE)
    await team.says("!meilenstein ändere M1 | titel: Katalog | bis: 1.10.2027 | wer: Ben | kennung: MS2")
    milestone = await kept(world)
    assert (milestone.text, milestone.plan, milestone.reference, milestone.funder) == ("Katalog", date(2027, 10, 1), "MS2", True)
    await team.says("!meilenstein stimmt")
    await team.says("!meilenstein ändere M1 | bis: 1.11.2027")
    assert "Der Plan von M1 bleibt, wie er ist: 1.10.2027. Rechnet ihr mit einem anderen Tag?" in team.sees()
    await team.says("!meilenstein ändere M1 | titel: Katalog")
    assert "steht schon genau so da" in team.sees()
    await team.says("!meilenstein ändere M1")
    assert "M1" in team.sees()


async def test_dropping_says_who_still_needs_it(team: Room) -> None:
    await team.says(CATALOGUE)
    await team.says("!meilenstein App | bis: 1.12.2027 | nach: M1")
    await team.says("!meilenstein streichen M1 zu teuer")
    assert "M1 ist gestrichen" in team.sees() and "⚠️ M2 App braucht ihn noch." in team.sees()
    await team.says("!meilenstein M1")
    assert "gestrichen von Anna: zu teuer" in team.sees()


async def test_the_trend_says_how_forecasts_have_moved(team: Room, world: World) -> None:
    await team.says(CATALOGUE)
    await team.says("!meilenstein App | bis: 1.12.2027")
    await world.pass_(days=28)
    await team.says("!meilenstein prognose M1 15.10.2027 Zulieferung")
    await world.pass_(days=28)
    await team.says("!meilenstein prognose M1 15.11.2027 Urlaub")
    await team.says("!meilenstein trend")
    assert team.sees().splitlines()[1:] == [
        "• M1 Datenkatalog online: 2-mal später, 6 Wochen 4 Tage nach dem Plan. Plan 30.9.2027 · am 23.11.2026 erwartet: 30.9.2027 · "
        "am 21.12.2026 erwartet: 15.10.2027 · am 18.1.2027 erwartet: 15.11.2027",
        "• M2 App: im Plan. Plan 1.12.2027 · am 23.11.2026 erwartet: 1.12.2027",
    ]
    await team.says("!milestone trend M2")
    assert "M2 App" in team.sees() and "M1" not in team.sees()


async def test_an_english_room_reads_it_in_english(team: Room) -> None:
    await team.says("!sprache en")
    await team.says("!milestone Catalogue | due: 30 Sep 2027 | reference: MS2")
    await team.says("!milestone forecast M1 2 weeks later Delivery missing")
    assert "Forecast now Thursday, 14 October 2027: 2 weeks later than agreed (30 Sep 2027), late since Mon 23 Nov" in team.sees()
    await team.says("!milestone")
    assert "• ⏳ late · M1 Catalogue – 14 Oct 2027, agreed 30 Sep 2027 🏦" in team.sees()


async def test_a_dissolved_group_s_milestone_is_shown_and_hangs_on(team: Room, pmo: Room, world: World) -> None:
    app = await second_team(world, pmo)
    await app.says("!meilenstein App | bis: 1.12.2027")
    await team.says(f"{CATALOGUE} | nach: M1")
    await app.says("!team auflösen", by="Ada")
    await app.taps("✅", on=app.messages()[-1].event, by="Ada")
    await team.says("!meilenstein M2")
    assert "🔗 Braucht vorher: M1 App" in team.sees()
    await pmo.says("!meilenstein M1")
    assert "M2 Datenkatalog online (Dateninventur, 30.9.2027) braucht M1" in pmo.sees()


@pytest.mark.parametrize(
    ("said", "decision", "funder", "note"),
    [
        ("30.11.2027 beschluss: D1 mit: fördergeber", True, True, ""),
        ("30.11.2027 laut Beschluss D1", True, False, ""),
        ("30.11.2027 (D1, mit dem Fördermittelgeber)", True, True, ""),
        ("auf den 30.11.2027 mit Fördergeber", False, True, ""),
        ("30.11.2027 mit dem Projektträger", False, True, ""),
        ("30.11.2027 | mit: dem Projektträger", False, True, ""),
        ("30 Nov 2027 with the funder, D1", True, True, ""),
        ("30.11.2027 D1 kam zu spät", False, False, "D1 kam zu spät"),
        ("30.11.2027 am Telefon", False, False, "am Telefon"),
    ],
)
async def test_who_agreed_and_by_which_decision_may_be_said_in_words(
    team: Room, pmo: Room, world: World, said: str, decision: bool, funder: bool, note: str
) -> None:
    await team.says(f"{CATALOGUE} | kennung: MS2")
    await pmo.says("!beschluss Katalog erst im November | grund: Zulieferung")
    await pmo.says(f"!meilenstein vereinbart M1 {said}")
    assert (await kept(world)).agreed == date(2027, 11, 30)
    assert ("📜 D1" in pmo.sees(), "mit dem Fördermittelgeber" in pmo.sees()) == (decision, funder)
    assert ("Hat der Fördermittelgeber zugestimmt?" in pmo.sees()) is not funder
    assert (await log(world))[-1].reason == note


async def test_the_example_of_a_change_can_be_followed(team: Room) -> None:
    await team.says(CATALOGUE)
    await team.says("!meilenstein ändere M1")
    example = team.sees().partition("Zum Beispiel: ")[2]
    await team.says(example)
    assert "👤 Ben kümmert sich" in team.sees()
