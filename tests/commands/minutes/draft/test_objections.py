"""Objecting to a draft: by a reply or ✋; it is settled, taken back, or decided on in the next session."""

from __future__ import annotations

import pytest

from tests.commands.agenda.planned_sessions import berlin
from tests.commands.minutes.draft.test_posted import after_held, held, markdown
from tests.world import Room, World

DRAFT = "Protokoll, Entwurf"

OBJECTIONS = {
    "as the draft says": ("Einwand: Marburg fehlt", "Marburg fehlt"),
    "capitals": ("EINWAND! Marburg fehlt", "Marburg fehlt"),
    "a dash": ("einwand – Marburg fehlt", "Marburg fehlt"),
    "another word": ("Einspruch, Marburg fehlt", "Marburg fehlt"),
    "several": ("Einwände: Marburg fehlt", "Marburg fehlt"),
    "English": ("Objection: Marburg fehlt", "Marburg fehlt"),
    "a sentence": ("Wir haben einen Einwand: Marburg fehlt", "Wir haben einen Einwand: Marburg fehlt"),
    "a sign": ("✋🏽 Marburg fehlt", "Marburg fehlt"),
    "Markdown": ("**Einwand:** Marburg fehlt", "Marburg fehlt"),
}


@after_held
@pytest.mark.parametrize(("said", "kept"), OBJECTIONS.values(), ids=OBJECTIONS)
async def test_a_reply_objects(team: Room, said: str, kept: str) -> None:
    await team.says(said, reply_to=team.message(DRAFT).event, by="Ben")
    answer = team.message("Einwand zum Protokoll S1")
    assert f"von Ben: {kept}" in answer.body
    assert answer.mentions == ["@anna:stadt.example"] and answer.notifies and answer.reactions == ["✅", "➕"]
    assert "✋ Ein Einwand ist offen. Endgültig wird es erst, wenn das geklärt ist." in team.message(DRAFT).body


@after_held
async def test_a_raised_hand_objects_and_the_words_come_as_a_reply(team: Room) -> None:
    await team.taps("✋", on=DRAFT, by="Ben")
    answer = team.message("Einwand zum Protokoll S1")
    assert "Ben, was stimmt nicht? Antworte einfach auf diese Nachricht." in answer.body
    await team.says("Marburg fehlt", reply_to=answer.event, by="Ben")
    assert "von Ben: Marburg fehlt" in answer.body and "was stimmt nicht" not in answer.body
    await team.says("Stimmt, das war so", reply_to=answer.event)
    assert "das war so" not in answer.body and "das war so" not in team.message(DRAFT).body


@after_held
async def test_a_raised_hand_and_a_reply_with_the_words_are_one_objection(team: Room) -> None:
    await team.taps("✋", on=DRAFT, by="Ben")
    answer = team.message("Einwand zum Protokoll S1")
    await team.says("Einwand: Marburg fehlt", reply_to=team.message(DRAFT).event, by="Ben")
    assert "von Ben: Marburg fehlt" in answer.body and "✋ Ein Einwand ist offen." in team.message(DRAFT).body


@after_held
async def test_in_a_direct_chat_it_goes_too_and_the_room_sees_it(team: Room, world: World) -> None:
    direct = world.room("Direkt mit Ben", "Ben")
    await direct.invites(by="Ben", direct=True)
    await direct.lets_the_bot_in()
    await direct.says("protokoll einwand: Marburg fehlt", by="Ben")
    assert "Dateninventur sieht ihn" in direct.sees()
    shown = team.message("Einwand zum Protokoll S1 von Ben: Marburg fehlt")
    assert shown.mentions == ["@anna:stadt.example"]
    await team.taps("✅", on=shown.event, by="Anna")
    assert "✅ Einwand zum Protokoll S1 geklärt" in shown.body and "Einwand ist offen" not in team.message(DRAFT).body


@after_held
@pytest.mark.parametrize("said", ["Keine Einwände", "kein Einwand von Marburg", "No objections"])
async def test_that_there_is_no_objection_is_none_and_not_added(team: Room, said: str) -> None:
    event = await team.says(said, reply_to=team.message(DRAFT).event, by="Ben")
    assert team.world.chat.receipts[event] == ["👍"]
    assert "Einwand ist offen" not in team.message(DRAFT).body and said not in team.message(DRAFT).body


@after_held
async def test_an_objection_is_taken_back_with_its_message_or_its_reaction(team: Room) -> None:
    said = await team.says("Einwand: Marburg fehlt", reply_to=team.message(DRAFT).event, by="Ben")
    tapped = await team.taps("✋", on=DRAFT, by="Anna")
    assert "✋ 2 Einwände sind offen." in team.message(DRAFT).body
    await team.deletes(said, by="Ben")
    assert "✋ Ein Einwand ist offen." in team.message(DRAFT).body
    assert "Einwand zum Protokoll S1 zurückgezogen" in "\n".join(seen.body for seen in team.messages())
    await team.deletes(tapped, by="Anna")
    assert "✋ Einwand? Bis Dienstag, 1.12.2026" in team.message(DRAFT).body


@after_held
async def test_an_edit_changes_what_is_objected_to(team: Room) -> None:
    said = await team.says("Einwand: Marburg felt", reply_to=team.message(DRAFT).event, by="Ben")
    await team.edits(said, "Einwand: Marburg fehlt", by="Ben")
    assert "von Ben: Marburg fehlt" in team.message("Einwand zum Protokoll S1").body


@after_held
async def test_who_moderated_settles_it_once_the_line_is_mended(team: Room) -> None:
    await team.says("Einwand: Es waren zwei Angebote", reply_to=team.message(DRAFT).event, by="Ben")
    answer = team.message("Einwand zum Protokoll S1")
    await team.taps("✅", on=answer.event, by="Anna")
    assert "✅ Einwand zum Protokoll S1 geklärt, sagt Anna: Es waren zwei Angebote" in answer.body
    assert "✋ Einwand? Bis Dienstag, 1.12.2026" in team.message(DRAFT).body


async def test_who_neither_moderated_nor_objected_cannot_settle_it(team: Room) -> None:
    team.joins("Carla")
    await held(team)
    await team.says("Einwand: Marburg fehlt", reply_to=team.message(DRAFT).event, by="Ben")
    await team.taps("✅", on="Einwand zum Protokoll S1", by="Carla")
    assert "Das macht die Moderation" in team.sees() and "✋ Ein Einwand ist offen." in team.message(DRAFT).body


@after_held
async def test_in_words_it_goes_as_well(team: Room) -> None:
    await team.says("!protokoll einwand: Marburg fehlt", by="Ben")
    assert "✋ Ein Einwand ist offen." in team.message(DRAFT).body
    await team.says("!protokoll berichtigt")
    assert "✋ Einwand? Bis Dienstag" in team.message(DRAFT).body
    await team.says("!protokoll berichtigt")
    assert "Gerade ist kein Einwand offen." in team.sees()


async def test_what_is_not_settled_becomes_a_topic_of_the_next_session(team: Room, world: World) -> None:
    await team.says("!treffen Runde | wann: 8.12. 10:00")
    await held(team)
    await team.says("Einwand: Marburg fehlt", reply_to=team.message(DRAFT).event, by="Ben")
    answer = team.message("Einwand zum Protokoll")
    await team.taps("➕", on=answer.event, by="Ben")
    assert "Darüber entscheidet ihr in der nächsten Sitzung: T4" in answer.body
    card = team.message("T4 Einwand zum Protokoll S2, 24.11.2026: Marburg fehlt").body
    assert "8.12." in card
    await world.until(berlin(7, 12, month=12))
    assert "✋ Ein Einwand ist offen." in team.message(DRAFT).body
    await world.until(berlin(8, 10, month=12))
    await team.says("!agenda erledigt T4 Marburg war da")
    await world.until(berlin(10, 10, month=12))
    assert "📗 Endgültig seit Mittwoch, 9.12.2026." in team.message("Protokoll: Jour fixe").body


@after_held
async def test_once_they_are_final_an_objection_is_a_matter_for_the_next_session(team: Room, world: World) -> None:
    await world.pass_(days=9)
    await team.says("Einwand: Marburg fehlt", reply_to=team.message("Protokoll: Jour fixe").event, by="Ben")
    assert "Das Protokoll S1 ist endgültig. Bringt es in die nächste Sitzung: !agenda Protokoll S1 berichtigen" in team.sees()
    assert markdown(team).startswith("# Protokoll: Jour fixe")


@after_held
async def test_while_the_session_runs_an_objection_is_a_line(team: Room, world: World) -> None:
    await team.says("!treffen Runde | wann: heute 12:00")
    await world.until(berlin(24, 12))
    await team.says("!protokoll start")
    await team.says("!protokoll Einwand: zu teuer")
    await team.says("!protokoll ende")
    assert "Einwand: zu teuer" in team.message(DRAFT).body


@after_held
async def test_what_was_shown_again_is_objected_to_like_the_draft(team: Room) -> None:
    await team.says("!protokoll zeige")
    await team.says("Einwand: Marburg fehlt", reply_to=team.message(DRAFT).event, by="Ben")
    assert "von Ben: Marburg fehlt" in team.message("Einwand zum Protokoll S1").body


@after_held
async def test_who_was_there_is_mended_by_saying_it_again(team: Room) -> None:
    draft = team.message(DRAFT).event
    await team.says("!protokoll da: Ben, Clara")
    assert team.sees() == "👥 Da: Ben, Clara"
    shown = team.world.chat.of(draft)
    assert shown is not None and "Ben, Clara" in shown.body
