"""Composing the annual pack from records: as they were known on the last day of the year, or are today while it runs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo

from dateutil.relativedelta import relativedelta

from bot.domain.blockers import Blocker
from bot.domain.decisions import Decision
from bot.domain.ids import Number, TeamId
from bot.domain.learnings import Learning, by_kind
from bot.domain.lights.report import Report as LightReport
from bot.domain.milestones.forecasts import LogEntry
from bot.domain.milestones.milestone import Milestone
from bot.domain.questions import Question
from bot.domain.reports.document import LearningLine, LearningsOfKind, QuestionLine
from bot.domain.reports.year.blockers import blockers_of, held_up
from bot.domain.reports.year.decisions import decided
from bot.domain.reports.year.document import ChangedSetting, Counts, Theme, YearCover, YearDocument, YearRetro
from bot.domain.reports.year.groups import groups_of
from bot.domain.reports.year.span import Span
from bot.domain.retros import Retro, RetroNote, groups
from bot.domain.teams import Team

LONG_OPEN = relativedelta(years=1)
"""Questions that have been open for so long are named."""


@dataclass(frozen=True, kw_only=True)
class Sources:
    """All that the pack is composed from, of all groups."""

    cover: YearCover
    zone: tzinfo
    teams: Sequence[Team]
    milestones: Sequence[Milestone]
    log: Mapping[Number, Sequence[LogEntry]]
    lights: Mapping[TeamId, Sequence[LightReport]]
    blockers: Sequence[Blocker]
    decisions: Sequence[Decision]
    learnings: Sequence[Learning]
    questions: Sequence[Question]
    retros: Sequence[tuple[Retro, Sequence[RetroNote]]]
    """Those that have ended, each with its notes."""
    counts: Counts
    counts_before: Counts | None
    settings: Sequence[ChangedSetting]


def compose(sources: Sources) -> YearDocument:
    span = Span(sources.cover, sources.zone)
    names = {team.id: team.name for team in sources.teams}
    milestones = {each.number: each.text for each in sources.milestones if each.text}
    decisions, revisited = decided(sources.decisions, sources.cover.year, span)
    return YearDocument(
        cover=sources.cover,
        learnings=tuple(_learnings(sources, names, span)),
        groups=tuple(groups_of(sources.teams, sources.milestones, sources.log, sources.lights, span)),
        decisions=tuple(decisions),
        revisited=tuple(revisited),
        held_up=tuple(held_up(sources.blockers, milestones, names, span)),
        blockers=tuple(blockers_of(sources.blockers, names, span)),
        retros=tuple(_retros(sources, names, span)),
        questions=tuple(_questions(sources, names, span)),
        counts=sources.counts,
        counts_before=sources.counts_before,
        settings=tuple(sources.settings),
    )


def _learnings(sources: Sources, names: Mapping[TeamId, str], span: Span) -> Iterable[LearningsOfKind]:
    found = [each for each in sources.learnings if each.is_open and each.text and span.within(each.created_at)]
    for kind, learnings in by_kind(found).items():
        lines = [
            LearningLine(number=each.number, group=names[each.team], text=each.text, is_blueprint=each.blueprint) for each in learnings
        ]
        if lines:
            yield LearningsOfKind(kind=kind, lines=tuple(lines))


def _retros(sources: Sources, names: Mapping[TeamId, str], span: Span) -> Iterable[YearRetro]:
    for retro, notes in sorted(sources.retros, key=lambda each: each[0].number):
        if retro.closed_at is None or not span.within(retro.closed_at):
            continue
        themes = [
            Theme(texts=tuple(note.text for note in each if note.text), column=each[0].column, votes=each[0].votes)
            for each in groups(notes)
            if each[0].votes
        ]
        themes.sort(key=lambda each: -each.votes)
        said = tuple(each for each in themes if each.texts)
        yield YearRetro(number=retro.number, group=names[retro.team], on=span.day(retro.closed_at), form=retro.form, themes=said)


def _questions(sources: Sources, names: Mapping[TeamId, str], span: Span) -> Iterable[QuestionLine]:
    for each in sorted(sources.questions, key=lambda each: each.number):
        since = span.day(each.created_at)
        if each.text and since + LONG_OPEN <= span.last and span.closed(each.closed_at) is None:
            yield QuestionLine(number=each.number, text=each.text, group=names[each.team], since=since)
