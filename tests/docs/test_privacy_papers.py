"""The German privacy papers: every claim in them is held by a test that exists, and what a city has to fill in is marked."""

from __future__ import annotations

import ast
import re
from functools import cache

import pytest

from tests.docs.pages import ROOT, text

FOLDER = ROOT / "docs" / "de" / "datenschutz"
PAPERS = ("verzeichnis.md", "information.md", "massnahmen.md", "schwellwert.md", "personalrat.md")
_CLAIMS = "tests/docs/test_privacy_claims.py"
HELD_BY: dict[str, tuple[str, ...]] = {
    "N1": ("tests/matrix/test_bot_privacy.py::test_what_people_say_among_themselves_is_in_no_file_and_in_no_log",),
    "N2": ("tests/storage/queues/test_inbox.py::test_a_handled_event_is_remembered_without_its_text",),
    "N3": (
        "tests/storage/queues/test_outbox.py::test_what_has_arrived_loses_its_words",
        "tests/storage/connection/test_files.py::test_what_is_forgotten_is_in_no_file",
    ),
    "N4": (
        "tests/bot/test_log_config.py::test_from_info_on_lines_carry_no_texts_no_people_and_no_secrets",
        "tests/abuse/test_log.py::test_no_field_of_any_command_gets_into_the_log",
        "tests/matrix/test_bot_privacy.py::test_the_log_names_nobody_and_quotes_nothing",
    ),
    "N5": (
        f"{_CLAIMS}::test_what_is_deleted_is_overwritten",
        "tests/storage/connection/test_files.py::test_what_is_forgotten_is_in_no_file",
        "tests/matrix/test_bot_privacy.py::test_what_was_deleted_is_gone_from_every_file",
    ),
    "N6": (
        "tests/storage/connection/test_files.py::test_files_and_folder_are_for_our_eyes_only",
        "tests/storage/connection/test_files.py::test_a_database_that_others_could_read_is_closed_to_them",
    ),
    "N7": (
        f"{_CLAIMS}::test_no_function_groups_or_counts_by_a_person",
        f"{_CLAIMS}::test_such_a_function_would_be_found",
        f"{_CLAIMS}::test_nothing_is_sorted_by_a_person",
        f"{_CLAIMS}::test_no_statement_of_a_working_project_groups_or_orders_by_a_person",
    ),
    "N8": (f"{_CLAIMS}::test_no_export_tells_more_of_a_person_than_who_and_when_of_a_record",),
    "N9": (
        f"{_CLAIMS}::test_no_list_names_people_who_have_not_done_something",
        f"{_CLAIMS}::test_no_list_goes_through_the_members_of_a_room_but_to_reach_all_of_them",
    ),
    "N10": (
        "tests/commands/minutes/draft/test_committee.py::test_once_final_no_row_tells_how_somebody_voted_or_that_they_were_away",
        "tests/commands/minutes/draft/test_final.py::test_of_final_minutes_nothing_is_kept_of_who_came_objected_moderated_or_when",
    ),
    "N11": ("tests/abuse/test_nameless.py::test_nothing_in_any_file_joins_the_words_to_anybody",),
    "N12": (
        "tests/commands/privacy/test_roles.py::test_persons_of_a_closed_record_become_the_role_for_which_they_acted",
        "tests/commands/privacy/test_roles.py::test_of_every_kind_nothing_names_a_person_when_its_time_is_over",
        "tests/storage/records/test_retention.py::test_no_column_of_a_person_is_forgotten",
    ),
    "N13": ("tests/commands/privacy/test_roles_announced.py::test_the_week_of_the_pmo_names_them_more_than_a_week_ahead",),
    "N14": (
        "tests/bot/matrix/test_rooms.py::test_a_room_once_encrypted_stays_so",
        "tests/matrix/test_bot_privacy.py::test_what_is_said_in_an_encrypted_room_is_in_no_file",
    ),
    "N15": (f"{_CLAIMS}::test_nothing_listens_unless_it_is_set",),
    "N16": (f"{_CLAIMS}::test_who_is_online_types_or_reads_is_not_asked_of_the_homeserver",),
    "N17": ("tests/storage/transfer/test_backup.py::test_a_backup_is_one_file_for_its_owner_and_leaves_nothing_beside_it",),
    "N18": ("tests/storage/transfer/test_erasures.py::test_a_restore_brings_nobody_back",),
    "N19": ("tests/bot/cli/test_archive.py::test_the_project_as_files_with_checksums",),
    "N20": ("tests/bot/cli/test_erase.py::test_nothing_is_left_in_the_data_folder",),
    "N21": (
        "tests/storage/personal/test_erasing.py::test_no_byte_of_the_files_holds_it_either",
        "tests/matrix/test_bot_privacy_requests.py::test_somebody_reads_and_erases_what_is_kept_though_the_bot_is_killed",
    ),
    "N22": ("tests/bot/web/test_sign_in.py::test_it_ends_after_thirty_days",),
    "N23": (f"{_CLAIMS}::test_minutes_have_no_place_for_who_said_something",),
    "N24": (f"{_CLAIMS}::test_overdue_actions_stand_in_the_order_of_their_days_whoever_has_them",),
}
"""Each claim of the papers by its marker, and the tests that hold it."""

_MARKER = re.compile(r"\[(N\d+)\]")
_LISTED = re.compile(r"^\| (N\d+) \| [^|]+ \| (.+) \|$", re.MULTILINE)
_TEST = re.compile(r"`([\w/]+\.py)`::(\w+)")


@cache
def names_of_tests(file: str) -> frozenset[str]:
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def test_the_papers_are_there() -> None:
    assert sorted(path.name for path in FOLDER.glob("*.md")) == sorted(("README.md", *PAPERS))


@pytest.mark.parametrize("paper", PAPERS)
def test_every_marker_of_a_paper_has_its_tests(paper: str) -> None:
    markers = set(_MARKER.findall(text(FOLDER / paper)))
    assert markers and markers <= set(HELD_BY)


def test_no_claim_is_left_that_no_paper_makes() -> None:
    assert set(HELD_BY) == {marker for paper in PAPERS for marker in _MARKER.findall(text(FOLDER / paper))}


@pytest.mark.parametrize("claim", HELD_BY)
def test_the_tests_of_a_claim_exist(claim: str) -> None:
    for test in HELD_BY[claim]:
        file, name = test.split("::")
        assert (ROOT / file).exists() and name in names_of_tests(file), test


def test_the_list_of_proofs_is_the_one_that_is_tested() -> None:
    listed = {
        number: tuple("::".join(found) for found in _TEST.findall(tests)) for number, tests in _LISTED.findall(text(FOLDER / "README.md"))
    }
    assert listed == HELD_BY


@pytest.mark.parametrize("heading", ["Was das Programm nicht kann"])
def test_whatever_the_staff_council_is_told_that_it_cannot_do_is_tested(heading: str) -> None:
    page = text(FOLDER / "personalrat.md")
    section = page.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    items = re.split(r"^- ", section, flags=re.MULTILINE)[1:]
    assert items and all(_MARKER.search(item) for item in items)


@pytest.mark.parametrize("paper", PAPERS)
def test_what_a_city_has_to_fill_in_is_marked(paper: str) -> None:
    assert "**[ ]**" in text(FOLDER / paper)
