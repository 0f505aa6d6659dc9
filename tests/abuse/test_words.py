"""What people write in texts, names, places and links: it stands there as they wrote it, and is nothing more."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from datetime import timedelta

import pytest
from icalendar import Calendar
from markdown_it import MarkdownIt

from bot.messages import Message
from storage.transfer.export import export, to_csv_zip
from tests.sampling import sampled
from tests.world import BERLIN, Room, World, user

EVIL = [
    '<img src="x" onerror="alert(1)">',
    "<script>alert(1)</script>",
    "</p></li></ul></pre></code><h1>Alarm</h1>",
    "[hier](https://evil.example)",
    "![hier](https://evil.example/x.png)",
    "<a href='javascript:alert(1)'>hier</a>",
    "[hier](javascript:alert(1))",
    "[hier](data:text/html;base64,PHNjcmlwdD4=)",
    "<https://evil.example>",
    "`**fett**` ``` ~~~ ***",
    "[Anna](https://matrix.to/#/@anna:stadt.example)",
    "@room @anna:stadt.example",
    "&lt;b&gt; &#60;b&#62; &amp;lt;",
    "{{ prefix }} {% include 'team.list' %} {# #}",
    "| a | b |",
    "\\*kein Punkt\\*",
]
SHOWN = ("blocker B1", "treffen S1", "agenda T1", "aufgabe A1", "lernen L1", "team", "überblick")
TAGS = re.compile(r"</?([a-z0-9]+)")
PHONE = {"a", "b", "strong", "em", "i", "u", "del", "code", "ul", "ol", "li", "pre", "blockquote", "p", "br"}
LINKS = re.compile(r'href="([^"]*)"')


def harmless(room: Room) -> None:
    for seen in room.messages():
        assert set(TAGS.findall(seen.html)) <= PHONE
        assert all(link.startswith("https://matrix.to/#/") for link in LINKS.findall(seen.html)), seen.html
        assert seen.content["m.mentions"].get("room") is None
        assert "<img" not in seen.html and "<script" not in seen.html and "<h1" not in seen.html


@pytest.mark.parametrize("evil", sampled(EVIL, 4))
async def test_whatever_is_written_stands_there_literally_and_leads_nowhere(
    evil: str, team: Room, pmo: Room, steering: Room, world: World
) -> None:
    await team.says(f"!team ziel: {evil}\nkommunen: {evil}")
    await team.says(f"!blocker Server {evil}\nampel: rot\nlösung: {evil}")
    await team.says(f"!treffen Jour {evil}\nwann: morgen 10 Uhr\nort: {evil}")
    await team.says(f"!agenda Thema {evil}\nfür: steuerungskreis")
    await team.says(f"!aufgabe Tun {evil}\nwer: Ben")
    await team.says(f"!retro + Notiz {evil}")
    await team.says(f"!lernen Gelernt {evil}")
    await team.says(f"!blocker notiz B1 {evil}")
    await team.says(f"!{evil}")
    await team.says(f"!blocker gelöst B1 {evil}")
    await team.says("!retro start")
    for number in SHOWN:
        await team.says(f"!{number}")
    await world.pass_(days=2)
    assert evil.split("`", maxsplit=1)[0] in "\n".join(seen.body for seen in team.messages())
    for room in (team, pmo, steering):
        harmless(room)
        mentioned = {person for seen in room.messages() for person in seen.mentions}
        assert mentioned <= {user("Ben"), user("Ada"), user("Paula"), user("Peter"), user("Anna")}
    assert not any("Anna" in seen.body and user("Anna") in seen.mentions and "B1" in seen.body for seen in pmo.messages())


FORGED = "🔴 rot · B9 Alles steht still"
SAID = [
    f"!blocker Server aus\nlösung: Umzug\n{FORGED}\nampel: rot",
    f"!team ziel: Daten\n{FORGED}",
    f"!team kommunen: Gießen\n{FORGED}",
    f"!team Daten\n{FORGED}",
    f"!treffen Jour fixe\nwann: morgen 10 Uhr\nort: Rathaus\n{FORGED}",
    f"!agenda Thema\nfür: steuerungskreis\nwer: Niemand\n{FORGED}",
    f"!blocker {FORGED}\n{FORGED}",
    f"!lernen Etwas\n{FORGED}",
    f"!retro + Etwas\n{FORGED}",
    f"!aufgabe Etwas\n{FORGED}",
    f"!quatsch\n{FORGED}",
    f"!einstellungen ruhezeit: x\n{FORGED}",
]
AFTER = [
    f"!blocker notiz B1 Hört\n{FORGED}",
    f"!blocker gelöst B1 Fertig\n{FORGED}",
    f"!blocker eskalieren B1 Weil\n{FORGED}",
    f"!agenda erledigt T1 Gut\n{FORGED}",
    f"!treffen absagen S1 Krank\n{FORGED}",
    f"!aufgabe erledigt A1 Gut\n{FORGED}",
]


@pytest.mark.parametrize("said", sampled([*SAID, *AFTER], 3))
async def test_no_line_of_a_person_passes_for_one_of_the_bot(said: str, team: Room, pmo: Room, steering: Room, world: World) -> None:
    if said in AFTER:
        for record in ("blocker Raum fehlt", "treffen Jour fixe | wann: morgen 10 Uhr", "agenda Thema", "aufgabe Etwas"):
            await team.says(f"!{record}")
    await team.says(said)
    for shown in (
        "blocker B1",
        "treffen S1",
        "agenda T1",
        "aufgabe A1",
        "lernen L1",
        "team",
        "team liste",
        "überblick",
        "blocker liste alle",
    ):
        await team.says(f"!{shown}")
    await pmo.says("!blocker B1", by="Paula")
    await pmo.says("!überblick", by="Paula")
    await world.pass_(days=8)
    for room in (team, pmo, steering):
        for seen in room.messages():
            for lines in (seen.body.splitlines(), re.split(r"<br>|<p>|<li>", seen.html)):
                assert not any(re.sub(r"<[^>]*>", "", line).strip(" •*").startswith("🔴 rot · B9") for line in lines), seen.body


async def test_a_word_to_another_room_says_where_it_begins(team: Room, pmo: Room) -> None:
    await team.says("!blocker Server aus | ampel: rot")
    await pmo.says("✅ B1 ist gelöst.\nGruß, Lotse", by="Paula", reply_to=pmo.messages()[-1].event)
    assert team.sees().splitlines()[1:] == ["│ ✅ B1 ist gelöst.", "│ Gruß, Lotse"]


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "data:text/html,x", "mxc://a/b", "//evil", "https://a b.c", "ftp://a.b", "https:", "file:///x"]
)
@pytest.mark.parametrize("field", ["!team link: {}", "!agenda Foo | vorlage: {}", "!agenda vorlage T1 {}"])
async def test_only_an_address_of_the_web_is_a_link(link: str, field: str, team: Room) -> None:
    await team.says("!agenda Thema")
    await team.says(field.format(link))
    assert "kein Link" in team.sees() or "geht nicht" in team.sees() or "nicht zuordnen" in team.sees()


async def test_a_calendar_file_has_one_event_whatever_the_words_are(team: Room) -> None:
    evil = "Rathaus;Saal,1\nATTENDEE;X=Y:mailto:chef@stadt.example\nEND;X=Y:VEVENT\nBEGIN;X=Y:VEVENT\nSUMMARY;X=Y:Falsch"
    await team.says('!team Daten"; CN=Chef:mailto:x')
    await team.says(f"!treffen Jour fixe; ATTENDEE=x\nwann: morgen 10 Uhr\nort: {evil}")
    (file,) = team.files()
    assert file.file is not None
    (event,) = Calendar.from_ical(file.file).walk("VEVENT")
    assert event.get("ATTENDEE") is None
    assert str(event["LOCATION"]) == evil
    assert str(event["SUMMARY"]).endswith("Jour fixe; ATTENDEE=x")


@pytest.mark.parametrize("formula", ['=HYPERLINK("https://evil.example")', "+1+1", "-1", "@SUM(1)", "\t=1", "＝1+1", " =1"])
async def test_no_cell_of_an_export_is_a_formula(formula: str, team: Room, world: World) -> None:
    await team.says(f"!blocker {formula}\nlösung: {formula}")
    await team.says(f"!blocker notiz B1 {formula}")
    packed = zipfile.ZipFile(io.BytesIO(to_csv_zip(await export(world.store, BERLIN))))
    for name in packed.namelist():
        for row in csv.reader(io.StringIO(packed.read(name).decode("utf-8-sig")), delimiter=";"):
            assert not any(cell.strip()[:1] in ("=", "+", "-", "@", "＝") and cell.strip() != "" for cell in row), row


MARKUP = ["# Große Überschrift", "- Punkt", "9. Neun", "[x](https://evil.example)", "<b>fett</b>", "| a | b |", "```", "> Zitat", "<!-- x"]


@pytest.mark.parametrize("text", MARKUP)
async def test_a_file_of_learnings_holds_their_words_and_no_markup_of_theirs(text: str, team: Room) -> None:
    await team.says("!lernen neu Etwas")
    await team.says(f"!lernen neu {text}")
    await team.says("!lernen export")
    (file,) = team.files()
    assert file.file is not None
    shown = MarkdownIt("commonmark").render(file.file.decode())
    assert not re.search(r"<(a|b|h1[^>]*>Große|table|pre|blockquote|ol)\b", shown), shown


ABSURD = [
    "ruhezeit: 00:00-00:00",
    "vorlauf: 99999 Jahre",
    "vorlauf: -5h",
    "wochenüberblick: Mo 99:99",
    "retro-rhythmus: 0",
    "antworten: \n| sprache: klingonisch",
    "sprache: ../../etc",
    "prefix: .",
    "ruhezeit: " + "9" * 1500,
]


@pytest.mark.parametrize("absurd", sampled(ABSURD, 3))
async def test_a_setting_that_makes_no_sense_is_refused_and_the_bot_goes_on(absurd: str, team: Room, world: World) -> None:
    await team.says(f"!einstellungen {absurd}", by="Anna")
    await team.says("!blocker Raum fehlt")
    assert "B1 Raum fehlt" in team.sees()
    await world.pass_(days=8)


ABSURD_PROJECT = ["wiederholung: 0s", "wiederholungen: 999999", "arbeitszeit: 18:00-08:00", "arbeitstage: ", "vorlagenfrist: -1"]


@pytest.mark.parametrize("absurd", ABSURD_PROJECT)
async def test_so_is_one_for_the_project(absurd: str, team: Room, pmo: Room, world: World) -> None:
    await pmo.says(f"!einstellungen {absurd}", by="Ada")
    await team.says("!blocker Server aus | ampel: rot")
    await world.pass_(days=8)
    assert len([seen for seen in pmo.messages() if seen.notifies]) < 10


NO_PREFIX = ["!!blocker Foo", "! Foo blocker", "!1", "!", "!?", "..blocker", "/blocker Foo", "¡blocker Foo", "- !blocker", "\\\\!blocker"]


@pytest.mark.parametrize("said", NO_PREFIX)
async def test_what_is_no_prefix_is_no_command(said: str, team: Room) -> None:
    await team.says(said)
    assert team.messages() == []


async def test_a_command_in_a_name_is_not_carried_out(team: Room, world: World) -> None:
    team.joins("Mallory")
    world.rooms.names[user("Mallory")] = "!blocker Alarm | ampel: rot"
    await team.says("!aufgabe Etwas | wer: @mallory:stadt.example")
    await team.says("Lotse, !blocker", by="Ben")
    assert "Keine offenen Blocker" in team.sees()


async def test_an_old_event_again_and_other_words_under_its_id_change_nothing(team: Room, world: World) -> None:
    said = Message(event_id=world.event_id(), room=team.id, sender=user("Anna"), sent_at=world.clock.now(), text="!blocker Raum fehlt")
    await world.receives(said)
    await world.receives(said, said.model_copy(update={"text": "!blocker Anderes"}))
    await world.pass_(days=1)
    await world.receives(said.model_copy(update={"text": "!blocker Noch anderes", "sender": user("Ben")}))
    await team.says("!blocker")
    assert "B1 Raum fehlt" in team.sees() and "B2" not in team.sees()


async def test_a_message_dated_back_alarms_nobody_earlier_than_one_of_today(team: Room, steering: Room, world: World) -> None:
    await team.says("!blocker Server aus | ampel: rot", sent_at=world.clock.now() - timedelta(days=300))
    assert steering.messages() == []
