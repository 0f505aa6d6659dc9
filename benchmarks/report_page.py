"""What does docs/performance.md say? Everything in it with a number comes from the results; the rest says how they came about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.measure import Measure
from benchmarks.measures import MEASURES
from benchmarks.measures.records import FEW
from benchmarks.peers import PEERS
from benchmarks.plot import Panel, chart, number
from benchmarks.process import ROOT
from benchmarks.results import Measured, Results
from benchmarks.sizes import Sizes
from benchmarks.statistics import (
    BARE,
    FAR,
    FLOOR,
    OURS,
    Better,
    Figure,
    Goal,
    Rounds,
    Standing,
    Verdict,
    comparable,
    median,
    ratio,
    standing,
    verdict,
)

PAGE = ROOT / "docs" / "performance.md"
PLOTS = ROOT / "docs" / "performance"
TITLES = {peer.name: peer.title for peer in PEERS} | {FEW: "Lotse with few records"}
_WORDS = {Standing.LEADS: "leads", Standing.TIES: "ties with", Standing.TRAILS: "trails"}

_HEAD = """# How fast, how big, how far

Lotse beside what one would take instead, measured in one run on one machine and one homeserver. Everything here is made by `make bench`
from [the results](../benchmarks/results); do not edit it.

**What is compared.** {peers}

An answer of Lotse is a real `!blocker …`: understood, checked against who may do what, kept with its number, history, timers and answer
in one transaction that is on the disk before anything is sent, and sent so that a crash neither loses nor repeats it. The others say the
same words back. So a tie is a good result, and what Lotse costs more buys that.

**How.** Every measure has a homeserver of its own (Synapse on SQLite on the same machine, without limits), every bot rooms of the same
kind. The bots take turns in every round; a cell is the median of the rounds. A ratio is the median of the ratios within each round, with
the least and the greatest behind it: rounds that disagree say that a difference may be chance. A difference of at most 5 % or one
on which the rounds disagree counts as a tie.
"""


def page(results: Results) -> str:
    """The whole page of one version, in Markdown."""
    done = [(measure, results[measure.name]) for measure in MEASURES if measure.name in results]
    if not done:
        return _HEAD.format(peers=_who()) + "\nNothing has been measured yet: `make bench` does it.\n"
    parts = [_HEAD.format(peers=_who()), *_run(done), _goals(done), _standings(done)]
    parts += [_measure(measure, measured) for measure, measured in done]
    return "\n".join(parts).rstrip() + "\n"


def pages(versions: Mapping[str, Results]) -> dict[Path, str]:
    """All that is written from the results of these versions, the oldest first: the page of the last one, and the charts."""
    last = list(versions.values())[-1] if versions else {}
    return {PAGE: page(last), **{PLOTS / name: drawing for name, drawing in plots(versions).items()}}


def plots(versions: Mapping[str, Results]) -> dict[str, str]:
    """A chart of each measure over the versions, by the name of its file."""
    found: dict[str, str] = {}
    for measure in MEASURES:
        done = {number: results[measure.name] for number, results in versions.items() if measure.name in results}
        if not done:
            continue
        figures = measure.figures(Sizes.of(list(done.values())[-1].sizes))
        panels = [panel for figure in figures if (panel := _panel(figure, list(done.values()))) is not None]
        if panels:
            found[f"{measure.name}.svg"] = chart(list(done), panels)
    return found


def _panel(figure: Figure, done: Sequence[Measured]) -> Panel | None:
    peers = [name for name in TITLES if any(name in each.values.get(figure.key, {}) for each in done)]
    lines: dict[str, list[float | None]] = {}
    for name in peers:
        rounds = [each.values.get(figure.key, {}).get(name) for each in done]
        lines[TITLES[name]] = [median(values) if values else None for values in rounds]
    return Panel(_titled(figure), lines) if lines else None


def _who() -> str:
    return (
        " ".join(f"*{peer.title}* {peer.does}." for peer in PEERS if peer.name == OURS)
        + " Beside it: "
        + ", ".join(f"*{peer.title}*" for peer in PEERS if peer.name not in (OURS, FAR))
        + ": each answers with the same words and keeps at most its place in the sync."
    )


def _run(done: Sequence[tuple[Measure, Measured]]) -> Iterator[str]:
    machines = dict.fromkeys(str(measured.about["machine"]) for _, measured in done)
    dates = sorted({str(measured.about["date"]) for _, measured in done})
    rounds = sorted({int(measured.sizes["rounds"]) for _, measured in done})
    versions = {name: number for _, measured in done for name, number in measured.about["versions"].items()}
    named = ", ".join(f"{name} {number}" for name, number in versions.items())
    commits = ", ".join(dict.fromkeys(str(measured.about["commit"]) for _, measured in done))
    yield (
        f"**Where.** {'; '.join(machines)}. {' to '.join(dict.fromkeys((dates[0], dates[-1])))}, at {commits}, "
        f"{'-'.join(str(each) for each in dict.fromkeys((rounds[0], rounds[-1])))} rounds; {named}.\n"
    )


def _goals(done: Sequence[tuple[Measure, Measured]]) -> str:
    lines = ["## Goals", "", "| goal | measured | |", "|---|---|---|"]
    missed: list[str] = []
    for measure, measured in done:
        figures = measure.figures(Sizes.of(measured.sizes))
        titles = {figure.key: figure.title for figure in figures}
        for figure in figures:
            for goal in figure.goals:
                bound = _bound(figure, goal, titles)
                found = verdict(figure, goal, measured.values)
                if found is None:
                    lines.append(f"| {figure.title}: {bound} | not measured | |")
                    continue
                lines.append(f"| {figure.title}: {bound} | {_found(figure, found)} | {'met' if found.met else '**missed**'} |")
                if not found.met:
                    by = abs(found.measured / goal.bound - 1) * 100 if goal.bound else 0
                    missed.append(f"- **{figure.title}** misses {bound} by {by:.0f} %. {figure.why}".rstrip())
    return "\n".join([*lines, "", *(["Missed, and why:", "", *missed, ""] if missed else [])])


def _bound(figure: Figure, goal: Goal, titles: Mapping[str, str]) -> str:
    word = "at most" if figure.better is Better.LOWER else "at least"
    if goal.against:
        return f"{word} {goal.bound:.2f} times {TITLES[goal.against]}"
    if goal.figure:
        return f"{word} {goal.bound:.2f} times “{titles[goal.figure]}”"
    return f"{word} {number(goal.bound)}{_unit(figure)}"


def _found(figure: Figure, found: Verdict) -> str:
    if found.goal.against or found.goal.figure:
        return f"{found.measured:.2f} times"
    return f"{number(found.measured)}{_unit(figure)}"


def _standings(done: Sequence[tuple[Measure, Measured]]) -> str:
    """Where ours leads, ties and trails, peer by peer."""
    found: dict[Standing, list[str]] = {each: [] for each in Standing}
    for measure, measured in done:
        for figure in measure.figures(Sizes.of(measured.sizes)):
            rounds = measured.values.get(figure.key, {})
            for name, values in rounds.items():
                if name in (OURS, FAR, FEW) or not rounds.get(OURS) or not values or not comparable(figure, name, measured.values):
                    continue
                place = standing(rounds[OURS], values, figure.better)
                quotient = ratio(rounds[OURS], values)
                by = f"{quotient} times" if quotient else f"{number(median(rounds[OURS]))} to {number(median(values))}"
                found[place].append(f"- {figure.title}: {_WORDS[place]} {TITLES[name]}, {by}")
    lines = ["## Where Lotse leads, ties and trails", ""]
    for place, title in ((Standing.LEADS, "Leads"), (Standing.TIES, "Ties"), (Standing.TRAILS, "Trails")):
        lines += [f"### {title}", "", *(found[place] or ["Nowhere."]), ""]
    return "\n".join(lines)


def _measure(measure: Measure, measured: Measured) -> str:
    figures = [each for each in measure.figures(Sizes.of(measured.sizes)) if each.key in measured.values]
    peers = [name for name in TITLES if any(name in measured.values[figure.key] for figure in figures)]
    others = [name for name in (FLOOR, BARE, FEW) if name in peers]
    lines = [f"## {measure.title}", "", measure.about, ""]
    lines.append("| " + " | ".join(["", *(TITLES[name] for name in peers), *(f"Lotse / {TITLES[name]}" for name in others)]) + " |")
    lines.append("|---|" + "---:|" * (len(peers) + len(others)))
    for figure in figures:
        rounds = measured.values[figure.key]
        cells = [_cell(figure, rounds, name) for name in peers]
        ratios = [_ratio_cell(rounds, name) if comparable(figure, name, measured.values) else "" for name in others]
        lines.append("| " + " | ".join([_titled(figure), *cells, *ratios]) + " |")
    lines += ["", *(f"- *{figure.title}:* {figure.why}" for figure in _one_of_each_why(figures)), ""]
    lines += [f"- {TITLES.get(name, 'The measure')} was not measured to the end: {why}" for name, why in measured.failed.items()]
    lines += [f"![{measure.title}, over the versions](performance/{measure.name}.svg)", ""]
    return "\n".join(lines)


def _one_of_each_why(figures: Sequence[Figure]) -> list[Figure]:
    return list({figure.why: figure for figure in reversed(figures) if figure.why}.values())[::-1]


def _cell(figure: Figure, rounds: Rounds, name: str) -> str:
    values = rounds.get(name)
    if not values:
        return ""
    of = f" of {figure.of_whole}" if figure.of_whole else ""
    return f"{number(median(values))}{of}"


def _ratio_cell(rounds: Rounds, name: str) -> str:
    quotient = ratio(rounds.get(OURS, ()), rounds.get(name, ()))
    return str(quotient) if quotient else ""


def _titled(figure: Figure) -> str:
    return f"{figure.title} ({figure.unit})" if figure.unit else figure.title


def _unit(figure: Figure) -> str:
    return f" {figure.unit}" if figure.unit else ""
