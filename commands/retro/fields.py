"""How the words about a retrospective become values: its form, and the columns of its notes."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import PlainValidator

from bot.domain.retros import Form
from bot.messages import UserError
from bot.values.length_limits import CHOICE
from bot.words import fold

_FORMS = {
    Form.START_STOP: ("start-stop-weiter", "start-stop-continue", "start stop weiter", "start stop continue", "startstop"),
    Form.GOOD_BAD: ("gut-schlecht-idee", "good-bad-idea", "gut schlecht idee", "good bad idea", "gut-schlecht-ideen"),
    Form.FOUR_L: ("4l", "4 l", "4ls", "vier l", "four l"),
    Form.SAILBOAT: ("segelboot", "sailboat", "boot", "speedboat"),
    Form.YEAR: ("jahr", "jahresretro", "projekt", "year", "project", "annual"),
}
_BY_WORD = {fold(word).replace(" ", "-"): form for form, words in _FORMS.items() for word in words}

COLUMN_WORDS: dict[str, tuple[str, ...]] = {
    "start": ("start", "anfangen"),
    "stop": ("stop", "stopp", "aufhören"),
    "continue": ("weiter", "continue", "weitermachen", "beibehalten"),
    "good": ("gut", "good"),
    "bad": ("schlecht", "bad"),
    "idea": ("idee", "idea", "ideen", "ideas"),
    "liked": ("gemocht", "liked"),
    "learned": ("gelernt", "learned", "learnt"),
    "lacked": ("gefehlt", "lacked"),
    "longed": ("gewünscht", "longed"),
    "wind": ("wind", "rückenwind"),
    "anchor": ("anker", "anchor"),
    "reef": ("riff", "reef", "klippe"),
    "island": ("insel", "island"),
    "keep": ("behalten", "keep"),
    "change": ("ändern", "change", "verändern"),
    "share": ("weitergeben", "share", "pass-on"),
    "clarify": ("zu klären", "klären", "clarify"),
}
"""How people name each column, the German word first."""


def _form(value: Any) -> Form | None:
    if value is None or isinstance(value, Form):
        return value
    said = fold(str(value))
    if not said:
        return None
    form = _BY_WORD.get("-".join(said.replace("/", " ").replace(",", " ").replace("-", " ").split()))
    if form is None:
        raise UserError("retro.form-unknown", said=value)
    return form


FormWord = Annotated[Form | None, PlainValidator(_form), CHOICE.first]
"""Which columns there are; None where nothing was written."""
