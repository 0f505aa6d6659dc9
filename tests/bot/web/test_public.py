"""What everybody may read, and that nothing else gets out: every field of every kind of record has a word of its own in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, get_args, get_origin, get_type_hints

import pytest

from bot.domain.calendar.durations import Span, Unit
from bot.domain.decisions import Approval, DecisionState
from bot.domain.history import Note
from bot.domain.ids import EventId, Number, RoomId, TeamId, UserId
from bot.domain.milestones.milestone import MilestoneState
from bot.domain.public_parts import Part
from bot.domain.record_types import DECISIONS, MILESTONES, RECORD_TYPES, RecordType
from storage import tables
from storage.column_types import LocalDateTime
from tests.bot.web.conftest import Browser
from tests.bot.web.crawl import crawled
from tests.storage.examples import ANNA
from tests.world import Room, World, user

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
PUBLIC_PAGES = ("/", "/meilensteine", "/beschluesse", "/daten")
PUBLIC_DATA = ("/daten/offen/teams.json", "/daten/offen/milestones.json", "/daten/offen/decisions.json")
ALLOWED = {"zqmilestonestext", "zqdecisionstext", "zqteamgoal", "zqteammunicipalities"}
"""The words that may be public: the wordings, and what a group is for."""
AMOUNTS = ("987654", "987.654")


@pytest.fixture
def web_url() -> str:
    return "https://tafel.stadt.example"


def value_of(name: str, kind: Any, plural: str) -> Any:
    """Something for a field, with a word in it by which it is known wherever it turns up."""
    word = f"zq{plural}{name}".replace("_", "").casefold()
    if get_origin(kind) is tuple:
        return MISSING
    options = [each for each in get_args(kind) if each is not type(None)] or [kind]
    first = options[0]
    if name in ("number", "team") or first is Number:
        return None
    if first in (UserId, EventId, RoomId):
        return first(f"@{word}:stadt.example")
    if first is str:
        return word
    if first is datetime:
        return NOW.replace(tzinfo=None) if isinstance(tables.metadata.tables[plural].c[name].type, LocalDateTime) else NOW
    if first is date:
        return date(2026, 12, 15)
    if first is bool:
        return True
    if first is Span:
        return Span(1, Unit.DAYS)
    return MISSING


def record_of(kind: RecordType[Any], team: TeamId, count: int, **given: Any) -> Any:
    """One with everything said that can be said."""
    hints: Mapping[str, Any] = get_type_hints(kind.model)
    values: dict[str, Any] = {}
    for each in fields(kind.model):
        values[each.name] = _value(each, hints[each.name], kind.plural)
    values |= {"number": Number(kind.letter, count), "team": team, "state": sorted(kind.live_states)[0]} | given
    return kind.model(**{name: value for name, value in values.items() if value is not MISSING})


def _value(field: Field[Any], kind: Any, plural: str) -> Any:
    made = value_of(field.name, kind, plural)
    if made is MISSING and field.default is MISSING and field.default_factory is MISSING:
        if isinstance(kind, type) and issubclass(kind, StrEnum):
            return next(iter(kind))
        raise AssertionError(f"no value for {plural}.{field.name}: {kind}")
    return made


@pytest.fixture
async def filled(world: World, team: Room) -> None:
    """A project in which every record has words in every field."""
    await team.says(
        "!team Dateninventur | ziel: zqteamgoal | kommunen: zqteammunicipalities | budget: 987654 | leitung: @anna:stadt.example"
        " | link: https://zqteamlink.example",
        by="Anna",
    )
    world.rooms.names[user("Anna")] = "Zqpersonanna"
    async with world.store.transaction() as tx:
        (group,) = [each for each in await tx.teams.all() if each.name == "Dateninventur"]
        for kind in RECORD_TYPES:
            given: dict[str, Any] = {"session": Number("S", 900)} if kind.plural == "retros" else {}
            if kind is DECISIONS:
                approvals = (Approval(municipality="zqapproval", reference="zqapprovalreference"),)
                given = {"published": True, "state": DecisionState.IN_FORCE, "approvals": approvals, "conflicts": ("zqconflict",)}
            if kind is MILESTONES:
                given = {"state": MilestoneState.OPEN, "forecast": date(2027, 7, 7), "reached_on": None}
            await tx.records(kind).add(record_of(kind, group.id, 900, **given))
            note = Note(id=0, subject=Number(kind.letter, 900), author=ANNA, at=NOW, text=f"zqnote{kind.plural}", event=None)
            await tx.notes.add(note)
    await team.says("!ampel inhalt rot | grund: zqlightreason")
    await team.says("!bericht abgerufen 98765")


async def test_what_is_public_holds_no_other_word_and_no_amount(filled: None, browser: Browser) -> None:
    browser.publishes(*Part)
    found: set[str] = set()
    for path in (*PUBLIC_PAGES, *(f"/en{each}" for each in PUBLIC_PAGES), *PUBLIC_DATA):
        text = (await browser.opens(path)).casefold()
        found |= set(re.findall(r"zq[a-z]{4,}", text))
        assert not [amount for amount in (*AMOUNTS, "98765", "98.765") if amount in text], path
        assert "7.7.2027" not in text and "2027-07-07" not in text, "when a group expects a milestone is not public"
        assert "anna" not in text and "stadt.example" not in text and "!dateninventur" not in text, path
    assert found == ALLOWED


async def test_without_a_word_in_the_configuration_nothing_is_public(filled: None, browser: Browser) -> None:
    browser.publishes()
    for path in (*PUBLIC_PAGES, *PUBLIC_DATA):
        answer, text = await browser.asks(path)
        assert answer.status in (401, 404) and not re.search(r"zq[a-z]{4,}", text), path


@pytest.mark.parametrize(
    ("part", "path", "list_name"),
    [(Part.OVERVIEW, "/", "teams"), (Part.MILESTONES, "/meilensteine", "milestones"), (Part.DECISIONS, "/beschluesse", "decisions")],
)
async def test_each_part_is_published_alone(filled: None, browser: Browser, part: Part, path: str, list_name: str) -> None:
    browser.publishes(part)
    for each in PUBLIC_PAGES[:3]:
        answer, _ = await browser.asks(each)
        assert (answer.status == 200) is (each == path), each
    for each in PUBLIC_DATA:
        answer, _ = await browser.asks(each)
        assert (answer.status == 200) is (f"/{list_name}.json" in each), each
    navigation = re.findall(r'<li><a href="([^"]+)"', (await browser.opens(path)).partition("</nav>")[0])
    assert path in navigation and "/daten" in navigation and not set(navigation) & (set(PUBLIC_PAGES[:3]) - {path})


async def test_a_decision_is_public_once_it_was_published_and_while_it_has_words(
    world: World, steering: Room, pmo: Room, browser: Browser
) -> None:
    await steering.says("!beschluss Wir nehmen Hosting A | begründung: zqreason")
    browser.publishes(Part.DECISIONS)
    assert "Hosting A" not in await browser.opens("/beschluesse")
    await pmo.says("!beschluss veröffentlichen D1")
    page = await browser.opens("/beschluesse")
    assert "Hosting A" in page and "zqreason" not in page and "in Kraft" in page
    await pmo.says("!beschluss veröffentlichen D1 zurücknehmen")
    assert "Hosting A" not in await browser.opens("/beschluesse")


async def test_the_chat_says_where_a_published_decision_is(steering: Room, pmo: Room) -> None:
    await steering.says("!beschluss Wir nehmen Hosting A")
    await pmo.says("!beschluss veröffentlichen D1")
    assert "steht jetzt auf der öffentlichen Seite (https://tafel.stadt.example/beschluesse): Nummer, Wortlaut" in pmo.sees()
    await pmo.says("!beschluss veröffentlichen D1 nein")
    assert "steht nicht mehr auf der öffentlichen Seite" in pmo.sees()


async def test_a_group_that_is_not_confirmed_or_dissolved_is_not_public(world: World, team: Room, pmo: Room, browser: Browser) -> None:
    other = world.room("Neues", moderators=("Nora",))
    await other.says("!team Ungefragt | ziel: zqproposed", by="Nora")
    browser.publishes(*Part)
    assert "Ungefragt" not in await browser.opens("/") and "Dateninventur" in await browser.opens("/")


async def test_what_people_wrote_is_escaped(world: World, team: Room, browser: Browser) -> None:
    await team.says("!meilenstein <script>alert(1)</script> & Co | bis: 15.12.2026")
    browser.publishes(*Part)
    page = await browser.opens("/meilensteine")
    assert "<script" not in page and "&lt;script&gt;" in page


@pytest.mark.parametrize("start", ["/", "/en/"])
async def test_every_link_of_the_public_part_leads_somewhere(filled: None, browser: Browser, start: str) -> None:
    browser.publishes(*Part)
    found = await crawled(browser, start)
    assert found.broken == {} and len(found.pages) >= 4
    html5lib = pytest.importorskip("html5lib")
    for page in found.pages.values():
        html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)
