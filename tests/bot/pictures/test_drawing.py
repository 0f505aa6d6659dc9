"""The PNG and the SVG: every text has ink where the layout has put it, and what a child process may not do."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from dataclasses import replace
from io import BytesIO
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from PIL import Image, ImageChops

from bot.pictures import SAMPLE, NotDrawn, encoded, missing, size_of
from bot.pictures.child import drawn, drawn_as_svg
from bot.pictures.drawings import Drawing
from bot.pictures.layout.scene import Box, Scene
from bot.pictures.palette import LIGHT, PAPER
from bot.pictures.render import NO_XML, png, svg
from tests.bot.pictures.drawn import COURSE, SAMPLES, TREND, drawings, font, in_words, scene

KINDS = pytest.mark.parametrize("drawing", SAMPLES, ids=lambda drawing: str(drawing.kind))
_SVG = "{http://www.w3.org/2000/svg}"


class Pixels:
    def __init__(self, file: bytes) -> None:
        picture = Image.open(BytesIO(file)).convert("RGB")
        paper = Image.new("RGB", picture.size, LIGHT[PAPER])
        self._inked = ImageChops.difference(picture, paper).convert("L").point(lambda value: 255 if value else 0)

    def ink(self, box: Box) -> int:
        """How many pixels in a box are not of the background."""
        return self._inked.crop((int(box.x), int(box.y), int(box.right) + 1, int(box.bottom) + 1)).histogram()[255]


def blank_texts(looked_at: Scene, file: bytes) -> list[str]:
    """The texts of which the picture shows nothing. Each letter has some pixels at least."""
    pixels = Pixels(file)
    return [text.words for text in looked_at.texts if pixels.ink(text.box) < 8 * len(text.words.replace(" ", ""))]


@KINDS
def test_every_text_is_seen_in_the_picture(drawing: Drawing) -> None:
    looked_at = scene(drawing)
    assert blank_texts(looked_at, png(svg(looked_at), font())) == []


@KINDS
def test_without_its_font_the_picture_has_no_text_and_this_is_noticed(drawing: Drawing) -> None:
    from resvg_py import svg_to_bytes  # noqa: PLC0415

    looked_at = scene(drawing)
    blank = svg_to_bytes(svg_string=svg(looked_at), skip_system_fonts=True)
    assert len(blank_texts(looked_at, blank)) == len(looked_at.texts)
    assert len(blank) < len(png(svg(looked_at), font())) / 2


@KINDS
def test_no_letter_stands_beyond_the_width_that_was_measured(drawing: Drawing) -> None:
    """Each text in a picture of its own, so that all ink is its own."""
    looked_at = scene(drawing)
    for text in looked_at.texts:
        pixels = Pixels(png(svg(replace(looked_at, bars=(), lines=(), shapes=(), texts=(text,))), font()))
        whole, measured = looked_at.frame, replace(text.box, x=text.box.x - 2, width=text.box.width + 4)
        assert pixels.ink(whole) == pixels.ink(measured) > 0, text.words


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(drawings())
def test_the_svg_says_all_and_nothing_in_it_is_markup_of_people(drawing: Drawing) -> None:
    looked_at = scene(drawing)
    root = ElementTree.fromstring(svg(looked_at))
    assert [each.text for each in root.iter(f"{_SVG}text")] == [text.words for text in looked_at.texts]
    assert {each.tag.removeprefix(_SVG) for each in root.iter()} <= {"svg", "title", "rect", "polyline", "path", "text"}
    assert root.findtext(f"{_SVG}title", "").split() == NO_XML.sub("", in_words(drawing).title).split()
    assert root.get("role") == "img" and root.get("aria-label", "").split() == NO_XML.sub("", in_words(drawing).caption).split()


@KINDS
def test_the_svg_can_stand_in_any_page(drawing: Drawing) -> None:
    drawn_svg = svg(scene(drawing))
    assert not re.search(r"<style|<script|\sid=|\sstyle=|url\(|href", drawn_svg)
    assert all(each.startswith("lotse-") for each in re.findall(r'class="([^"]+)"', drawn_svg))
    root = ElementTree.fromstring(drawn_svg)
    background = root.find(f"{_SVG}rect")
    assert background is not None and background.get("fill") == LIGHT[PAPER] and background.get("width") == "1080"


@KINDS
async def test_the_child_draws_what_was_laid_out(drawing: Drawing) -> None:
    picture = encoded(in_words(drawing))
    file = await drawn(picture)
    assert size_of(file) == (1080, scene(drawing).height)
    assert file == png(svg(scene(drawing)), font())
    assert 20_000 < len(file) < 100_000
    assert (await drawn_as_svg(picture)).decode() == svg(scene(drawing))


async def test_one_that_takes_too_long_is_broken_off() -> None:
    began = time.monotonic()
    with pytest.raises(NotDrawn, match="time is up"):
        await drawn(encoded(in_words(COURSE)), timeout_s=0.02)
    assert time.monotonic() - began < 5


async def test_one_that_takes_too_much_memory_is_broken_off() -> None:
    with pytest.raises(NotDrawn, match="has ended with"):
        await drawn(encoded(in_words(COURSE)), max_memory_bytes=40 * 1024 * 1024)


@pytest.mark.parametrize("given_bytes", [b"", b"{}", b"\xff", encoded(SAMPLE).replace(b'"labels"', b'"other"')])
async def test_what_is_no_picture_is_refused(given_bytes: bytes) -> None:
    with pytest.raises(NotDrawn, match="has ended with 1"):
        await drawn(given_bytes)


def test_what_is_no_png_is_refused() -> None:
    with pytest.raises(NotDrawn):
        size_of(b"<svg/>")


PROBE = """
import asyncio, resource, sys
from bot.pictures import SAMPLE, encoded, missing
from bot.pictures.child import drawn
def used(): return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
assert not missing()
picture = encoded(SAMPLE)
before = used()
file = asyncio.run(drawn(picture))
loaded = {"resvg_py", "fontTools", "font_source_sans_pro", "bot.pictures.layout", "bot.pictures.render"} & set(sys.modules)
print(len(file) > 1000, not loaded, used() - before < 8000)
"""


def test_the_process_of_the_bot_stays_as_it_was() -> None:
    done = subprocess.run([sys.executable, "-c", PROBE], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "True", "True"]


def test_all_that_draws_is_installed_here() -> None:
    assert missing() == []


def test_the_caption_has_every_line_of_the_picture() -> None:
    caption = in_words(TREND).caption
    for line in TREND.lines:
        assert f"{line.number} {line.name[:20]}" in caption
        for move in line.moves:
            assert f"am {move.reported.day}.{move.reported.month}.{move.reported.year} erwartet für {move.expected.day}." in caption
    caption = in_words(COURSE).caption
    assert "Dateninventur, Ressourcen: am 8.9.2026 keine aktuelle Meldung, am 6.10.2026 grün, am 1.12.2026 rot" in caption
    assert caption.endswith("… und eine weitere Gruppe")
