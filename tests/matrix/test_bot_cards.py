"""Do taps, replies, edits and deletions do at a real client what they promise?"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from urllib.parse import unquote

import pytest
import pytest_asyncio

from demo.world.homeserver import Homeserver
from demo.world.person import Person
from demo.world.timeline import Line
from tests.matrix.bot_fixtures import Project, number_of, project_at_work, until


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def project(server: Homeserver, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Project]:
    async with project_at_work(server, tmp_path_factory.mktemp("bot")) as running:
        yield running


@pytest_asyncio.fixture(loop_scope="session")
async def room(project: Project, anna: Person) -> str:
    return await project.team(anna)


async def alert_of(project: Project, text: str) -> Line:
    return await project.ada.sees(project.pmo, lambda line: f" {text}\n" in line.body and line.kind == "m.text")


async def now_reads(person: Person, room: str, line: Line, pattern: str) -> Line:
    """The same message, once it has come to read so. Wordings may change: it is told by the names in it."""
    return await person.sees(room, lambda each: each.event_id == line.event_id and re.search(pattern, each.body) is not None)


async def reads_anew(person: Person, room: str, line: Line) -> Line:
    """The same message, once it reads otherwise than `line`."""
    return await person.sees(room, lambda each: each.event_id == line.event_id and each.body != line.body)


async def reads_again(person: Person, room: str, line: Line) -> Line:
    """The same message, once it was edited and reads like `line` again."""
    return await person.sees(room, lambda each: each.event_id == line.event_id and each.edited and each.body == line.body)


async def test_the_pmo_takes_a_red_blocker_with_a_tap_on_its_alert(project: Project, room: str, anna: Person) -> None:
    await anna.say(room, "!blocker Server steht | ampel: rot")
    alert = await alert_of(project, "Server steht")
    assert (alert.kind, alert.mentions) == ("m.text", (project.ada.user_id,))
    await project.ada.sees(project.pmo, lambda line: line.event_id == alert.event_id and {"👀", "✅"} <= set(line.reactions))

    await project.ada.react(project.pmo, alert.event_id, "👀")

    await project.sees(anna, room, r"👀 Ada Amt .*B\d+ Server steht")
    await now_reads(project.ada, project.pmo, alert, "👀 Ada Amt")
    card = await project.sees(anna, room, "Server steht\n")
    await now_reads(anna, room, card, "👀 Ada Amt")


async def test_the_link_in_the_alert_leads_to_the_message(project: Project, room: str, anna: Person) -> None:
    event = await anna.say(room, "!blocker Schlüssel verloren | ampel: rot")

    alert = await alert_of(project, "Schlüssel verloren")

    link = re.search(r'href="(https://matrix\.to/#/[^"]+)"', alert.html or "")
    assert link is not None
    place, _, servers = link[1].removeprefix("https://matrix.to/#/").replace("&amp;", "&").partition("?")
    assert [unquote(part) for part in place.split("/")] == [room, event]
    assert servers == "via=stadt.example"


async def test_a_tick_solves_and_the_tick_withdrawn_opens_again(project: Project, room: str, anna: Person) -> None:
    await anna.say(room, "!blocker Tür klemmt | ampel: rot")
    alert = await alert_of(project, "Tür klemmt")
    card = await project.sees(anna, room, r"Tür klemmt\n(.*\n)*.*ist alarmiert")

    tick = await anna.react(room, card.event_id, "✅")
    await now_reads(anna, room, card, "✅ .*Anna Abel")
    await reads_anew(project.ada, project.pmo, alert)

    await anna.redact(room, tick)
    await reads_again(anna, room, card)
    await reads_again(project.ada, project.pmo, alert)


async def test_a_tap_that_is_for_the_pmo_alone_is_refused_to_the_team(project: Project, room: str, anna: Person, ben: Person) -> None:
    await project.ada.invite(room, ben.user_id)
    await ben.join(room)
    await anna.say(room, "!blocker Leitung tot")
    card = await project.sees(ben, room, "Leitung tot\n")

    await ben.react(room, card.event_id, "👀")

    await project.sees(anna, room, "PMO", after=card.event_id)
    listed = await project.answer(anna, room, await anna.say(room, "!blocker"))
    assert number_of(card) in listed.body
    assert "Ben Beck" not in listed.body


async def test_a_reply_to_a_card_is_kept_as_a_note_and_goes_with_its_message(project: Project, room: str, anna: Person) -> None:
    await anna.say(room, "!blocker Heizung aus | lösung: Handwerker")
    card = await project.sees(anna, room, "Heizung aus\n")

    note = await anna.say(room, "Ersatzteil ist bestellt", reply_to=card.event_id)
    await anna.sees(room, lambda line: line.event_id == note and "Lotse" in line.reactions.get("📝", ()))
    shown = await project.answer(anna, room, await anna.say(room, f"!blocker {number_of(card)}"))
    assert "Anna Abel: Ersatzteil ist bestellt" in shown.body

    await anna.redact(room, note)
    shown = await project.answer(anna, room, await anna.say(room, f"!blocker {number_of(card)}"))
    assert "Heizung aus" in shown.body
    assert "Ersatzteil" not in shown.body


async def test_an_edit_changes_the_record_and_the_answer_to_it(project: Project, room: str, anna: Person) -> None:
    event = await anna.say(room, "!blocker Vertrag felt")
    card = await project.sees(anna, room, "Vertrag felt")

    await anna.edit(room, event, "!blocker Vertrag fehlt | ampel: rot")

    changed = await now_reads(anna, room, card, f"🔴 .*{number_of(card)} Vertrag fehlt")
    assert changed.edited
    await alert_of(project, "Vertrag fehlt")
    assert [number_of(line) for line in await project.said(anna, room) if "Vertrag" in line.body] == [number_of(card)]


async def test_a_deleted_message_takes_everything_that_the_bot_said_of_it_along(project: Project, room: str, anna: Person) -> None:
    event = await anna.say(room, "!blocker Peinliches Missgeschick | ampel: rot")
    card = await project.sees(anna, room, "Peinliches Missgeschick")
    alert = await alert_of(project, "Peinliches Missgeschick")

    await anna.redact(room, event)

    await anna.sees(room, lambda line: line.event_id == card.event_id and line.kind == "deleted")
    await project.ada.sees(project.pmo, lambda line: line.event_id == alert.event_id and line.kind == "deleted")
    for person, place in ((anna, room), (project.ada, project.pmo)):
        assert not await raw_events_with(person, place, "Missgeschick")


async def test_an_edited_and_then_deleted_message_leaves_none_of_its_wordings(project: Project, room: str, anna: Person) -> None:
    event = await anna.say(room, "!blocker Urfassung mit Namen | ampel: rot")
    card = await project.sees(anna, room, "Urfassung mit Namen")
    await alert_of(project, "Urfassung mit Namen")
    edit = await anna.edit(room, event, "!blocker Neufassung mit Namen | ampel: rot")
    await now_reads(anna, room, card, "Neufassung mit Namen")

    await anna.redact(room, edit)
    await anna.redact(room, event)

    await project.sees(anna, room, number_of(card), after=card.event_id)

    async def nothing_is_left() -> bool:
        return not await raw_events_with(anna, room, "fassung") and not await raw_events_with(project.ada, project.pmo, "fassung")

    await until(anna, nothing_is_left)


async def test_in_a_thread_it_answers_in_the_thread(project: Project, room: str, anna: Person) -> None:
    root = await anna.say(room, "Reden wir über den Umzug")

    await anna.say(room, "!blocker Umzug stockt", thread=root)
    card = await project.sees(anna, room, "Umzug stockt")
    question = await project.answer(anna, room, await anna.say(room, "!blocker gelöst", thread=root))

    assert (card.thread, question.thread) == (root, root)
    assert card.content["m.relates_to"]["is_falling_back"] is True


async def raw_events_with(person: Person, room: str, text: str) -> list[str]:
    """The events in which the homeserver still shows this text to clients."""
    path = f"/_matrix/client/v3/rooms/{room}/messages"
    page = await person.request("GET", path, query={"dir": "b", "limit": "500"})
    return [event["event_id"] for event in page["chunk"] if text in str(event["content"])]
