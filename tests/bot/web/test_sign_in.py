"""Who gets in, and out: the link of which a GET spends nothing, the button, the cookie, and the rooms that people leave."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.config import Web
from bot.domain.sign_in import SIGN_IN_LASTS
from tests.bot.web.door import MEMBERS_ONLY, Phone, door, link
from tests.world import Room, World, user

URL = "https://tafel.stadt.example"
PAGE = MEMBERS_ONLY


@pytest.fixture
def web_url() -> str:
    return URL


@pytest.fixture
async def phone(world: World, team: Room) -> AsyncIterator[Phone]:
    async with door(world, Web(url=URL)) as before:
        yield before


async def is_in(phone: Phone) -> bool:
    """Whether a page for members is shown."""
    answer = await phone.asks("GET", PAGE)
    assert answer.status in (200, 401), await answer.text()
    return answer.status == 200


async def signed_in(phone: Phone, world: World, team: Room, person: str = "Ben") -> None:
    await phone.presses(await link(team, world, person))
    assert await is_in(phone)


async def test_a_link_asks_and_its_button_signs_in(phone: Phone, world: World, team: Room) -> None:
    assert not await is_in(phone)
    path = await link(team, world)
    page = await phone.opens(path)
    assert "Als Ben anmelden?" in page and page.count("<button") == 1 and 'method="post"' in page
    assert phone.cookie == ""
    await phone.presses(path)
    assert await is_in(phone)


async def test_the_cookie_is_tied_to_the_site_and_to_encryption(phone: Phone, world: World, team: Room) -> None:
    answer = await phone.asks("POST", await link(team, world), {"Origin": URL})
    name, *attributes = answer.headers["Set-Cookie"].split("; ")
    assert name.startswith("__Host-lotse=") and len(name) > 50
    assert {each.casefold() for each in attributes} == {"path=/", "httponly", "secure", "samesite=lax", f"max-age={30 * 86400}"}
    assert answer.headers["Location"] == "/"


async def test_previews_and_scanners_spend_nothing(phone: Phone, world: World, team: Room) -> None:
    path = await link(team, world)
    for method in ("HEAD", "GET", "GET", "HEAD"):
        scanner = Phone(phone.address, phone.origin)
        assert (await scanner.asks(method, path)).status == 200 and scanner.cookie == ""
    await phone.presses(path)
    assert await is_in(phone)


async def test_a_link_is_used_once_and_the_page_says_how_to_get_another(phone: Phone, world: World, team: Room) -> None:
    path = await link(team, world)
    await phone.presses(path)
    stranger = Phone(phone.address, phone.origin)
    assert "Dieser Link gilt nicht mehr" in await stranger.presses(path, status=410)
    assert "!tafel" in await stranger.opens(path, status=410)
    assert stranger.cookie == "" and not await is_in(stranger)
    # Who is signed in already, and taps the link in the chat again, wants to see the board.
    answer = await phone.asks("GET", path)
    assert (answer.status, answer.headers["Location"]) == (303, "/") and await is_in(phone)


async def test_an_old_link_opens_nothing(phone: Phone, world: World, team: Room) -> None:
    path = await link(team, world)
    await world.pass_(minutes=15)
    assert "älter als 15 Minuten" in await phone.opens(path, status=410)
    await phone.presses(path, status=410)
    assert not await is_in(phone)


async def test_a_newer_link_ends_the_one_before(phone: Phone, world: World, team: Room) -> None:
    old, new = await link(team, world), await link(team, world)
    await phone.presses(old, status=410)
    await phone.presses(new)
    assert await is_in(phone)


@pytest.mark.parametrize(
    "sent",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"},
        {"Origin": URL, "Sec-Fetch-Site": "cross-site"},
        {"Origin": URL, "Sec-Fetch-Site": "same-site"},
        {"Origin": "http://tafel.stadt.example", "Sec-Fetch-Site": ""},
        {"Origin": "https://tafel.stadt.example:8443", "Sec-Fetch-Site": ""},
        {"Origin": "https://tafel.stadt.example.evil.example", "Sec-Fetch-Site": ""},
        {"Origin": "null", "Sec-Fetch-Site": ""},
        {"Origin": "", "Sec-Fetch-Site": ""},
        {"Origin": "", "Sec-Fetch-Site": "same-origin"},
        {"Origin": "https://[", "Sec-Fetch-Site": ""},
    ],
)
async def test_a_form_of_another_site_does_nothing(phone: Phone, world: World, team: Room, sent: dict[str, str]) -> None:
    path = await link(team, world)
    assert "kam nicht von der Seite selbst" in await phone.presses(path, sent, status=403)
    assert phone.cookie == ""
    await phone.presses(path)
    assert await is_in(phone)


@pytest.mark.parametrize("sent", [{"Origin": "HTTPS://Tafel.Stadt.Example:443", "Sec-Fetch-Site": ""}, {"Origin": "null"}])
async def test_a_form_of_its_own_page_counts_however_the_browser_names_it(
    phone: Phone, world: World, team: Room, sent: dict[str, str]
) -> None:
    await phone.presses(await link(team, world), sent)
    assert await is_in(phone)


async def test_who_leaves_the_last_room_is_out_at_the_next_request_and_stays_out(phone: Phone, world: World, team: Room) -> None:
    await signed_in(phone, world, team)
    team.leaves("Ben")
    assert not await is_in(phone)
    team.joins("Ben")
    assert not await is_in(phone)


async def test_who_leaves_one_of_two_rooms_stays_in(phone: Phone, world: World, team: Room, pmo: Room) -> None:
    pmo.joins("Ben")
    await signed_in(phone, world, team)
    team.leaves("Ben")
    assert await is_in(phone)


async def test_where_the_bot_does_not_know_a_membership_nobody_loses_the_sign_in(phone: Phone, world: World, team: Room) -> None:
    await signed_in(phone, world, team)
    people = world.rooms.people.pop(team.id)
    assert not await is_in(phone)
    world.rooms.people[team.id] = people
    assert await is_in(phone)


async def test_who_has_left_between_the_link_and_the_button_stays_outside(phone: Phone, world: World, team: Room) -> None:
    path = await link(team, world)
    team.leaves("Ben")
    assert "in keiner Gruppe des Projekts mehr" in await phone.opens(path, status=403)
    await phone.presses(path, status=403)
    assert phone.cookie == ""


async def test_a_room_that_anybody_may_join_makes_nobody_a_member(phone: Phone, world: World, pmo: Room) -> None:
    pmo.joins("Fritz")
    path = await link(pmo, world, "Fritz")
    world.rooms.public.add(pmo.id)
    await phone.presses(path, status=403)


async def test_it_ends_after_thirty_days(phone: Phone, world: World, team: Room) -> None:
    await signed_in(phone, world, team)
    world.clock.set(world.clock.now() + SIGN_IN_LASTS - timedelta(seconds=1))
    assert await is_in(phone)
    world.clock.set(world.clock.now() + timedelta(seconds=1))
    assert not await is_in(phone)


async def test_signing_out_in_the_chat_ends_it_in_every_browser(phone: Phone, world: World, team: Room) -> None:
    await signed_in(phone, world, team)
    other = Phone(phone.address, phone.origin)
    await signed_in(other, world, team)
    await team.says("!tafel abmelden", by="Ben")
    assert not await is_in(phone) and not await is_in(other)


async def test_the_button_at_the_foot_signs_out_here_alone(phone: Phone, world: World, team: Room) -> None:
    await signed_in(phone, world, team)
    other = Phone(phone.address, phone.origin)
    await signed_in(other, world, team)
    kept = phone.cookie
    assert 'action="/abmelden"' in await phone.opens(PAGE)
    await phone.presses("/abmelden", {"Origin": "https://evil.example"}, status=403)
    assert await is_in(phone)
    assert "in diesem Browser abgemeldet" in await phone.presses("/abmelden", status=200)
    assert phone.cookie == ""
    phone.cookie = kept
    assert not await is_in(phone) and await is_in(other)
    assert 'action="/abmelden"' not in await Phone(phone.address, URL).opens("/impressum")


async def test_who_signs_in_as_another_is_no_longer_the_first(phone: Phone, world: World, team: Room) -> None:
    await signed_in(phone, world, team)
    first = phone.cookie
    await signed_in(phone, world, team, "Anna")
    async with world.store.reading() as tx:
        assert (len(await tx.sign_ins.of(user("Ben"))), len(await tx.sign_ins.of(user("Anna")))) == (0, 1)
    phone.cookie = first
    assert not await is_in(phone)


async def test_in_english_the_way_in_is_in_english(phone: Phone, world: World, team: Room) -> None:
    path = "/en" + await link(team, world)
    assert "Sign in as Ben?" in await phone.opens(path)
    answer = await phone.asks("POST", path, {"Origin": URL})
    assert answer.headers["Location"] == "/en/"
    assert "This link no longer counts" in await Phone(phone.address, URL).opens(path, status=410)


@pytest.mark.parametrize("token", ["", "x", "a" * 43, "a" * 4000, "../an/x", "%00", "%ff%fe", "a/b", "%2e%2e%2f"])
async def test_what_is_no_link_opens_nothing(phone: Phone, token: str) -> None:
    for method in ("GET", "HEAD", "POST"):
        answer = await phone.asks(method, f"/an/{token}", {"Origin": URL})
        assert answer.status in (404, 410) and "Set-Cookie" not in answer.headers


async def test_more_than_a_button_sends_is_refused(phone: Phone, world: World, team: Room) -> None:
    path = await link(team, world)
    answer = await phone.asks("POST", path, {"Origin": URL}, data=b"x" * 2000)
    assert answer.status == 413 and phone.cookie == ""
    answer = await phone.asks("POST", path, {"Origin": URL}, data=b"a=b")
    assert answer.status == 303


async def test_names_are_data(phone: Phone, world: World, team: Room) -> None:
    path = await link(team, world)
    world.rooms.names[user("Ben")] = "<b>Ben</b> & *Co*"
    assert "Als &lt;b&gt;Ben&lt;/b&gt; &amp; *Co* anmelden?" in await phone.opens(path)


class TestOnThisMachine:
    """`http://localhost`: there browsers keep no cookie that asks for encryption."""

    @pytest.fixture
    def web_url(self) -> str:
        return "http://localhost:8080"

    async def test_the_cookie_is_one_that_a_browser_keeps(self, world: World, team: Room) -> None:
        async with door(world, Web(url="http://localhost:8080")) as phone:
            answer = await phone.asks("POST", await link(team, world), {"Origin": "http://localhost:8080"})
            assert answer.headers["Set-Cookie"].startswith("lotse=") and "secure" not in answer.headers["Set-Cookie"].casefold()
            assert await is_in(phone)


async def test_a_cookie_without_its_prefix_counts_for_nothing(phone: Phone, world: World, team: Room) -> None:
    await signed_in(phone, world, team)
    phone.cookie = phone.cookie.replace("__Host-", "")
    assert not await is_in(phone)
