"""Subscribing to the calendar of a group: its address in the direct chat, and what programs read there."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from bot.domain.ids import UserId
from tests.bot.ics.readers import days, shown
from tests.bot.web.conftest import Browser
from tests.databases import Places
from tests.restore_backup import Backup
from tests.world import Room, World

URL = "https://tafel.stadt.example"
UNTIL = datetime(2026, 12, 31, tzinfo=UTC)


@pytest.fixture
def web_url() -> str:
    return URL


async def address(world: World, room: Room, said: str = "!treffen abo", by: str = "") -> str:
    """What the person is told in the direct chat, which the bot opens."""
    await room.says(said, by=by)
    direct = await world.opened_direct()
    return addresses(direct)[-1]


def addresses(room: Room) -> list[str]:
    return _addresses(room.sees())


def _addresses(said: str) -> list[str]:
    return re.findall(rf"{URL}(/kalender/\S+[.]ics)", said)


async def read(browser: Browser, path: str) -> bytes:
    """As a program reads it, which has not signed in."""
    browser.access.user = None
    answer, text = await browser.asks(path)
    assert answer.status == 200 and answer.headers["Content-Type"] == "text/calendar; charset=utf-8", text
    return text.encode()


async def dates(browser: Browser, path: str) -> list[str]:
    return [f"{start:%d.%m. %H:%M} {title}" for start, _, title in shown(await read(browser, path), until=UNTIL)]


async def test_the_address_comes_in_the_direct_chat_and_is_told_truly(world: World, team: Room) -> None:
    await team.says("!treffen abo", by="Ben")
    assert team.sees() == "📬 Kommt in den Direktchat. Ich lade dich dazu ein."
    direct = await world.opened_direct()
    says = direct.sees()
    assert "Dateninventur als Kalender zum Abonnieren" in says and len(addresses(direct)) == 1
    assert "Google sieht erst nach 8 bis 24 Stunden nach, Outlook nach einigen Stunden. Kurzfristiges steht nur im Raum." in says
    assert "Abo oder Einladung importieren, sonst steht alles doppelt." in says
    await team.says("!meeting subscribe", by="Ben")
    assert team.sees() == "📬 Kommt in den Direktchat." and direct.sees() == says


@pytest.mark.parametrize("said", ["abonnieren", "kalender", "ical", "iCal", "subscribe", "ABO", "Kalenderabo", "abo.", "calendar"])
async def test_people_ask_for_it_in_their_own_words(team: Room, said: str) -> None:
    await team.says(f"!treffen {said}")
    assert team.sees() == "📬 Kommt in den Direktchat. Ich lade dich dazu ein."


@pytest.mark.parametrize(
    "said", ["abo neu", "abo neu!", "abo: neu", "abo neue Adresse", "kalender erneuern", "subscribe renew", "abo NEU bitte"]
)
async def test_a_new_address_is_asked_for_in_ones_own_words(team: Room, said: str) -> None:
    await team.says("!treffen Jour fixe | wann: jeden Dienstag 10:00")
    await team.says(f"!treffen {said}")
    assert "eine neue Adresse" in team.sees()


@pytest.mark.parametrize("said", ["abo bitte", "S1 abo", "abo S1", "kalender abonnieren", "abo S1 bitte", "abo team: Dateninventur"])
async def test_what_asks_for_no_new_address_gets_the_one_that_there_is(world: World, team: Room, said: str) -> None:
    await team.says("!treffen Jour fixe | wann: jeden Dienstag 10:00")
    first = await address(world, team)
    await team.says(f"!treffen {said}")
    assert "eine neue Adresse" not in team.sees() and _addresses(world.chat.timeline[-1].body) == [first]


async def test_the_whole_project_is_for_the_pmo(world: World, team: Room, pmo: Room) -> None:
    await team.says("!treffen abo projekt", by="Ben")
    assert "Den Kalender des ganzen Projekts bekommt das PMO" in team.sees()
    pmo.joins("Ben")
    whole = await address(world, team, "!treffen abo projekt", by="Ben")
    assert whole == await address(world, pmo, by="Paula")


async def test_a_meeting_about_subscriptions_is_still_a_meeting(team: Room) -> None:
    await team.says("!treffen Abo der Fachzeitschriften | wann: Freitag 10 Uhr")
    assert "Abo der Fachzeitschriften" in team.sees()


async def test_the_calendar_follows_what_becomes_of_the_meetings(world: World, team: Room, browser: Browser) -> None:
    path = await address(world, team)
    assert await dates(browser, path) == []
    await team.says("!treffen Jour fixe | wann: jeden Dienstag 10:00 | bis: 22.12.")
    assert await dates(browser, path) == [
        f"{day} 09:00 Dateninventur: Jour fixe" for day in ("24.11.", "01.12.", "08.12.", "15.12.", "22.12.")
    ]
    await team.says("!treffen verschieben S1 | am: 1.12. | auf: 2.12. 11 Uhr")
    await team.says("!treffen absagen S1 | am: 8.12. Urlaub")
    assert await dates(browser, path) == [
        f"{day} Dateninventur: Jour fixe" for day in ("24.11. 09:00", "02.12. 10:00", "15.12. 09:00", "22.12. 09:00")
    ]
    await team.says("!treffen verschieben S1 alle | auf: jeden Mittwoch 12:00")
    assert await dates(browser, path) == [f"{day} Dateninventur: Jour fixe" for day in ("25.11. 11:00", "02.12. 10:00", "16.12. 11:00")]
    await team.says("!treffen absagen S1 alle")
    assert await dates(browser, path) == []


async def test_milestones_are_days_in_it(world: World, team: Room, browser: Browser) -> None:
    path = await address(world, team)
    await team.says("!meilenstein Katalog online | bis: 15.12.2026")
    assert [f"{day:%d.%m.} {title}" for day, title in days(await read(browser, path))] == ["15.12. Dateninventur: M1 Katalog online"]
    await team.says("!meilenstein erreicht M1")
    assert [title for _, title in days(await read(browser, path))] == ["Dateninventur: M1 Katalog online (erreicht)"]


async def test_agenda_persons_and_blockers_are_not_in_it(world: World, team: Room, browser: Browser) -> None:
    path = await address(world, team)
    await team.says("!treffen Jour fixe | wann: jeden Dienstag 10:00")
    await team.says("!agenda Hosting-Angebot")
    await team.says("!blocker Freigabe fehlt")
    data = await read(browser, path)
    assert b"Jour fixe" in data
    assert not [
        word for word in (b"Hosting", b"Freigabe", b"anna", b"Anna", b"ben:", b"ORGANIZER", b"ATTENDEE", b"DESCRIPTION") if word in data
    ]


async def test_a_program_that_has_it_gets_it_once(world: World, team: Room, browser: Browser) -> None:
    path = await address(world, team)
    answer, _ = await browser.asks(path)
    assert answer.headers["Cache-Control"] == "private, no-cache" and "Content-Disposition" not in answer.headers
    browser.headers["If-None-Match"] = answer.headers["ETag"]
    again, nothing = await browser.asks(path)
    assert again.status == 304 and nothing == ""
    await team.says("!treffen Jour fixe | wann: jeden Dienstag 10:00")
    changed, text = await browser.asks(path)
    assert changed.status == 200 and "Jour fixe" in text and changed.headers["ETag"] != answer.headers["ETag"]


async def test_renewed_the_old_address_is_nothing(world: World, team: Room, browser: Browser) -> None:
    old = await address(world, team, by="Anna")
    await team.says("!treffen abo neu", by="Anna")
    assert "Der Kalender hat eine neue Adresse, die alte gilt nicht mehr" in team.message("🔑").body
    (new,) = {found for seen in world.chat.timeline for found in _addresses(seen.body)} - {old}
    browser.access.user = None
    assert (await browser.asks(old))[0].status == 404 and (await browser.asks(new))[0].status == 200


async def test_an_address_opens_its_own_group_alone(world: World, team: Room, pmo: Room, browser: Browser) -> None:
    mine, theirs = await address(world, team), await address(world, pmo)
    assert mine.split("/")[-1] != theirs.split("/")[-1]
    swapped = "/".join([*theirs.split("/")[:-1], mine.split("/")[-1]])
    for wrong in (swapped, mine.replace(".ics", "x.ics"), "/kalender/1/a.ics", f"/kalender/{'9' * 30}/a.ics", "/kalender/1/.ics"):
        assert (await browser.asks(wrong))[0].status == 404, wrong


async def test_the_pmo_has_one_for_the_whole_project(world: World, team: Room, pmo: Room, browser: Browser) -> None:
    await team.says("!treffen Jour fixe | wann: Freitag 10 Uhr")
    await pmo.says("!treffen Lagerunde | wann: Freitag 14 Uhr")
    path = await address(world, pmo)
    assert "Alle Termine des Projekts" in pmo.world.chat.timeline[-1].body
    assert await dates(browser, path) == ["27.11. 09:00 Dateninventur: Jour fixe", "27.11. 13:00 PMO: Lagerunde"]
    assert "X-WR-CALNAME:Open Smart City: alle Termine" in (await read(browser, path)).decode()


async def test_the_calendar_of_a_dissolved_group_is_empty_and_there(world: World, team: Room, browser: Browser) -> None:
    await team.says("!treffen Jour fixe | wann: jeden Dienstag 10:00")
    path = await address(world, team)
    await team.says("!team auflösen", by="Anna")
    await team.taps("✅", on="auflösen", by="Anna")
    assert await dates(browser, path) == []


async def test_a_renamed_group_keeps_its_address_and_shows_its_name(world: World, team: Room, browser: Browser) -> None:
    path = await address(world, team)
    await team.says("!treffen Jour fixe | wann: Freitag 10 Uhr")
    await team.says("!team Datenkatalog", by="Anna")
    assert await dates(browser, path) == ["27.11. 09:00 Datenkatalog: Jour fixe"]


async def test_in_the_direct_chat_all_groups_of_the_person_are_named(world: World, team: Room, pmo: Room) -> None:
    pmo.joins("Ben")
    await team.says("!treffen abo", by="Ben")
    direct = await world.opened_direct()
    await direct.says("treffen abo")
    assert len(addresses(direct)) == 2
    await direct.says("treffen abo neu")
    assert "team:" in direct.sees()
    await direct.says("treffen abo neu, team: Dateninventur")
    assert len(addresses(direct)) == 1 and "neue Adresse" in team.sees()


async def test_who_has_left_meanwhile_gets_no_address(world: World, team: Room) -> None:
    await team.says("!treffen abo", by="Ben")
    team.leaves("Ben")
    direct = await world.opened_direct()
    assert direct.sees() == "Den Kalender bekommt, wer in der Gruppe ist. Zu der gehörst du nicht mehr."


async def test_the_page_shows_the_addresses_of_ones_own_groups(world: World, team: Room, browser: Browser) -> None:
    path = await address(world, team)
    browser.access.user = UserId("@anna:stadt.example")
    page = await browser.opens("/kalender")
    assert f"{URL}{path}" in page and f'href="webcal://tafel.stadt.example{path}"' in page and "/kalender/2/" not in page
    assert "Subscribe on this device" in await browser.opens("/en/kalender")
    browser.access.user = None
    assert "tafel" in await browser.opens("/kalender", status=401)


async def test_the_address_stays_the_same_after_a_restart(world: World, team: Room) -> None:
    first = await address(world, team)
    await world.machine.startup.begin()
    await team.says("!treffen abo")
    assert addresses(await _direct(world)) == [first]


async def test_addresses_hold_after_a_restore_also_one_that_is_younger_than_the_backup(
    world: World, team: Room, places: Places, settings: dict[str, str]
) -> None:
    """What was said since the backup is lived through again, and gives the same addresses."""
    await world.machine.startup.begin()
    backup = await Backup.of(world, places, settings, team)
    backup.web_url = URL
    await team.says("!treffen abo")
    direct = await world.opened_direct()
    await team.says("!treffen abo neu")
    (first, second) = [found for seen in direct.messages() for found in _addresses(seen.body)]
    assert first != second

    restored, (team,) = await backup.restored(hours=2)
    await team.says("!treffen abo")
    assert [found for seen in restored.chat.timeline for found in _addresses(seen.body)][-1] == second
    await restored.stop()


async def _direct(world: World) -> Room:
    return Room(world, world.chat.timeline[-1].room, "Anna")
