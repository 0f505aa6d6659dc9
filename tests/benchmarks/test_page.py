"""Does the page say what the results say, goals that were missed and peers that failed included?"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.compare import compared
from benchmarks.measure import Sheet
from benchmarks.report_page import page, pages, plots
from benchmarks.results import Measured, all_versions, load, of_sheet, save
from benchmarks.sizes import QUICK, changed

ABOUT = {"date": "2026-11-25", "commit": "abc1234", "machine": "2 cores", "versions": {"matrix-nio": "0.26.0"}, "seconds": 12}


def answers(ours: list[float], bare: list[float]) -> Measured:
    values = {"plain.median": {"lotse": ours, "nio": bare, "http": [50.0, 50.0]}}
    return Measured(values, {"maubot": "RuntimeError: it has ended"}, changed(QUICK, ["rounds=2"]).as_json, ABOUT)


def test_it_shows_medians_ratios_and_what_failed() -> None:
    said = page({"answer": answers([63.0, 63.0], [60.0, 60.0])})
    assert "| Answer in a plain room, median (ms) | 63 | 50 | 60 | 1.26 | 1.05 |" in said
    assert "maubot was not measured to the end: RuntimeError: it has ended" in said
    assert "2026-11-25, at abc1234, 2 rounds; matrix-nio 0.26.0" in said
    assert "at most 1.08 times bare nio loop | 1.05 times | met |" in said


def test_a_goal_that_was_missed_says_by_how_much_and_why() -> None:
    said = page({"answer": answers([90.0, 90.0], [60.0, 60.0])})
    assert "at most 1.08 times bare nio loop | 1.50 times | **missed** |" in said
    assert "misses at most 1.08 times bare nio loop by 39 %. Most of it is the homeserver's work." in said


def test_it_says_where_ours_leads_ties_and_trails() -> None:
    said = page({"answer": answers([50.0, 51.0], [100.0, 100.0])})
    leads, ties = said.index("### Leads"), said.index("### Ties")
    assert leads < said.index("leads bare nio loop, 0.51 (0.50-0.51) times") < ties < said.index("ties with bare HTTP loop, 1.01")
    assert "### Trails\n\nNowhere." in said


def test_the_time_of_fewer_answers_is_not_compared() -> None:
    answered = {"lotse": [300.0], "nio": [11.0], "maubot": [300.0]}
    values = {"answered": answered, "seconds": {"lotse": [9.0], "nio": [1.0], "maubot": [12.0]}}
    said = page({"burst": Measured(values, {}, QUICK.as_json, ABOUT)})
    assert "Until the last of those answers: leads maubot, 0.75 times" in said
    assert "Until the last of those answers: trails bare nio loop" not in said
    assert "| Until the last of those answers (s) | 9 | 1 | 12 |  |" in said


def test_what_was_not_measured_is_not_on_it() -> None:
    assert "Nothing has been measured yet" in page({})
    assert "A burst in one room" not in page({"answer": answers([66.0], [60.0])})


@pytest.mark.parametrize("file", list(pages(all_versions())), ids=lambda file: file.name)
def test_the_page_and_its_charts_are_made_from_the_results(file: Path) -> None:
    assert file.read_text() == pages(all_versions())[file], "make them anew: python -m benchmarks --page"


def test_each_measure_has_a_chart_over_the_versions_that_have_it() -> None:
    drawn = plots({"0.1.0": {"answer": answers([66.0], [60.0])}, "0.2.0": {}, "0.3.0": {"answer": answers([55.0], [60.0])}})
    assert list(drawn) == ["answer.svg"]
    assert "0.1.0" in drawn["answer.svg"] and "0.3.0" in drawn["answer.svg"] and "0.2.0" not in drawn["answer.svg"]


def test_results_come_back_as_they_were_kept(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.note("plain.median", "lotse", 66.04999)
    sheet.failed["nio"] = "TimeoutError"
    measured = of_sheet(sheet, QUICK, 12.4)
    save(tmp_path / "new" / "1.json", {"answer": measured})
    kept = load(tmp_path / "new" / "1.json")["answer"]
    assert (kept.values, kept.failed, kept.about["seconds"]) == ({"plain.median": {"lotse": [66.05]}}, {"nio": "TimeoutError"}, 12)
    assert kept == replace(measured)
    assert load(tmp_path / "none.json") == {}


def test_two_runs_are_called_different_only_where_their_rounds_do_not_overlap() -> None:
    before = {"answer": answers([60.0, 62.0], [60.0])}
    assert compared(before, {"answer": answers([40.0, 41.0], [60.0])}) == "Answer in a plain room, median: 61 -> 40.5 ms 0.66 times better"
    assert compared(before, {"answer": answers([61.0, 90.0], [60.0])}).endswith("1.24 times")
    assert compared(before, {}) == "There is nothing that both have measured."
