"""The letter on risks: its draft, what the PMO does with it, and that it goes out all the same."""

from __future__ import annotations

from datetime import datetime

import pytest

from tests.commands.question.asking import at, second_team
from tests.world import Room, World

RED = "!ampel ressourcen rot Stelle unbesetzt | maßnahme: ausgeschrieben | hilfe: Entscheidung"
LINE = "• 🔴 Ressourcen, Dateninventur: Stelle unbesetzt · Maßnahme: ausgeschrieben · braucht: Entscheidung · seit"
DRAFT, LETTER = "Risiken an den Steuerungskreis", "Risiken im Projekt"


def letters(room: Room) -> list[str]:
    return [seen.body for seen in room.messages() if LETTER in seen.body]


def drafts(room: Room) -> list[str]:
    return [seen.body for seen in room.messages() if DRAFT in seen.body]


async def test_it_is_drafted_two_working_days_before_and_goes_out_by_itself(team: Room, pmo: Room, steering: Room, world: World) -> None:
    await team.says(RED)
    await world.until(at(3, 7, 59, month=12))
    assert drafts(pmo) == []
    await world.until(at(3, 8, month=12))
    draft = pmo.message(DRAFT)
    assert "Geht am Mo 7.12. um 08:00 Uhr von selbst hinaus." in draft.body and LINE in draft.body
    assert draft.reactions == ["✅", "❌"] and "Antippen: ✅ jetzt senden · ❌ diesmal nicht" in draft.body
    assert letters(steering) == []
    await world.until(at(7, 8, month=12))
    assert LINE in steering.message(LETTER).body and not steering.message(LETTER).notifies
    assert "gesendet am Mo 7.12., 08:00 Uhr" in draft.body and "freigegeben" not in draft.body
    await world.until(at(31, 18, month=12))
    assert len(letters(steering)) == 1


async def test_a_tap_sends_it_at_once_and_only_once(team: Room, pmo: Room, steering: Room, world: World) -> None:
    await team.says(RED)
    await world.until(at(3, 9, month=12))
    tap = await pmo.taps("✅", on=DRAFT, by="Paula")
    assert LINE in steering.message(LETTER).body and "freigegeben von Paula" in pmo.message(DRAFT).body
    await pmo.taps("❌", on=DRAFT, by="Peter")
    assert "Das ist schon erledigt" in pmo.sees()
    await pmo.deletes(tap, by="Paula")
    assert "zurückholen kann ich es nicht" in pmo.sees()
    await world.until(at(31, 18, month=12))
    assert len(letters(steering)) == 1


async def test_not_this_time_until_the_tap_is_taken_back(team: Room, pmo: Room, steering: Room, world: World) -> None:
    await team.says(RED)
    await world.until(at(3, 9, month=12))
    tap = await pmo.taps("❌", on=DRAFT, by="Paula")
    assert "❌ Geht diesmal nicht hinaus, sagt Paula." in pmo.message(DRAFT).body and "Antippen" not in pmo.message(DRAFT).body
    await pmo.says("!ampel risiken", by="Ada")
    assert "❌ Am Mo 7.12. geht das nicht hinaus, sagt Paula." in pmo.sees()
    await pmo.deletes(tap, by="Paula")
    assert "von selbst hinaus" in pmo.message(DRAFT).body
    await pmo.taps("❌", on=DRAFT, by="Paula")
    await world.until(at(31, 18, month=12))
    assert letters(steering) == []


async def test_a_reply_is_added_edited_and_taken_back(team: Room, pmo: Room, steering: Room, world: World) -> None:
    await team.says(RED)
    await world.until(at(3, 9, month=12))
    draft = pmo.message(DRAFT).event
    first = await pmo.says("Ausschreibung läuft", by="Paula", reply_to=draft)
    second = await pmo.says("bitte nicht weiter sagen", by="Peter", reply_to=draft)
    assert "💬 PMO: Ausschreibung läuft" in pmo.message(DRAFT).body
    await pmo.edits(first, "Ausschreibung läuft bis 15.12.", by="Paula")
    await pmo.deletes(second, by="Peter")
    await world.until(at(7, 8, month=12))
    letter = steering.message(LETTER).body
    assert "💬 PMO: Ausschreibung läuft bis 15.12." in letter and "weiter sagen" not in letter
    await pmo.says("noch etwas", by="Paula", reply_to=draft)
    assert "Das ist schon erledigt" in pmo.sees() and "noch etwas" not in steering.message(LETTER).body


async def test_what_changes_until_it_is_sent_stands_in_it(team: Room, pmo: Room, steering: Room, world: World) -> None:
    await team.says("!ampel inhalt gelb Daten fehlen")
    await world.until(at(3, 9, month=12))
    assert "🟡 Inhalt, Dateninventur: Daten fehlen" in pmo.message(DRAFT).body
    await team.says("!ampel inhalt rot Daten gelöscht | hilfe: Sicherung")
    assert "🔴 Inhalt, Dateninventur: Daten gelöscht · braucht: Sicherung · seit eben, ↘ schlechter" in pmo.message(DRAFT).body
    await world.until(at(4, 9, month=12))
    await team.says("!ampel inhalt grün")
    await world.until(at(7, 8, month=12))
    assert "🟢 Inhalt, Dateninventur: wieder grün · seit 2 Tagen, ↗ besser" in steering.message(LETTER).body


async def test_once_confirmed_the_draft_no_longer_says_otherwise(team: Room, pmo: Room, world: World) -> None:
    await team.says("!ampel inhalt gelb Daten fehlen")
    await world.until(at(29, 9, month=1, year=2027))
    assert "nicht bestätigt" in pmo.message(DRAFT).body
    await team.says("!ampel stimmt")
    assert "nicht bestätigt" not in pmo.message(DRAFT).body


async def test_where_all_is_green_again_nothing_goes_out(team: Room, pmo: Room, steering: Room, world: World) -> None:
    said = await team.says("!ampel inhalt gelb Daten fehlen")
    await world.until(at(3, 9, month=12))
    await team.deletes(said)
    assert "Inzwischen ist keine Ampel mehr gelb oder rot. So geht nichts hinaus." in pmo.message(DRAFT).body
    await world.until(at(7, 9, month=12))
    assert letters(steering) == [] and "nicht gesendet, es gab nichts mehr zu berichten" in pmo.message(DRAFT).body


async def test_a_project_in_green_hears_nothing(team: Room, pmo: Room, steering: Room, world: World) -> None:
    await team.says("!ampel inhalt grün ressourcen grün")
    await team.says("!blocker Raum fehlt")
    await world.until(at(31, 18, month=12))
    assert drafts(pmo) == [] and letters(steering) == []


async def test_what_turned_red_after_the_day_of_the_draft_is_drafted_then(team: Room, pmo: Room, steering: Room, world: World) -> None:
    await world.until(at(4, 15, month=12))
    await team.says(RED)
    assert LINE in pmo.message(DRAFT).body
    await world.until(at(7, 8, month=12))
    assert len(letters(steering)) == 1


async def test_each_group_has_one_line_and_the_worst_leads(team: Room, pmo: Room, world: World) -> None:
    app = await second_team(world, pmo)
    await team.says("!ampel inhalt gelb Daten fehlen ressourcen gelb Urlaub")
    await app.says("!ampel inhalt rot Abnahme offen ressourcen grün")
    await pmo.says("!ampel risiken", by="Paula")
    lines = [line for line in pmo.sees().splitlines() if line.startswith("•")]
    assert lines[0].startswith("• 🔴 Inhalt, App: Abnahme offen · braucht: ohne Angabe")
    assert lines[1].startswith("• 🟡 Inhalt, Dateninventur: Daten fehlen") and "Dazu 🟡 Ressourcen: Urlaub" in lines[1]
    assert len(lines) == 2 and "Geht hinaus am Mo 7.12., 08:00 Uhr." in pmo.sees()


async def test_a_group_without_lights_stands_there_by_its_blockers(team: Room, pmo: Room, world: World) -> None:
    app = await second_team(world, pmo)
    await app.says("!blocker Server aus | ampel: rot")
    await pmo.says("!ampel risiken", by="Paula")
    assert "🔴 App (aus Blockern): B1 Server aus · seit eben" in pmo.sees() and "Geht hinaus" not in pmo.sees()
    await team.says(RED)
    await world.until(at(3, 9, month=12))
    assert "App (aus Blockern): B1" in pmo.message(DRAFT).body


async def test_what_nobody_has_confirmed_for_long_says_so(team: Room, steering: Room, world: World) -> None:
    await team.says("!ampel inhalt gelb Daten fehlen")
    await world.until(at(4, 9, month=1, year=2027))
    assert "Daten fehlen · seit 5 Wochen, ⚪ seit Mo 23.11. nicht bestätigt" in steering.message(LETTER).body


async def test_only_the_pmo_and_the_committee_ask_for_it(team: Room, pmo: Room, steering: Room) -> None:
    await pmo.says("!ampel risiken", by="Paula")
    assert "Keine Ampel ist gelb oder rot." in pmo.sees()
    await team.says(RED)
    await steering.says("!status risks", by="Stefan")
    assert LINE in steering.sees()
    await team.says("!ampel risiken", by="Ben")
    assert "Das sehen das PMO und der Steuerungskreis." in team.sees()


async def test_a_holiday_moves_it_to_the_next_monday(team: Room, pmo: Room, steering: Room, world: World) -> None:
    await pmo.says("!einstellungen schließtage: 7.12.2026", by="Ada")
    await team.says(RED)
    await world.until(at(9, 18, month=12))
    assert drafts(pmo) == []
    await world.until(at(10, 8, month=12))
    assert "Geht am Mo 14.12." in pmo.message(DRAFT).body
    await world.until(at(14, 8, month=12))
    assert len(letters(steering)) == 1


async def test_after_an_outage_it_is_sent_late_or_not_at_all(team: Room, pmo: Room, steering: Room, world: World) -> None:
    await team.says(RED)
    world.clock.set(at(9, 12, month=12))
    await world.settle()
    assert len(letters(steering)) == 1
    world.clock.set(at(12, 12, month=1, year=2027))
    await world.settle()
    assert len(letters(steering)) == 1


async def test_a_draft_of_a_letter_that_is_too_late_says_so(team: Room, pmo: Room, steering: Room, world: World) -> None:
    await team.says(RED)
    await world.until(at(3, 9, month=12))
    world.clock.set(at(15, 12, month=12))
    await world.settle()
    assert letters(steering) == [] and "nicht gesendet" in pmo.message(DRAFT).body


async def test_a_committee_that_refuses_gets_it_when_it_can(team: Room, pmo: Room, steering: Room, world: World) -> None:
    await team.says(RED)
    await steering.silences_the_bot()
    await world.until(at(7, 9, month=12))
    assert "Sein Raum nimmt gerade nichts von mir an." in pmo.message(DRAFT).body
    await team.says("!ampel ressourcen rot Stelle gestrichen")
    await steering.lets_the_bot_speak()
    assert len(letters(steering)) == 1 and "Stelle gestrichen" in letters(steering)[0]
    assert "gesendet am Mo 7.12." in pmo.message(DRAFT).body


async def test_where_the_pmo_refuses_it_goes_out_all_the_same(team: Room, pmo: Room, steering: Room, world: World) -> None:
    await team.says(RED)
    await pmo.silences_the_bot()
    await world.until(at(7, 9, month=12))
    assert len(letters(steering)) == 1


@pytest.mark.parametrize("heard_again", [at(3, 12, month=12), at(5, 12, month=12)])
async def test_a_draft_that_the_pmo_refused_comes_when_it_hears_us_again(
    team: Room, pmo: Room, steering: Room, world: World, heard_again: datetime
) -> None:
    await team.says(RED)
    await world.until(at(3, 7, month=12))
    await pmo.silences_the_bot()
    await world.until(heard_again)
    await pmo.lets_the_bot_speak()
    draft = pmo.message(DRAFT)
    assert "Geht am Mo 7.12. um 08:00 Uhr von selbst hinaus." in draft.body and draft.reactions == ["✅", "❌"]
    await pmo.taps("❌", on=DRAFT, by="Paula")
    await world.until(at(8, 9, month=12))
    assert letters(steering) == []


async def test_a_draft_that_comes_too_late_is_left_out(team: Room, pmo: Room, steering: Room, world: World) -> None:
    await team.says(RED)
    await world.until(at(3, 7, month=12))
    await pmo.silences_the_bot()
    await world.until(at(7, 9, month=12))
    await pmo.lets_the_bot_speak()
    await world.until(at(8, 9, month=12))
    assert drafts(pmo) == [] and len(letters(steering)) == 1


async def test_without_a_draft_there_is_nothing_to_decide(team: Room, pmo: Room) -> None:
    for words in ("senden", "auslassen", "anmerkung: Ausschreibung läuft"):
        await pmo.says(f"!ampel {words}", by="Paula")
        assert "Gerade liegt kein Entwurf vor." in pmo.sees()


async def test_it_is_decided_in_words_too(team: Room, pmo: Room, steering: Room, world: World) -> None:
    await team.says(RED)
    await world.until(at(3, 9, month=12))
    await pmo.says("!ampel anmerkung: Ausschreibung läuft", by="Paula")
    await team.says("!ampel senden", by="Ben")
    assert letters(steering) == []
    await pmo.says("!ampel senden", by="Paula")
    assert "💬 PMO: Ausschreibung läuft" in steering.message(LETTER).body


class TestWithDigests:
    @pytest.fixture
    def settings(self) -> dict[str, str]:
        return {}

    async def test_the_digest_before_a_session_brings_them_in_place_of_the_letter(
        self, team: Room, pmo: Room, steering: Room, world: World
    ) -> None:
        await team.says(RED)
        await steering.says("!treffen Sitzung | wann: 10.12. 14:00", by="Stefan")
        await world.until(at(7, 9, month=12))
        assert "Steht im Überblick vor der Sitzung, am Mi 9.12., 14:00 Uhr." in pmo.message(DRAFT).body
        assert "✅ passt so" in pmo.message(DRAFT).body and letters(steering) == []
        await pmo.says("Ausschreibung läuft", by="Paula", reply_to=pmo.message(DRAFT).event)
        await world.until(at(9, 15, month=12))
        digest = steering.message("Sitzung (S1)").body
        assert "Risiken\n" + LINE in digest and "💬 PMO: Ausschreibung läuft" in digest
        assert "standen im Überblick vor der Sitzung" in pmo.message(DRAFT).body
        await world.until(at(28, 18, month=12))
        assert letters(steering) == [] and len(drafts(pmo)) == 1

    async def test_left_out_they_do_not_stand_in_it(self, team: Room, pmo: Room, steering: Room, world: World) -> None:
        await team.says(RED)
        await steering.says("!treffen Sitzung | wann: 10.12. 14:00", by="Stefan")
        await world.until(at(7, 9, month=12))
        await pmo.taps("❌", on=DRAFT, by="Paula")
        await world.until(at(9, 15, month=12))
        assert "Ressourcen" not in steering.message("Sitzung (S1)").body

    async def test_a_session_that_is_cancelled_leaves_the_letter_of_the_month(
        self, team: Room, pmo: Room, steering: Room, world: World
    ) -> None:
        await team.says(RED)
        await steering.says("!treffen Sitzung | wann: 10.12. 14:00", by="Stefan")
        await world.until(at(4, 9, month=12))
        await steering.says("!treffen absagen S1", by="Stefan")
        await world.until(at(7, 9, month=12))
        assert len(letters(steering)) == 1

    async def test_the_draft_says_when_its_session_is_moved(self, team: Room, pmo: Room, steering: Room, world: World) -> None:
        await team.says(RED)
        await steering.says("!treffen Sitzung | wann: 10.12. 14:00", by="Stefan")
        await world.until(at(7, 9, month=12))
        draft = pmo.message(DRAFT)
        await steering.says("!treffen verschieben S1 | auf: 17.12. 14:00", by="Stefan")
        assert "Steht im Überblick vor der Sitzung, am Mi 16.12., 14:00 Uhr." in draft.body

    async def test_a_delay_of_which_the_funder_was_not_told_is_a_risk(self, team: Room, pmo: Room, steering: Room, world: World) -> None:
        await team.says("!meilenstein Datenkatalog online | bis: 30.9.2027 | kennung: MS2")
        await team.says("!meilenstein prognose M1 15.11.2027 Zulieferung")
        await world.until(at(4, 9, month=1, year=2027))
        letter = steering.message(LETTER).body
        assert "🏦 M1 Datenkatalog online (Dateninventur): vereinbart 30.9.2027, Prognose 15.11.2027." in letter
