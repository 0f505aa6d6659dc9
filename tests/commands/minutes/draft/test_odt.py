"""The draft as an ODT file, beside the Markdown: both say the same, and the one does without the other."""

from __future__ import annotations

import pytest

from bot.odt import MIME_TYPE, NotWritten, OdtWriter
from bot.odt.child import written
from tests.bot.odt.opened import opened
from tests.commands.minutes.draft.test_posted import held
from tests.commands.minutes.sessions import after_begun
from tests.world import Room, World

TOLD = "Die Datei protokoll-2026-11-24-S1.odt konnte ich nicht erstellen. In protokoll-2026-11-24-S1.md steht dasselbe."


class Writer:
    """Makes files as the product does, as long as it is not `broken`."""

    def __init__(self) -> None:
        self.broken = 0
        self.tries = 0

    async def __call__(self, document: bytes) -> bytes:
        self.tries += 1
        if self.broken:
            self.broken -= 1
            raise NotWritten("the time is up")
        return await written(document)


@pytest.fixture
def odt() -> OdtWriter:
    return Writer()


@after_begun
async def test_the_draft_comes_as_odt_too(team: Room) -> None:
    await team.says('!protokoll <text:p> & "Angebot" 🦊 שלום')
    await team.says("!beschluss Hosting bei der *ekom21* | thema: T1 | dafür: 3 | wer: Ben | bis: 1.12.")
    await team.says("!protokoll weiter: angenommen")
    await team.says("!protokoll ende")
    markdown, file = team.files()
    assert (markdown.body, file.body) == ("protokoll-2026-11-24-S1.md", "protokoll-2026-11-24-S1.odt")
    assert file.file is not None and file.content["info"] == {"mimetype": MIME_TYPE, "size": len(file.file)}
    assert "as_odt" not in file.content
    document = opened(file.file)
    assert document.document.language == "de-DE" and document.document.meta.title == "Protokoll (Entwurf): Jour fixe"
    assert document.headings == [(1, "Protokoll (Entwurf): Jour fixe"), (2, "T1 Hosting"), (2, "Offen geblieben")]
    assert '<text:p> & "Angebot" 🦊 שלום' in document.lines
    assert any(line.startswith("Beschluss D1 (gilt): Hosting bei der *ekom21*") for line in document.lines)
    assert "Aufgabe A1: Hosting bei der *ekom21*; wer: Ben; bis: Dienstag, 1.12.2026" in document.lines


async def test_one_that_cannot_be_made_is_tried_again(team: Room, world: World, odt: Writer) -> None:
    odt.broken = 2
    await held(team)
    await world.pass_(minutes=1)
    assert [file.body[-4:] for file in team.files()] == ["1.md", ".odt"]
    assert not any("konnte ich nicht" in seen.body for seen in team.messages())


async def test_where_it_cannot_be_made_the_room_is_told_once_that_the_markdown_says_the_same(team: Room, world: World, odt: Writer) -> None:
    odt.broken = 1000
    await held(team)
    await world.pass_(hours=2)
    assert [file.body[-4:] for file in team.files()] == ["1.md"]
    assert [seen.body for seen in team.messages() if "konnte ich nicht" in seen.body] == [f"📎 {TOLD}"]
    assert odt.tries == 3


async def test_what_waits_while_it_is_made_keeps_nothing_else_waiting(team: Room, world: World, odt: Writer) -> None:
    odt.broken = 1
    await held(team)
    await team.says("!blocker Server aus")
    assert "B1" in team.sees()
