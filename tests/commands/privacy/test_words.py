"""Is there a word for everything that can be kept of somebody?"""

from __future__ import annotations

import pytest

from bot.texts import LANGUAGES, texts_of
from storage.personal.columns import personal_tables

PEOPLE = [(each.table.name, column.name) for each in personal_tables() for column in each.people]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("table", "column"), PEOPLE)
def test_each_table_and_each_part_that_a_person_has_in_it_has_a_name(language: str, table: str, column: str) -> None:
    texts = texts_of(language)
    assert not texts.plain("privacy.table", {"table": table}).startswith(("Sonstiges", "other"))
    assert not texts.plain("privacy.role", {"role": column}).startswith(("steht in", "stands in:"))
