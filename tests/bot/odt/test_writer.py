"""Writing an ODT file: the words as they were, headings as headings, lists as lists; and what a child process may not do."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.odt import Block, Document, NotWritten, Run, encoded
from bot.odt.child import written
from bot.texts.document import document
from bot.texts.render import mark
from tests.bot.odt.opened import opened
from tests.office import MISSING, OFFICE

NOON = datetime(2026, 12, 3, 12, tzinfo=UTC)
HOSTILE = {
    "markup": '<text:p>&amp; "Hosting" ]]> </office:text>',
    "Markdown": "# **kein** `Titel` | - [x](https://stadt.example) ~~weg~~ \\",
    "emoji": "👍🏽 👩‍👩‍👧 🇩🇪 🦊 ✔️",
    "right to left": "שלום עולם – مرحبا بالعالم",
    "long": "Ä" * 200,
    "spaces": "a  b   c",
    "only spaces between": "a" + " " * 200 + "b",
}


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
async def test_what_people_wrote_stands_in_it_as_they_wrote_it(words: str) -> None:
    text = f"# Protokoll {mark(0)}\n\n**{mark(0)}**\n\n- {mark(0)}\n"
    file = opened(await written(encoded(document(text, [words], "de", NOON))))
    assert file.lines == [f"Protokoll {words}", words, words]
    assert file.document.meta.title == f"Protokoll {words}"


async def test_several_lines_of_what_somebody_wrote_stay_lines_but_in_a_heading() -> None:
    text = f"# {mark(0)}\n\n- {mark(0)}\n"
    file = opened(await written(encoded(document(text, ["eins\nzwei"], "de", NOON))))
    assert file.lines == ["eins zwei", "eins\nzwei"]


async def test_what_xml_cannot_hold_is_left_out() -> None:
    text = f"# {mark(0)}\n"
    file = opened(await written(encoded(document(text, ["a\x00b\x0bc\ufffe\ud800d"], "de", NOON))))
    assert file.lines == ["abcd"]


async def test_headings_are_headings_and_lists_are_lists() -> None:
    text = "# Protokoll\n\n## T1\n\nSatz\n\n- a\n  - b\n    - c\n- d\n\n1. eins\n2. zwei\n\n## T2\n\n- e\n"
    file = opened(await written(encoded(document(text, [], "de", NOON))))
    assert file.headings == [(1, "Protokoll"), (2, "T1"), (2, "T2")]
    assert [header.style for header in file.document.body.headers] == ["Heading_20_1", "Heading_20_2", "Heading_20_2"]
    lists = file.document.body.get_elements("/office:document-content/office:body/office:text/text:list")
    assert [[line.text_recursive for line in each.get_elements(".//text:p")] for each in lists] == [
        ["a", "b", "c", "d"],
        ["eins", "zwei"],
        ["e"],
    ]
    assert len(lists[0].get_elements("text:list-item")) == 2  # b and c are inside the first


@pytest.mark.parametrize(("language", "tag"), [("de", "de-DE"), ("en", "en-GB")])
async def test_it_has_a_language_a_title_and_the_time_at_which_it_was_made(language: str, tag: str) -> None:
    file = opened(await written(encoded(document("# Protokoll: Sitzung\n", [], language, NOON))))
    assert (file.document.language, file.document.meta.language, file.document.meta.title) == (tag, tag, "Protokoll: Sitzung")
    assert file.document.meta.creation_date == datetime(2026, 12, 3, 12)  # noqa: DTZ001  # local, as offices show it


async def test_links_of_ours_lead_somewhere() -> None:
    file = opened(await written(encoded(document("[Vorlage](https://stadt.example/v)\n", [], "de", NOON))))
    (link,) = file.document.body.get_elements("//text:a")
    assert (link.get_attribute("xlink:href"), link.text_recursive) == ("https://stadt.example/v", "Vorlage")


def _long() -> bytes:
    block = Block(kind="item", level=1, begins=False, runs=(Run(text="Wort " * 40),))
    return encoded(Document(title="lang", language="de-DE", created_at="2026-12-03T12:00:00", blocks=(block,) * 20_000))


async def test_one_that_takes_too_long_is_broken_off() -> None:
    began = time.monotonic()
    with pytest.raises(NotWritten, match="time is up"):
        await written(_long(), timeout_s=0.05)
    assert time.monotonic() - began < 5


async def test_one_that_takes_too_much_memory_is_broken_off() -> None:
    with pytest.raises(NotWritten, match="has ended with"):
        await written(_long(), max_memory_bytes=60 * 1024 * 1024)


async def test_what_is_no_document_is_refused() -> None:
    with pytest.raises(NotWritten, match="has ended with 1"):
        await written(b"{}")


PROBE = """
import asyncio, resource, sys
from bot.odt import Document, encoded, is_installed
from bot.odt.child import written
def used(): return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
assert is_installed()
empty = encoded(Document(title="", language="de-DE", created_at="2026-12-03T12:00:00", blocks=()))
before = used()
file = asyncio.run(written(empty))
print(len(file) > 1000, "odfdo" in sys.modules, "lxml" in sys.modules, used() - before < 8000)
"""


def test_the_process_of_the_bot_stays_as_it_was() -> None:
    done = subprocess.run([sys.executable, "-c", PROBE], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "False", "False", "True"]


@pytest.mark.skipif(OFFICE is None, reason=MISSING)
def test_libreoffice_opens_it(tmp_path: Path) -> None:
    assert OFFICE is not None
    words = HOSTILE["markup"]
    made = asyncio.run(written(encoded(document(f"# {mark(0)}\n\n- {mark(0)}\n", [words], "de", NOON))))
    (tmp_path / "p.odt").write_bytes(made)
    command = [OFFICE, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "txt:Text (encoded):UTF8"]
    subprocess.run([*command, "--outdir", str(tmp_path), str(tmp_path / "p.odt")], check=True, capture_output=True, timeout=120)
    assert (tmp_path / "p.txt").read_text(encoding="utf-8-sig").count(words) == 2
