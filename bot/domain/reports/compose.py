"""Composing the report of a quarter from records: as they were known on its last day, and what happened in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo

from bot.domain.blockers import Blocker, Severity
from bot.domain.calendar import ONE_DAY, on_clock
from bot.domain.decisions import Decision, DecisionState
from bot.domain.ids import Number, TeamId
from bot.domain.learnings import Learning, by_kind
from bot.domain.lights import course
from bot.domain.lights.report import OF_A_GROUP, Aspect, Colour
from bot.domain.lights.report import Report as LightReport
from bot.domain.milestones import forecasts
from bot.domain.milestones.forecasts import EntryKind, LogEntry
from bot.domain.milestones.milestone import Milestone, MilestoneState, Talk
from bot.domain.questions import Question
from bot.domain.reports.contributions import PARTS, Entry, gaps, words
from bot.domain.reports.document import (
    Cover,
    DecisionLine,
    GroupPart,
    LearningLine,
    LearningsOfKind,
    LightLine,
    MilestoneLine,
    QuestionLine,
    ReportDocument,
    RiskLine,
)
from bot.domain.reports.figures import Figure
from bot.domain.reports.overview import overview_rows, reporting
from bot.domain.reports.periods import Quarter
from bot.domain.teams import Team

_TAKEN = frozenset({DecisionState.IN_FORCE, DecisionState.SUBJECT_TO_APPROVAL, DecisionState.SUPERSEDED, DecisionState.REPEALED})
"""Decisions that were taken, whatever became of them since."""


@dataclass(frozen=True, kw_only=True)
class Sources:
    """All that a report is composed from, of all groups."""

    cover: Cover
    zone: tzinfo
    teams: Sequence[Team]
    milestones: Sequence[Milestone]
    log: Mapping[Number, Sequence[LogEntry]]
    figures: Sequence[Figure]
    said: Sequence[Entry]
    lights: Mapping[TeamId, Sequence[LightReport]]
    project_light: Sequence[LightReport]
    blockers: Sequence[Blocker]
    decisions: Sequence[Decision]
    learnings: Sequence[Learning]
    questions: Sequence[Question]


def compose(sources: Sources) -> ReportDocument:
    period = sources.cover.period
    teams = reporting(sources.teams)
    names = {team.id: team.name for team in sources.teams}
    in_time = _Time(period, sources.zone)
    questions = [each for each in sources.questions if each.text and in_time.was_open(each.created_at, each.closed_at)]
    project = course.as_of(sources.project_light, period.last, sources.zone).get(Aspect.PROJECT)
    return ReportDocument(
        cover=sources.cover,
        light=_light(project, sources.project_light, sources) if project else None,
        overview=overview_rows(teams, questions, sources.figures, period.last),
        milestones=tuple(_milestones(sources, names, in_time)),
        groups=tuple(_group(team, sources) for team in teams),
        risks=tuple(_risks(teams, sources, in_time)),
        decisions=tuple(
            DecisionLine(
                number=each.number,
                text=each.text,
                on=in_time.day(each.created_at),
                is_subject_to_approval=each.state is DecisionState.SUBJECT_TO_APPROVAL,
            )
            for each in sorted(sources.decisions, key=lambda each: each.number)
            if each.text and each.state in _TAKEN and in_time.within(each.created_at)
        ),
        learnings=tuple(_learnings(sources, names, in_time)),
        questions=tuple(
            QuestionLine(number=each.number, text=each.text, group=names[each.team], since=in_time.day(each.created_at))
            for each in sorted(questions, key=lambda each: each.number)
        ),
    )


@dataclass(frozen=True)
class _Time:
    """What of the moments of records lies in the quarter, or before its end."""

    period: Quarter
    zone: tzinfo

    @property
    def end(self) -> datetime:
        return self.period.end_in(self.zone)

    def day(self, at: datetime) -> date:
        return at.astimezone(self.zone).date()

    def within(self, at: datetime) -> bool:
        return self.day(at) in self.period

    def was_open(self, opened: datetime, closed: datetime | None) -> bool:
        """Whether it was open when the quarter ended."""
        return opened < self.end and (closed is None or closed >= self.end)


def _learnings(sources: Sources, names: Mapping[TeamId, str], in_time: _Time) -> Iterable[LearningsOfKind]:
    found = [each for each in sources.learnings if each.is_open and each.text and in_time.within(each.created_at)]
    for kind, learnings in by_kind(found).items():
        if learnings:
            lines = [
                LearningLine(number=each.number, group=names[each.team], text=each.text, is_blueprint=each.blueprint) for each in learnings
            ]
            yield LearningsOfKind(kind=kind, lines=tuple(lines))


def _milestones(sources: Sources, names: Mapping[TeamId, str], in_time: _Time) -> Iterable[MilestoneLine]:
    """Those of the funder first, each by its agreed date; those that were dropped before the quarter are left out."""
    found: list[MilestoneLine] = []
    for each in sources.milestones:
        entries = sources.log.get(each.number, ())
        known = forecasts.as_of(entries, in_time.period.last, sources.zone)
        if known is None or not each.text or known.state is MilestoneState.DROPPED:
            continue
        talked = each.talk is not Talk.NONE and each.talk_at is not None and each.talk_at < in_time.end
        found.append(
            MilestoneLine(
                number=each.number,
                group=names[each.team],
                text=each.text,
                reference=each.reference,
                funder=each.funder,
                state=known.state,
                plan=known.plan,
                agreed=known.agreed,
                forecast=known.forecast,
                reached_on=_reached(entries, in_time) if known.state is MilestoneState.REACHED else None,
                reason=_reason(entries, in_time),
                talk=each.talk if talked else Talk.NONE,
                talk_on=in_time.day(each.talk_at) if talked and each.talk_at else None,
                talk_note=each.talk_note if talked else "",
                slips=known.slips,
                trend=tuple(forecasts.trend_from_plan(entries, in_time.zone, in_time.end)),
            )
        )
    return sorted(found, key=lambda line: (not line.funder, line.agreed, line.number))


def _reached(entries: Sequence[LogEntry], in_time: _Time) -> date | None:
    found = [each for each in forecasts.standing(entries, in_time.end) if each.kind is EntryKind.REACHED]
    return found[-1].day if found else None


def _reason(entries: Sequence[LogEntry], in_time: _Time) -> str:
    """Why it is expected then: the reason that was given last for a forecast or a new agreement."""
    kinds = (EntryKind.FORECAST, EntryKind.AGREED)
    found = [each.reason for each in forecasts.standing(entries, in_time.end) if each.kind in kinds and each.reason]
    return found[-1] if found else ""


def _group(team: Team, sources: Sources) -> GroupPart:
    period = sources.cover.period
    said = [each for each in sources.said if each.team == team.id]
    figures = [each for each in sources.figures if each.team == team.id]
    standing = words(said, period)
    return GroupPart(
        name=team.name,
        words={part: tuple(entry.text for entry in standing[part]) for part in PARTS},
        lights=_lights(team, sources),
        gaps=tuple(gaps(team, period, said, figures)),
    )


def _lights(team: Team, sources: Sources) -> tuple[LightLine, ...]:
    reports = sources.lights.get(team.id, ())
    known = course.as_of(reports, sources.cover.period.last, sources.zone)
    return tuple(_light(known[aspect], reports, sources) for aspect in OF_A_GROUP if aspect in known)


def _light(light: course.Light, reports: Sequence[LightReport], sources: Sources) -> LightLine:
    end = on_clock(sources.cover.period.last + ONE_DAY, time(0), sources.zone)
    return LightLine(
        aspect=light.aspect,
        colour=light.colour,
        since=light.since.astimezone(sources.zone).date(),
        reason=light.reason,
        measure=light.measure,
        help=light.help,
        course=tuple(course.course(reports, light.aspect, sources.zone, before=end)),
    )


def _risks(teams: Sequence[Team], sources: Sources, in_time: _Time) -> list[RiskLine]:
    """Red first, then by group."""
    found = [
        RiskLine(
            group=team.name,
            colour=light.colour,
            aspect=light.aspect,
            text=light.reason,
            since=light.since,
            measure=light.measure,
            help=light.help,
        )
        for team in teams
        for light in _lights(team, sources)
        if light.colour is not Colour.GREEN
    ]
    names = {team.id: team.name for team in teams}
    for blocker in sources.blockers:
        if blocker.team in names and blocker.text and _was_red(blocker, in_time):
            found.append(
                RiskLine(
                    group=names[blocker.team],
                    colour=Colour.RED,
                    number=blocker.number,
                    text=blocker.text,
                    since=in_time.day(blocker.reported_at),
                    measure=blocker.solution,
                )
            )
    return sorted(found, key=lambda line: (-line.colour.rank, line.group.casefold(), line.number is not None))


def _was_red(blocker: Blocker, in_time: _Time) -> bool:
    """Whether it was open and red when the quarter ended."""
    red_since = blocker.red_since
    if blocker.severity is not Severity.RED or red_since is None or red_since >= in_time.end:
        return False
    return in_time.was_open(blocker.reported_at, blocker.closed_at)
