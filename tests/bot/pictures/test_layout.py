"""Where everything in a picture stands: all of it there, nothing outside the frame, nothing over anything else, large enough to read."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.pictures.drawings import Drawing, FundsAndTime, GroupFunds, LightsCourse, Mark, MilestoneTrend
from bot.pictures.layout.fonts import ELLIPSIS
from bot.pictures.layout.scene import MARGIN, WIDTH, Box, Line, Scene
from bot.pictures.layout.writing import TITLE_CHARACTERS
from bot.pictures.palette import DARK, GREEN, GRID, LIGHT, PAPER, YELLOW, stylesheet
from tests.bot.pictures.drawn import COURSE, FUNDS, LONG, SAMPLES, TREND, courses, drawings, font, funds, in_words, scene, trends

SMALLEST = 28
"""Pixels of 1080: 9 points on a screen of 360."""
of_any = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def problems(looked_at: Scene) -> Iterator[str]:
    """What is wrong with the places of things."""
    inside = Box(x=MARGIN - 1, y=MARGIN - 1, width=WIDTH - 2 * MARGIN + 2, height=looked_at.height - 2 * MARGIN + 2)
    yield from (f"outside the margins: {box}" for box in looked_at.boxes if not inside.contains(box))
    yield from (f"a line outside: {line}" for line in looked_at.lines if not all(_is_in(looked_at, *point) for point in line.points))
    for one, other in combinations(looked_at.texts, 2):
        if one.box.overlaps(other.box):
            yield f"{one.words!r} over {other.words!r}"
    others = [*(shape.box for shape in looked_at.shapes), *(bar.box for bar in looked_at.bars)]
    for text in looked_at.texts:
        yield from (f"{text.words!r} over a shape" for box in others if text.box.overlaps(box))
        yield from (f"{text.words!r} crossed by a line" for line in looked_at.lines if _crosses(line, text.box))
        if text.size < SMALLEST:
            yield f"{text.words!r} too small"
        if not text.words:
            yield "a text without words"


def _is_in(looked_at: Scene, x: float, y: float) -> bool:
    return 0 <= x <= WIDTH and 0 <= y <= looked_at.height


def _crosses(line: Line, box: Box) -> bool:
    """Looks at a point of the line every few pixels."""
    for (x, y), (to_x, to_y) in zip(line.points, line.points[1:], strict=False):
        steps = int(max(abs(to_x - x), abs(to_y - y)) // 4) + 1
        for step in range(steps + 1):
            at_x, at_y = x + (to_x - x) * step / steps, y + (to_y - y) * step / steps
            if box.x < at_x < box.right and box.y < at_y < box.bottom:
                return True
    return False


@of_any
@given(drawings(), st.sampled_from(["de", "en"]))
def test_nothing_stands_outside_the_frame_or_over_anything_else(drawing: Drawing, language: str) -> None:
    assert list(problems(scene(drawing, language))) == []


@of_any
@given(drawings())
def test_every_character_can_be_drawn(drawing: Drawing) -> None:
    for text in scene(drawing).texts:
        assert set(text.words) <= set(font().regular.advances) & set(font().bold.advances)


@of_any
@given(courses())
def test_every_light_of_every_day_has_its_mark_in_its_column(course: LightsCourse) -> None:
    marks = [shape for shape in scene(course).shapes[:-4]]
    assert len(marks) == len(course.rows) * len(course.days)
    columns = sorted({shape.box.x for shape in marks})
    assert len(columns) == len(course.days)
    forms = [shape.form.value for shape in marks]
    looks = {Mark.GREEN: "circle", Mark.YELLOW: "triangle", Mark.RED: "square", Mark.NONE: "dash"}
    assert forms == [looks[mark] for row in course.rows for mark in row.marks]


@of_any
@given(trends())
def test_every_milestone_has_its_number_to_the_right_of_the_last_report(trend: MilestoneTrend) -> None:
    looked_at = scene(trend)
    last = max(point[0] for line in looked_at.lines if not line.is_dashed and line.width > 2 for point in line.points)
    for line in trend.lines:
        assert any(text.words == line.number and text.is_bold and text.box.x > last for text in looked_at.texts)
    assert len(looked_at.shapes) == len(trend.lines) + sum(len(line.reports) for line in trend.lines)


@of_any
@given(trends())
def test_later_is_higher_and_reported_later_is_further_right(trend: MilestoneTrend) -> None:
    drawn = [line for line in scene(trend).lines if not line.is_dashed and line.width > 2]
    places = [
        (report, point)
        for line, polyline in zip(trend.lines, drawn, strict=True)
        for report, point in zip(line.reports, polyline.points, strict=True)
    ]
    for (one, (x, y)), (other, (to_x, to_y)) in combinations(places, 2):
        assert (one.expected <= other.expected) == (y >= to_y) or one.expected == other.expected
        assert one.reported > other.reported or x <= to_x


@of_any
@given(funds())
def test_the_bars_are_as_long_as_what_they_say(drawing: FundsAndTime) -> None:
    bars = scene(drawing).bars
    shares = [share for each in drawing.groups for share in (each.called, each.gone)]
    assert len(bars) == len(shares)
    for (one, bar), (other, beside) in combinations(zip(shares, bars, strict=True), 2):
        assert (one <= other) == (bar.box.width <= beside.box.width) or abs(bar.box.width - beside.box.width) < 0.01


@of_any
@given(st.text(max_size=300), st.integers(1, 4))
def test_wrapped_words_lose_nothing_but_at_the_end_where_it_is_shown(words: str, lines: int) -> None:
    from bot.pictures.layout.writing import Pen  # noqa: PLC0415

    pen = Pen(font())
    wrapped = pen.wrapped(words, 400, lines=lines)
    whole = "".join(font().drawable(words).split())
    kept = "".join("".join(wrapped).split())
    assert kept == whole or (kept.endswith(ELLIPSIS) and whole.startswith(kept.removesuffix(ELLIPSIS)))
    assert all(font().width(line, 30) <= 400 for line in wrapped)


EARLY = FundsAndTime(groups=(GroupFunds(group="Dateninventur", called=133, gone=60),))


@pytest.mark.parametrize("drawing", SAMPLES, ids=lambda drawing: str(drawing.kind))
def test_the_title_is_the_message_and_is_wrapped(drawing: Drawing) -> None:
    looked_at = scene(drawing)
    title = [text.words for text in looked_at.texts if text.size > 40]
    assert " ".join(title) == in_words(drawing).title
    assert all(len(line) <= TITLE_CHARACTERS for line in title)


@pytest.mark.parametrize(
    ("drawing", "german", "english"),
    [
        (COURSE, "Dateninventur: Ressourcen jetzt rot", "Dateninventur: Resources now red"),
        (TREND, "M2 wird zum vierten Mal später", "M2 is later for the fourth time"),
        (FUNDS, "Dateninventur ruft langsamer ab, als die Zeit vergeht", "Dateninventur calls its funds more slowly than time goes by"),
        (EARLY, "Keine Gruppe hinkt beim Abruf hinterher", "No group lags behind in calling its funds"),
    ],
    ids=["lights", "trend", "funds", "more funds than time"],
)
def test_what_the_titles_say(drawing: Drawing, german: str, english: str) -> None:
    assert (in_words(drawing).title, in_words(drawing, "en").title) == (german, english)


def test_of_long_names_the_beginning_stands_there_and_no_emoji() -> None:
    for drawing in SAMPLES:
        words = " ".join(text.words for text in scene(drawing).texts)
        assert '<b>&"Wärme"' in words and "🦊" not in words and ELLIPSIS in words


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Bürger-App – Straße… 5 €", "Bürger-App – Straße… 5 €"),
        ("👩‍👩‍👧 Familie 🇩🇪", "Familie"),
        ("1️⃣ Erste", "1 Erste"),
        ("a\u0308 o\u0308", "ä ö"),
        ("Łódź Çeşme Ștefan Ελλάδα Київ", "Łódź Çeşme Ștefan Ελλάδα Київ"),
        ("שלום Welt", "… Welt"),
        ("שלום עולם", "…"),
        ("\u202eabc\u200b\x00", "abc"),
        (LONG[:18], '<b>&"Wärme"'),
    ],
)
def test_what_the_font_can_show(name: str, shown: str) -> None:
    assert font().drawable(name) == shown


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """As the web content accessibility guidelines define it."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_texts_and_shapes_stand_out_from_the_background(palette: dict[str, str]) -> None:
    for drawing in SAMPLES:
        for text in scene(drawing).texts:
            assert contrast(palette[text.tone], palette[PAPER]) >= 4.5
    for name, colour in palette.items():
        if name not in (PAPER, GRID) and not (name == YELLOW and palette is LIGHT):
            assert contrast(colour, palette[PAPER]) >= 3, name
    assert contrast(palette["outline"], palette[PAPER]) >= 3  # around the yellow, which would hardly be seen on white


def test_there_is_one_green_only() -> None:
    for palette in (LIGHT, DARK):
        greens = []
        for name, colour in palette.items():
            red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
            if green > red * 1.15 and green > blue * 1.15:
                greens.append(name)
        assert greens == [GREEN]


def test_a_page_has_the_colours_of_both_surroundings() -> None:
    light, dark = stylesheet().split("@media (prefers-color-scheme: dark)")
    for name in LIGHT:
        assert f".lotse-fill-{name} {{ fill: {LIGHT[name]} }}" in light and f".lotse-fill-{name} {{ fill: {DARK[name]} }}" in dark
        assert f".lotse-stroke-{name} {{ stroke: {DARK[name]} }}" in dark
