"""Adding a milestone, and changing or taking it back by its message."""

from __future__ import annotations

from datetime import date

import pytest

from bot.domain.milestones.milestone import MilestoneState
from tests.commands.milestone.milestones import CATALOGUE, kept, log
from tests.world import Room, World, user


async def test_a_milestone_gets_a_number_and_a_card_with_its_buttons(team: Room) -> None:
    await team.says(f"{CATALOGUE} | kennung: MS2 Datenkatalog | nachweis: https://stadt.example/k | wer: Ben")
    card = team.message("M1")
    for fact in (
        *("🎯 Meilenstein · M1 Datenkatalog online", "📅 Donnerstag, 30.9.2027", "🔖 MS2 Datenkatalog", "👤 Ben kümmert sich"),
        *("🏦 Der Termin steht im Förderbescheid", "📎 Nachweis: https://stadt.example/k", "Antippen: ✅ stimmt noch · 🏁 erreicht"),
    ):
        assert fact in card.body
    assert card.reactions == ["✅", "🏁"] and card.mentions == [user("Ben")]


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("!meilenstein Katalog | bis: 30.9.2027", date(2027, 9, 30)),
        ("!milestone Catalogue | due: 30 Sep 2027", date(2027, 9, 30)),
        ("!meilenstein Katalog\nbis: Ende Februar", date(2027, 2, 28)),
        ("!meilenstein Katalog, bis: März 2027", date(2027, 3, 31)),
        ("!meilenstein neu Katalog | bis: KW 12", date(2027, 3, 26)),
        ("!meilenstein Katalog | bis: in 3 Monaten", date(2027, 2, 23)),
        ("!meilenstein Katalog | bis: heute", date(2026, 11, 23)),
    ],
)
async def test_days_are_understood_as_people_write_them(team: Room, world: World, said: str, day: date) -> None:
    await team.says(said)
    milestone = await kept(world)
    assert (milestone.plan, milestone.agreed, milestone.forecast) == (day, day, day)


@pytest.mark.parametrize(
    ("fields", "funder"),
    [
        ("", False),
        (" | kennung: MS2", True),
        (" | kennung: MS2 | fördergeber: nein", False),
        (" | fördergeber: ja", True),
        (" | funder: yes", True),
    ],
)
async def test_the_date_stands_in_the_grant_if_there_is_a_reference(team: Room, world: World, fields: str, funder: bool) -> None:
    await team.says(f"{CATALOGUE}{fields}")
    assert (await kept(world)).funder is funder


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("!meilenstein Katalog", "Bis wann?"),
        ("!meilenstein Katalog | bis: 1.3.2026", "liegt schon zurück. Ist es schon erreicht, schreib dazu: erreicht: 1.3.2026"),
        ("!meilenstein Katalog | bis: irgendwann", "irgendwann"),
        ("!meilenstein Katalog | bis: 30.2.2027", "Das gibt es im Kalender nicht"),
        ("!meilenstein Katalog | bis: 1.3.2027 | fördergeber: vielleicht", "Schreib ja oder nein"),
        ("!meilenstein Katalog | bis: 1.3.2027 | nach: M7", "»M7« gibt es nicht. Es gibt noch keinen anderen Meilenstein."),
        ("!meilenstein Katalog | bis: 1.3.2027 | wer: Niemandsland", "finde ich in diesem Raum nicht"),
        ("!meilenstein Katalog | bis: 1.3.2027 | ampel: rot", "»ampel« passt hier nicht"),
        ("!meilenstein Katalog | bis: 1.3.2027 | erreicht: 1.2.2027", "1.2.2027"),
        ("!meilenstein | bis: 1.3.2027", "worum es geht"),
    ],
)
async def test_a_mistake_stores_nothing_and_says_why(team: Room, said: str, reason: str) -> None:
    await team.says(said)
    assert reason in team.sees()
    await team.says("!meilenstein liste alle")
    assert "Noch keine Meilensteine bei Dateninventur" in team.sees()


async def test_a_day_at_the_end_of_the_text_is_offered_as_the_date(team: Room, world: World) -> None:
    await team.says("!meilenstein Datenkatalog online bis 30.9.2027")
    assert "Soll »bis 30.9.2027« der Termin sein, also !meilenstein Datenkatalog online | bis: 30.9.2027?" in team.sees()
    await team.taps("✅", on=team.messages()[-1].event)
    assert ((await kept(world)).text, (await kept(world)).plan) == ("Datenkatalog online", date(2027, 9, 30))


async def test_what_is_reached_already_may_be_past(team: Room, world: World) -> None:
    await team.says("!meilenstein Auftakt | bis: 1.3.2026 | erreicht: 12.3.2026")
    milestone = await kept(world)
    assert (milestone.state, milestone.plan, milestone.reached_on) == (MilestoneState.REACHED, date(2026, 3, 1), date(2026, 3, 12))
    assert "🏁 erreicht · M1 Auftakt" in team.sees() and "Antippen" not in team.sees()


async def test_what_it_needs_first_is_named_and_an_earlier_date_pointed_out(team: Room, world: World) -> None:
    await team.says(CATALOGUE)
    await team.says("!meilenstein Bürger-App | bis: 1.9.2027 | nach: 1")
    assert "🔗 Braucht vorher: M1 Datenkatalog online" in team.sees()
    assert "⚠️ Das ist früher als M1 (30.9.2027), was vorher fertig sein muss." in team.sees()
    assert [str(number) for number in (await kept(world, 2)).after] == ["M1"]


async def test_an_unknown_number_is_answered_with_near_ones_and_a_title_too(team: Room) -> None:
    for count in range(1, 13):
        await team.says(f"!meilenstein Stufe {count} | bis: 1.9.2027")
    await team.says("!meilenstein App | bis: 1.9.2027 | nach: M21")
    assert "»M21« gibt es nicht. Meintest du M12 Stufe 12" in team.sees() and "Zum Beispiel: nach: M12" in team.sees()
    await team.says(CATALOGUE)
    await team.says("!meilenstein App | bis: 1.9.2027 | nach: Datenkatalog")
    assert "Meintest du M13 Datenkatalog online? Zum Beispiel: nach: M13" in team.sees()


async def test_an_edit_of_the_message_changes_it_and_corrects_its_plan_until_it_is_reported_on(team: Room, world: World) -> None:
    event = await team.says(CATALOGUE)
    card = team.message("M1")
    await team.edits(event, "!meilenstein Datenkatalog | bis: 30.10.2027 | kennung: MS2")
    assert "M1 Datenkatalog\n" in card.body and "📅 Samstag, 30.10.2027" in card.body and "🔖 MS2" in card.body
    await team.says("!meilenstein prognose M1 1.12.2027 Zulieferung")
    await team.edits(event, "!meilenstein Datenkatalog | bis: 30.12.2027")
    assert "Der Plan von M1 bleibt, wie er ist: 30.10.2027" in team.sees()
    assert (await kept(world)).plan == date(2027, 10, 30)


async def test_deleting_the_message_drops_it_and_erases_its_text(team: Room, world: World) -> None:
    event = await team.says(f"{CATALOGUE} | kennung: Geheim")
    card = team.message("M1")
    await team.deletes(event)
    assert card.gone and "M1 ist gestrichen und der Text gelöscht" in team.sees()
    milestone = await kept(world)
    assert (milestone.state, milestone.text, milestone.reference) == (MilestoneState.DROPPED, "", "")


async def test_it_stays_where_something_was_built_on_it(team: Room, world: World) -> None:
    event = await team.says(CATALOGUE)
    await team.says("!meilenstein App | bis: 1.12.2027 | nach: M1")
    await team.deletes(event)
    assert "M1 bleibt stehen, weil ihn andere Meilensteine brauchen" in team.sees()
    await team.says("!meilenstein stimmt M1")
    await team.deletes(event)
    assert "M1 bleibt stehen, weil schon etwas zu seinem Termin gemeldet ist" in team.sees()
    assert [each.reason for each in await log(world)] == ["", ""]


@pytest.mark.parametrize("words", ["<b>&amp; \"Quote\" 'x' | 🚀" * 6, "Ein <script>alert(1)</script> & **fett** 👩‍💻" * 4])
async def test_long_titles_with_signs_of_their_own_stay_what_they_are(team: Room, world: World, words: str) -> None:
    title = words.replace("|", "/")[:200]
    await team.says(f"!meilenstein {title} | bis: 30.9.2027")
    card = team.message("M1")
    assert (await kept(world)).text == " ".join(title.split()) and " ".join(title.split()) in card.body
    assert "<script>" not in (card.content.get("formatted_body") or "")
    await team.says("!meilenstein")
    assert "M1" in team.sees()
