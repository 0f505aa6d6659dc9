"""Does a delay go from group to group on a real homeserver, once each, also into encrypted rooms and over kills?"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from demo.world.homeserver import Homeserver
from demo.world.person import Person
from demo.world.timeline import Line
from tests.matrix.bot_fixtures import ONCE, Project, project_at_work
from tests.matrix.encrypted_person import EncryptedPerson

CATALOGUE = "!meilenstein Datenkatalog online\nbis: 30.9.2027\nkennung: MS2 Katalog <b>& mehr</b>"
APP = "!meilenstein Bürger-App 📱\nbis: 5.10.2027\nnach: M1"
START = "!meilenstein Start für alle\nbis: 31.10.2027\nnach: M2"


async def with_buttons(person: Person, room: str, card: Line, *keys: str) -> None:
    """Waits until they stand under it, so that a tap counts as a second one of the same key."""
    await person.sees(room, lambda line: line.event_id == card.event_id and set(keys) <= set(line.reactions))


async def becomes(person: Person, room: str, card: Line, text: str) -> None:
    """Waits until the message reads so."""
    await person.sees(room, lambda line: line.event_id == card.event_id and text in line.body)


async def said_once(project: Project, person: Person, *rooms: str) -> None:
    """No message of the bot came twice, whatever died."""
    keys: Counter[str] = Counter()
    for room in rooms:
        keys.update(str(line.content.get(ONCE)) for line in await project.said(person, room))
    keys.pop("None", None)
    assert {key: count for key, count in keys.items() if count > 1} == {}


async def test_a_delay_goes_through_three_groups_and_no_kill_loses_or_repeats_a_card(
    server: Homeserver, tmp_path: Path, anna: Person, ben: Person
) -> None:
    carla = await server.register("carla-milestones", "secret", "Carla")
    async with project_at_work(server, tmp_path) as project:
        ada, pmo = project.ada, project.pmo
        inventory = await project.team(anna, name="Dateninventur")
        app, start = await project.team(ben, name="App"), await project.team(carla, name="Inbetriebnahme")
        for person, room, said in ((anna, inventory, CATALOGUE), (ben, app, APP), (carla, start, START)):
            await project.answer(person, room, await person.say(room, said))

        # It dies with the delay just written: the answer, the card and the word to the PMO come once it is back.
        await project.bot.kill()
        slip = await anna.say(inventory, "!meilenstein prognose M1 14.10.2027")
        await project.bot.start()
        answer = await project.answer(anna, inventory, slip)
        assert "M2 Bürger-App 📱 (App, 5.10.2027) braucht M1: der Puffer fehlt um 9 Tage" in answer.body
        asked = await project.sees(ben, app, r"Eure M2 Bürger-App 📱 braucht das: 5\.10\.2027 → 19\.10\.2027\?")
        told = await project.sees(ada, pmo, "⏳ M1 Datenkatalog online .* kommt 2 Wochen später als vereinbart")
        assert "Noch ohne Grund" in told.body and told.kind == asked.kind == "m.text" and ada.user_id in told.mentions
        await anna.say(inventory, "Die Zulieferung <b>fehlt</b>", reply_to=answer.event_id)
        await becomes(ada, pmo, told, "💬 Die Zulieferung <b>fehlt</b>")

        # One tap takes it over, given while the bot is away; the next group is asked in its turn.
        await with_buttons(ben, app, asked, "✅", "❌")
        await project.bot.kill()
        await ben.react(app, asked.event_id, "✅")
        await project.bot.start()
        await becomes(ben, app, asked, "✅ Übernommen.")
        card = await project.sees(carla, start, r"Eure M3 Start für alle braucht das: 31\.10\.2027 → 14\.11\.2027\?")
        await with_buttons(carla, start, card, "✅", "❌")
        await carla.react(start, card.event_id, "❌")
        await becomes(carla, start, card, "Bleibt bei 31.10.2027.")

        # A blocker delays it once more; killed between the offer and the tap, and again before it is solved.
        await anna.say(inventory, "!blocker Server fehlt\nmeilenstein: M1\nverzug: 2 Wochen")
        offer = await project.sees(anna, inventory, r"Prognose M1 auf Donnerstag, 28\.10\.2027\? \(bisher 14\.10\.2027\)")
        await with_buttons(anna, inventory, offer, "✅", "❌")
        await project.bot.kill()
        await anna.react(inventory, offer.event_id, "✅")
        await project.bot.start()
        await becomes(anna, inventory, offer, "✅ Übernommen.")
        again = await project.sees(ben, app, r"Eure M2 Bürger-App 📱 braucht das: 19\.10\.2027 → 2\.11\.2027\?")
        await project.sees(ada, pmo, "⏳ M1 Datenkatalog online .* kommt 4 Wochen später als vereinbart")
        solved = await anna.say(inventory, "!blocker gelöst B1")
        await project.bot.kill()
        await project.bot.start()
        await project.answer(anna, inventory, solved)
        back = await project.sees(anna, inventory, r"Prognose M1 wieder Donnerstag, 14\.10\.2027\?")
        await with_buttons(anna, inventory, back, "✅", "❌")
        await anna.react(inventory, back.event_id, "✅")
        await becomes(anna, inventory, back, "✅ Übernommen.")
        await ben.sees(app, lambda line: line.event_id == again.event_id and not line.body)  # nothing is left of the delay

        shown = await project.answer(anna, inventory, await anna.say(inventory, "!meilenstein M1"))
        for fact in ("🔭 Prognose: Donnerstag, 14.10.2027, 2 Wochen später", "🔖 MS2 Katalog <b>& mehr</b>", "💬 Warum: wegen B1"):
            assert fact in shown.body
        for person, room in ((anna, inventory), (ben, app), (carla, start), (ada, pmo)):
            await said_once(project, person, room)


async def test_between_an_encrypted_room_and_an_open_one(
    server: Homeserver, tmp_path_factory: pytest.TempPathFactory, anna: Person, ben: Person, tmp_path: Path
) -> None:
    async with project_at_work(server, tmp_path_factory.mktemp("bot")) as project:
        secret = await EncryptedPerson.of(anna, tmp_path)
        try:
            room = await anna.create_room("Kataster", [project.bot.user_id], encrypted=True)
            await secret.until(lambda: any(place == room for place, _ in secret.read))
            await secret.say(room, "!team Kataster")
            proposal = await project.sees(project.ada, project.pmo, "Kataster")
            await project.ada.react(project.pmo, proposal.event_id, "✅")
            await secret.until(lambda: any(place == room and "Kataster bestätigt" in text for place, text in secret.read))
            app = await project.team(ben, name="App")
            assert "M1" in (await secret.asks(room, CATALOGUE)).body
            await project.answer(ben, app, await ben.say(app, APP))

            slip = await secret.say(room, "!meilenstein prognose M1 14.10.2027 Zulieferung")
            await project.bot.kill()
            await project.bot.start()
            await secret.until(lambda: secret.onces[f"answer:{slip}"] == 1)
            asked = await project.sees(ben, app, "Eure M2 Bürger-App 📱 braucht das")
            await with_buttons(ben, app, asked, "✅", "❌")
            await ben.react(app, asked.event_id, "✅")
            await becomes(ben, app, asked, "✅ Übernommen.")

            # And into the encrypted room: its own milestone comes to need the other one.
            await secret.asks(room, "!meilenstein Abnahme\nbis: 31.10.2027\nnach: M2")
            late = await ben.say(app, "!meilenstein prognose M2 1 Woche später Urlaub")
            await project.answer(ben, app, late)
            card = await secret.sees(room, "Eure M3 Abnahme braucht das: 31.10.2027 → 7.11.2027?")
            await project.bot.kill()
            await anna.react(room, card.event_id, "✅")
            await project.bot.start()
            await secret.until(lambda: any(place == room and "✅ Übernommen." in text for place, text in secret.read))
            lines = [line for line in await anna.timeline(room) if line.sender == project.bot.user_id]
            assert {line.kind for line in lines} == {"m.room.encrypted"}
            assert secret.onces[f"answer:{slip}"] == 1 and {count for once, count in secret.onces.items() if once} == {1}
        finally:
            await secret.close()
