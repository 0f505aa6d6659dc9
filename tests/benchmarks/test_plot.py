"""Is a chart well-formed, and does it show each value at its height?"""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from benchmarks.plot import Panel, apart, chart, nice, number

SVG = "{http://www.w3.org/2000/svg}"


def drawn(versions: list[str], *panels: Panel) -> ElementTree.Element:
    return ElementTree.fromstring(chart(versions, panels))


def test_each_peer_has_a_line_through_its_values_and_its_last_one_beside_it() -> None:
    picture = drawn(["0.1.0", "0.2.0"], Panel("Answer (ms)", {"Lotse": [100.0, 50.0], "a < b": [80.0, 80.0]}))
    ours, other = picture.iter(f"{SVG}polyline")
    heights = [float(point.split(",")[1]) for point in ours.attrib["points"].split()]
    assert heights[0] < heights[1], "less stands lower"
    assert len({point.split(",")[1] for point in other.attrib["points"].split()}) == 1
    texts = [each.text for each in picture.iter(f"{SVG}text")]
    assert {"Answer (ms)", "0.1.0", "0.2.0", "Lotse: 50", "a < b: 80"} <= set(texts)


def test_one_version_alone_is_shown_by_points() -> None:
    picture = drawn(["0.1.0"], Panel("Answer (ms)", {"Lotse": [100.0], "nio": [None]}))
    assert len(list(picture.iter(f"{SVG}circle"))) == 1
    assert not list(picture.iter(f"{SVG}polyline"))


def test_a_version_in_which_a_peer_was_not_measured_is_passed_over() -> None:
    picture = drawn(["1", "2", "3"], Panel("", {"Lotse": [1.0, None, 3.0]}))
    (line,) = picture.iter(f"{SVG}polyline")
    assert len(line.attrib["points"].split()) == 2


def test_panels_stand_one_below_the_other() -> None:
    one, two = (float(drawn(["1"], *[Panel("", {"Lotse": [1.0]})] * count).attrib["height"]) for count in (1, 2))
    assert two == 2 * one


def test_there_is_no_chart_of_nothing() -> None:
    with pytest.raises(ValueError, match="nothing"):
        chart([], [])


def test_labels_do_not_cover_each_other() -> None:
    heights = [height for height, _, _ in apart([(100, "a", ""), (98, "b", ""), (20, "c", "")])]
    assert heights == [100, 85, 20]


@pytest.mark.parametrize(("value", "wanted"), [(0, 1), (0.03, 0.05), (1, 1), (1.01, 2), (23, 25), (25.1, 50), (999, 1000), (1000, 1000)])
def test_an_axis_ends_at_a_round_number(value: float, wanted: float) -> None:
    assert nice(value) == pytest.approx(wanted)


@pytest.mark.parametrize(
    ("value", "wanted"), [(0, "0"), (0.123, "0.12"), (40.0, "40"), (9.994, "9.99"), (12.34, "12.3"), (1234.5, "1,234")]
)
def test_a_number_has_as_many_digits_as_tell_something(value: float, wanted: str) -> None:
    assert number(value) == wanted
