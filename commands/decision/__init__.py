"""`!beschluss`: what was decided, and why."""

from __future__ import annotations

from bot.command import Bare, Noun, Replied
from bot.grammar import verb_words
from bot.messages import Role
from bot.records.verbs import show_command
from bot.values.link import says_link
from bot.words import fold
from commands.decision import add, approve, discuss, edit, list, note, repeal, review, supersede
from commands.decision.record import KIND
from commands.decision.voting import ballot, ballot_words, close, keep, publish, repeat, ripe, to_session, vote, which_vote
from commands.decision.voting.shown import of_vote

NOUN = Noun(
    name="decision",
    words=("beschluss", "beschlüsse", "decision"),
    letter=KIND.letter,
    commands=(
        add.add,
        list.listed,
        show_command(KIND, more=of_vote),
        vote.vote,
        ballot.ballot,
        close.close,
        to_session.to_session,
        repeat.repeat,
        repeat.circular,
        ripe.decide_in_writing,
        keep.on_record,
        approve.approve,
        review.review,
        discuss.discuss,
        supersede.supersede,
        repeal.repeal,
        publish.publish,
        edit.edit,
        note.note,
    ),
    roles=(Role.QUORUM,),
    alone="list",
    free="add",
    reply="note",
    replies=(Replied(Role.BALLOT, "ballot", ballot_words.is_ballot),),
    offers=dict.fromkeys(map(fold, (*verb_words.GONE, "zurückziehen", "streichen", "withdraw", "drop")), "repeal"),
    bare=(Bare("edit", "paper", says_link),),
    undo=note.undo,
    which=which_vote.which,
)
