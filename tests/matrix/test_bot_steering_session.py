"""A session of the committee with five municipalities, and a vote in writing whose deadline the bot sleeps through, as people live it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from demo.world.homeserver import Homeserver
from demo.world.person import Person
from tests.matrix.bot_fixtures import Project, found_group, project_at_work

SEATS = ("Gießen", "Marburg", "Wetzlar", "Kassel", "Fulda")


async def committee(project: Project, server: Homeserver, run: str) -> tuple[str, list[Person]]:
    """The room of the committee, and who speaks for each of the five."""
    holders = [await server.register(f"holder-{run}-{place}", "secret", f"Person {place}") for place in range(len(SEATS))]
    room = await project.ada.create_room("Steuerungskreis", [project.bot.user_id, *(each.user_id for each in holders)])
    for each in holders:
        await each.join(room)
    await found_group(project.bot, project.ada, room, "Steuerungskreis | art: steuerungskreis")
    for municipality, holder in zip(SEATS, holders, strict=True):
        await project.answer(project.ada, room, await project.ada.say(room, f"!vertretung sitz {municipality} {holder.user_id}"))
    return room, holders


async def test_five_voices_two_away_one_of_them_deputised(server: Homeserver, tmp_path_factory: pytest.TempPathFactory) -> None:
    async with project_at_work(server, tmp_path_factory.mktemp("bot")) as project:
        ada = project.ada
        room, (ben, doris, _emil, kim, lea) = await committee(project, server, "session")
        session = await ada.say(room, "!treffen Steuerungskreis\nwann: in 1 Stunde\ndauer: 60")
        await project.answer(ada, room, session)
        for said in ("!agenda Hosting\nart: entscheidung\nvorlage: https://stadt.example/h", "!agenda Klausur\nart: info"):
            await project.answer(ada, room, await ada.say(room, said))

        # Kim cannot come and names Lea, who has a voice of her own; Emil says nothing and stays away.
        deputised = await project.answer(kim, room, await kim.say(room, f"!vertretung {lea.user_id}"))
        assert "für Kassel" in deputised.body
        await ada.say(room, "!protokoll start")
        card = await project.sees(ada, room, "^📝 Steuerungskreis \\(S1\\), läuft seit")
        present = await ada.say(room, "!protokoll da: Gießen, Marburg, Kassel, Fulda")
        assert "4 von 5 Stimmen" in (await project.answer(ada, room, present)).body

        vote = await project.answer(ada, room, await ada.say(room, "!beschluss abstimmen T1"))
        for person, key in ((ben, "👍"), (doris, "👎🏿"), (lea, "👍🏼")):
            await person.react(room, vote.event_id, key)
        await ada.sees(room, lambda line: line.event_id == vote.event_id and "von 4 Stimmen" in line.body and "0 von" not in line.body)
        await ada.say(room, "!beschluss stimme D1 Kassel dafür")
        await ada.sees(room, lambda line: line.event_id == vote.event_id and "4 von 4 Stimmen abgegeben" in line.body)
        await ada.say(room, "!beschluss schließen D1")
        assert "3 dafür, 1 dagegen, 0 Enthaltungen" in (await project.sees(ada, room, "^📜 D1 gilt: Hosting\n🙋")).body

        await ben.say(room, "Der Vertrag läuft zwei Jahre", reply_to=card.event_id)
        await ada.say(room, "!protokoll weiter")
        await ada.sees(room, lambda line: line.event_id == card.event_id and "▶️ T2 Klausur" in line.body)
        await ada.say(room, "!protokoll ende")
        draft = await project.sees(ada, room, "^📝 Protokoll, Entwurf: Steuerungskreis")
        for line in ("Anwesend: Fulda, Gießen, Marburg; vertreten: Kassel · beschlussfähig", "D1 gilt: Hosting. 3 dafür", "zwei Jahre"):
            assert line in draft.body
        await doris.say(room, "Einwand: Wetzlar war da", reply_to=draft.event_id)
        await project.sees(ada, room, "^✋ Einwand zum Protokoll S1 von Person 1: Wetzlar war da")


async def test_a_deadline_in_an_outage_counts_what_was_given_before_it(
    server: Homeserver, tmp_path_factory: pytest.TempPathFactory
) -> None:
    async with project_at_work(server, tmp_path_factory.mktemp("bot")) as project:
        ada = project.ada
        room, (ben, doris, emil, kim, lea) = await committee(project, server, "written")
        said = await ada.say(room, "!beschluss Logo B wird verwendet\nart: umlauf\nvorlage: https://stadt.example/logo")
        card = await project.answer(ada, room, said)
        await ben.react(room, card.event_id, "👍")
        await ada.sees(room, lambda line: line.event_id == card.event_id and "1 von 5 Stimmen" in line.body)

        await project.bot.kill()
        await doris.react(room, card.event_id, "👍🏽")
        await emil.react(room, card.event_id, "⚪\ufe0f")
        the_deadline_passes(project.bot.data, "D1")
        await kim.react(room, card.event_id, "👎")
        await lea.react(room, card.event_id, "👎")
        await project.bot.start()

        result = await project.sees(ada, room, "D1 gilt: Logo B wird verwendet\n🙋")
        assert "2 dafür, 0 dagegen, 1 Enthaltung" in result.body
        results = [line for line in await project.said(ada, room) if "D1 gilt: Logo B wird verwendet\n🙋" in line.body]
        assert len(results) == 1


def the_deadline_passes(data: Path, decision: str) -> None:
    """While the bot is away: what was days ahead is over now."""
    now = datetime.now(UTC).isoformat(timespec="microseconds")
    with closing(sqlite3.connect(data / "lotse.db", timeout=10)) as database, database:
        database.execute("UPDATE votings SET closes_at = ? WHERE decision = ?", (now, decision))
        database.execute("UPDATE timers SET due_at = ? WHERE kind = 'vote deadline' AND subject = ?", (now, decision))
