"""The report and the overview as documents: headings, tables with a header row and a caption, and LibreOffice opens them."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.odt import OdtWriter
from bot.odt.child import written
from tests.bot.odt.opened import Opened, opened
from tests.office import MISSING, OFFICE
from tests.world import Room, World


@pytest.fixture
def odt() -> OdtWriter | None:
    return written


def documents(room: Room) -> list[bytes]:
    return [each.file for each in room.files() if each.file is not None and each.file[:2] == b"PK"]


def header_of(file: Opened) -> list[list[str]]:
    """Of each table the words of its header row."""
    rows = file.document.body.get_elements("//table:table/table:table-header-rows/table:table-row")
    return [[cell.text_recursive.strip() for cell in row.get_elements("table:table-cell")] for row in rows]


async def _told(team: Room, pmo: Room, world: World) -> bytes:
    await team.says("!team Dateninventur | budget: 120000 | ziel: a | b\nund <c> & =1+1")
    await team.says("!meilenstein Katalog | bis: 30.12.2026 | kennung: MS2")
    await world.until(datetime(2027, 1, 11, 9, tzinfo=UTC))
    await team.says("!bericht beitrag Katalog **online**\n# kein Titel")
    await pmo.says("!bericht quartal Q4 2026")
    return documents(pmo)[-1]


async def test_the_report_has_headings_and_tables_with_header_row_and_caption(team: Room, pmo: Room, world: World) -> None:
    file = opened(await _told(team, pmo, world))
    first = [(1, "Bericht Open Smart City, Q4 2026"), (2, "Stand des Projekts"), (2, "Übersicht Task Forces"), (2, "Meilensteine")]
    assert file.headings[:4] == first
    assert (3, "Dateninventur") in file.headings and not any("kein Titel" in words for _, words in file.headings)
    overview, milestones = header_of(file)
    assert overview[:2] == ["Task Force", "Ziel"] and milestones[:3] == ["Meilenstein", "Task Force", "Plan"]
    assert "Tabelle 1: Übersicht Task Forces, Stand 31.12.2026" in file.lines and "Tabelle 2: Meilensteine: Plan und Stand" in file.lines
    assert any("Katalog **online**" in line for line in file.lines)
    assert "Beträge sind ganze Euro nach den Angaben der Gruppen: kein zahlenmäßiger Nachweis." in file.lines


async def test_the_overview_is_a_document_too(team: Room) -> None:
    await team.says("!bericht übersicht")
    file = opened(documents(team)[-1])
    assert file.headings == [(1, "Übersicht Task Forces")] and header_of(file)[0][3] == "Budget / abgerufen"


@pytest.mark.skipif(OFFICE is None, reason=MISSING)
async def test_libreoffice_opens_it(team: Room, pmo: Room, world: World, tmp_path: Path) -> None:
    assert OFFICE is not None
    (tmp_path / "b.odt").write_bytes(await _told(team, pmo, world))
    command = (OFFICE, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "txt:Text (encoded):UTF8")
    office = await asyncio.create_subprocess_exec(*command, "--outdir", str(tmp_path), str(tmp_path / "b.odt"))
    assert await asyncio.wait_for(office.wait(), timeout=120) == 0
    text = (tmp_path / "b.txt").read_text(encoding="utf-8-sig")
    assert "kein zahlenmäßiger Nachweis" in text and "MS2" in text
