"""The configuration: what it holds, what goes before what, and how its mistakes are told."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from datetime import time
from ipaddress import ip_network
from itertools import pairwise
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.config import SETTINGS_IN_CONFIG, Config, ConfigError, known_keys, load
from bot.config.types import Listen
from bot.domain.calendar import Hours
from bot.domain.calendar.durations import Span, Unit
from bot.domain.ids import UserId
from bot.domain.public_parts import Part
from bot.domain.settings import Source
from bot.domain.settings.formats import ClosedDay, Weekly

EXAMPLE = Path(__file__).parents[3] / "config.example.toml"
ACCOUNT = '[matrix]\nhomeserver = "https://matrix.stadt.example"\nuser_id = "@lotse:stadt.example"\n'

Read = Callable[..., Config]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Loads an account and what is given besides it, with these variables."""

    def load_text(text: str = "", environ: Mapping[str, str] | None = None, account: str = ACCOUNT) -> Config:
        path = tmp_path / "config.toml"
        path.write_text(account + text, encoding="utf-8")
        return load(path, environ or {})

    return load_text


def refusal(read: Read, text: str = "", environ: Mapping[str, str] | None = None, account: str = ACCOUNT) -> str:
    with pytest.raises(ConfigError) as refused:
        read(text, environ, account)
    return str(refused.value)


# ------------------------------------------------------------------------------------------------------------------ the example


def test_the_example_loads_and_has_every_key_of_every_section_explained() -> None:
    assert load(EXAMPLE, {}).matrix.homeserver == "https://matrix.stadt.example"
    text = EXAMPLE.read_text(encoding="utf-8")
    assert {section: set(keys) for section, keys in tomllib.loads(text).items()} == {
        section: set(keys) for section, keys in known_keys().items()
    }
    lines = text.splitlines()
    unexplained = [line for above, line in pairwise(lines) if re.match(r"\w+ = ", line) and not above.startswith("# ")]
    assert unexplained == []


def test_the_example_says_what_holds_without_it(read: Read) -> None:
    example, bare = load(EXAMPLE, {}), read()
    assert (bare.access.admins, bare.access.invite_from) == ((), ())
    assert example.model_copy(update={"access": bare.access}) == bare


def test_every_default_is_as_the_contract_says(read: Read) -> None:
    config = read()
    rules = config.escalation
    assert (str(rules.repeat_every), rules.repeats, str(rules.steering_after)) == ("4h", 3, "4h")
    assert (str(rules.yellow_after), str(rules.taken_after), str(rules.taken_steering_after)) == ("3d", "10d", "5d")
    assert (str(config.digest.weekly), str(config.digest.before_meeting)) == ("Mo 08:00", "24h")
    assert (config.decisions.paper_days, config.decisions.remind_days) == (5, 7)
    project = config.project
    assert (project.prefix, project.language, project.timezone, project.holidays) == ("!", "de", ZoneInfo("Europe/Berlin"), "DE-HE")
    assert (project.working_days, str(project.working_hours)) == (frozenset(range(5)), "08:00-18:00")
    assert project.closed_days == (ClosedDay(24, 12), ClosedDay(31, 12))
    assert (config.storage.folder, config.storage.url.get_secret_value()) == (Path("data"), "")
    assert (config.web.listen, config.log.level, config.log.format) == (None, "info", "console")


# ----------------------------------------------------------------------------------------------------------- what goes before what


@pytest.mark.parametrize(
    ("section", "key", "written", "value"),
    [
        ("escalation", "repeat_every", '"90s"', Span(90, Unit.SECONDS)),
        ("escalation", "repeat_every", '"4 Stunden"', Span(4, Unit.HOURS)),
        ("escalation", "yellow_after", '"2w"', Span(2, Unit.WEEKS)),
        ("escalation", "repeats", "0", 0),
        ("digest", "weekly", '"Fr 14:00"', Weekly(4, time(14))),
        ("digest", "weekly", '"off"', None),
        ("digest", "before_meeting", '"2d"', Span(2, Unit.DAYS)),
        ("digest", "before_meeting", '""', None),
        ("decisions", "paper_days", "0", 0),
        ("project", "working_days", '"Mo-So"', frozenset(range(7))),
        ("project", "working_hours", '"00:00-24:00"', Hours(time(0), time(0))),
        ("project", "holidays", '""', ""),
        ("project", "holidays", '"DE-BY"', "DE-BY"),
        ("project", "closed_days", "[]", ()),
        ("project", "closed_days", '["27.12.2026"]', (ClosedDay(27, 12, 2026),)),
        ("project", "timezone", '"Europe/Vienna"', ZoneInfo("Europe/Vienna")),
        ("project", "language", '"en"', "en"),
        ("project", "prefix", '"?"', "?"),
        ("project", "name", '"Smart City"', "Smart City"),
        ("web", "listen", '"127.0.0.1:8080"', Listen("127.0.0.1", 8080)),
        ("web", "listen", '"[::1]:0"', Listen("::1", 0)),
        ("web", "public", "[]", frozenset()),
        ("web", "public", '["übersicht", "Beschluesse", "milestones"]', frozenset(Part)),
        ("web", "public", '"off"', frozenset()),
        ("web", "trusted_proxies", '["127.0.0.1", "10.0.0.0/8"]', (ip_network("127.0.0.1/32"), ip_network("10.0.0.0/8"))),
        ("web", "trusted_proxies", '["::1"]', (ip_network("::1/128"),)),
        ("web", "trusted_proxies", "[]", ()),
        ("web", "user_header", '""', ""),
        ("access", "admins", '["@anna:stadt.example", "@ben:kreis.example:8448"]', ("@anna:stadt.example", "@ben:kreis.example:8448")),
        ("access", "invite_from", '[":Stadt.example", "kreis.example", "@x:y.z"]', ("stadt.example", "kreis.example", "@x:y.z")),
        ("log", "level", '"debug"', "debug"),
    ],
)
def test_a_value_means_the_same_in_the_file_and_in_a_variable(read: Read, section: str, key: str, written: str, value: Any) -> None:
    assert getattr(getattr(read(f"[{section}]\n{key} = {written}\n"), section), key) == value
    # A variable has no quotes around a text; a list stands in it as JSON, as here, or with commas.
    environ = {f"LOTSE_{section}__{key}".upper(): written.strip('"')}
    assert getattr(getattr(read(environ=environ), section), key) == value


def test_a_variable_goes_before_the_file_key_by_key(read: Read) -> None:
    config = read('[escalation]\nrepeat_every = "1h"\nrepeats = 1\n', {"LOTSE_ESCALATION__REPEAT_EVERY": "2h"})
    assert (str(config.escalation.repeat_every), config.escalation.repeats) == ("2h", 1)


def test_a_list_in_a_variable_may_have_commas(read: Read) -> None:
    environ = {"LOTSE_PROJECT__CLOSED_DAYS": "24.12., 27.12.2026", "LOTSE_ACCESS__ADMINS": "@a:b.example,@c:d.example"}
    config = read(environ=environ)
    assert config.project.closed_days == (ClosedDay(24, 12), ClosedDay(27, 12, 2026))
    assert config.access.admins == ("@a:b.example", "@c:d.example")


def test_the_account_may_come_from_variables_alone(read: Read) -> None:
    environ = {
        "LOTSE_MATRIX__HOMESERVER": "http://localhost:8008/",
        "LOTSE_MATRIX__USER_ID": "@bot:localhost",
        "LOTSE_MATRIX__PASSWORD": "1234",
    }
    matrix = read(environ=environ, account="").matrix
    assert (matrix.homeserver, matrix.user_id, matrix.password.get_secret_value()) == ("http://localhost:8008", "@bot:localhost", "1234")


def test_variables_that_are_not_settings_are_let_be(read: Read) -> None:
    assert read(environ={"LOTSE_CONFIG": "/etc/lotse/config.toml", "PATH": "/bin", "LOTSE_HOME__DIR": "x"}) == read()


def test_a_config_made_by_hand_looks_at_no_file_and_no_variable(read: Read) -> None:
    assert Config.model_validate({"matrix": {"homeserver": "https://matrix.stadt.example", "user_id": "@lotse:stadt.example"}}) == read()


# ---------------------------------------------------------------------------------------------------------------------- secrets


@pytest.mark.parametrize("key", ["password", "access_token"])
def test_a_secret_file_counts_only_where_its_secret_is_not_given(read: Read, tmp_path: Path, key: str) -> None:
    (tmp_path / "secret").write_text(" with space \n", encoding="utf-8")
    file = f'{key}_file = "{tmp_path / "secret"}"\n'

    def secret(config: Config) -> str:
        return str(getattr(config.matrix, key).get_secret_value())

    assert secret(read(file)) == " with space "
    assert secret(read(f'{key} = ""\n{file}')) == " with space "
    assert secret(read(f'{key} = "given"\n{file}')) == "given"
    assert secret(read(file, {f"LOTSE_MATRIX__{key}".upper(): "given"})) == "given"
    assert secret(read(environ={f"LOTSE_MATRIX__{key}_FILE".upper(): str(tmp_path / "secret")})) == " with space "


def test_a_secret_file_that_is_missing_or_empty_is_told(read: Read, tmp_path: Path) -> None:
    # A short path: the answer shows only the beginning of a long one.
    missing = refusal(read, 'password_file = "nowhere/at/all"\n')
    assert missing == '[matrix] password_file = "nowhere/at/all": cannot be read (No such file or directory)'
    (tmp_path / "empty").touch()
    assert "the file is empty" in refusal(read, f'access_token_file = "{tmp_path}/empty"\n')


def test_no_secret_is_ever_printed(read: Read) -> None:
    text = 'password = "hush-1"\naccess_token = "hush-2"\n[storage]\nurl = "postgresql://lotse:hush-3@db/lotse"\n'
    config = read(text)
    assert config.storage.url.get_secret_value() == "postgresql+asyncpg://lotse:hush-3@db/lotse"
    assert "hush" not in f"{config!r} {config} {config.settings}"


@pytest.mark.parametrize(
    "text",
    [
        'password = ["hush"]\n',
        'access_token = {hush = "hush"}\n',
        'pasword = "hush"\n',
        '[storage]\nurl = "mysql://lotse:hush@db/lotse"\n',
        '[storage]\nurl = "postgresql://lotse:hush@db"\n',
        '[web]\nlisten = "http://lotse:hush@db/lotse"\n',
    ],
)
def test_no_secret_is_shown_by_a_mistake(read: Read, text: str) -> None:
    assert "hush" not in refusal(read, text)


# ---------------------------------------------------------------------------------------------------------------------- storage


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ('folder = "/var/lib/lotse"', ""),
        ('folder = "a folder/with 100 % #1"', ""),
        ('url = "sqlite:////srv/x.db"', "sqlite:////srv/x.db"),
        ('url = "sqlite+aiosqlite:///x.db"', "sqlite:///x.db"),
        ('url = "postgresql://db/lotse"', "postgresql+asyncpg://db/lotse"),
        ('url = "postgres://u:p@db:5432/lotse?ssl=require"', "postgresql+asyncpg://u:p@db:5432/lotse?ssl=require"),
        ('url = "postgresql+asyncpg://db/lotse"', "postgresql+asyncpg://db/lotse"),
    ],
)
def test_the_database_is_a_file_in_the_folder_or_what_its_address_says(read: Read, text: str, url: str) -> None:
    assert read(f"[storage]\n{text}\n").storage.url.get_secret_value() == url


# --------------------------------------------------------------------------------------------------------------------- mistakes


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[escalation]\nrepeat_every = "bald"', '[escalation] repeat_every = "bald": not a duration; write for example 4h'),
        ("[escalation]\nrepeat_every = 4", "[escalation] repeat_every = 4: not a duration; write for example 4h"),
        ("[escalation]\nrepeats = true", "[escalation] repeats = true: not a whole number in the range; write for example 3"),
        ("[escalation]\nrepeats = 1.5", "[escalation] repeats = 1.5: not a whole number in the range; write for example 3"),
        ("[escalation]\nrepeats = {}", "[escalation] repeats = {}: not a whole number in the range; write for example 3"),
        ('[digest]\nweekly = "Fr"', '[digest] weekly = "Fr": not a weekday with a time; write for example Fr 14:00, or off'),
        ('[project]\nlanguage = "fr"', '[project] language = "fr": not one of the choices; write for example de'),
        ('[project]\ntimezone = "Berlin"', '[project] timezone = "Berlin": not a time zone; write for example Europe/Berlin'),
        ("[project]\ntimezone = 1", "[project] timezone = 1: not a time zone; write for example Europe/Berlin"),
        ('[project]\ntimezone = "../x"', '[project] timezone = "../x": not a time zone; write for example Europe/Berlin'),
        ('[project]\nholidays = "DE-XX"', '[project] holidays = "DE-XX": not a German state; write for example DE-HE, or off'),
        (
            '[project]\nclosed_days = ["31.11."]',
            '[project] closed_days = ["31.11."]: not a list of dates that exist (31.11.); write for example 24.12., 31.12., or off',
        ),
        (
            '[project]\nworking_days = ""',
            '[project] working_days = "": not a list of weekdays with at least one day in it; write for example Mo-Fr',
        ),
        (
            '[project]\nworking_hours = "18:00-08:00"',
            '[project] working_hours = "18:00-08:00": the hours have to end after they begin, on the same day; '
            "write for example 08:00-18:00",
        ),
        (
            '[web]\nlisten = "8080"',
            '[web] listen = "8080": not an address with a port; write for example 127.0.0.1:8080, or "" for none',
        ),
        (
            '[web]\nlisten = "h:99999"',
            '[web] listen = "h:99999": not an address with a port; write for example 127.0.0.1:8080, or "" for none',
        ),
        (
            '[web]\npublic = ["blocker"]',
            '[web] public = ["blocker"]: blocker is no part that can be public; '
            'write for example ["übersicht", "meilensteine", "beschlüsse"], or [] for nothing',
        ),
        (
            '[web]\ntrusted_proxies = ["10.0.0.1/8"]',
            '[web] trusted_proxies = ["10.0.0.1/8"]: 10.0.0.1/8 is neither an address nor a network; '
            'write for example "127.0.0.1" or "10.0.0.0/8"',
        ),
        (
            '[web]\nuser_header = "X-Matrix-User"',
            '[web] user_header = "X-Matrix-User": anybody could send this header: '
            "name the reverse proxy that sets it under trusted_proxies",
        ),
        (
            '[web]\ntrusted_proxies = ["::1"]\nuser_header = "X Matrix User"',
            '[web] user_header = "X Matrix User": not the name of a header; write for example "X-Matrix-User", or "" for none',
        ),
        ('[access]\nadmins = ["anna"]', '[access] admins = ["anna"]: not a Matrix user id; write for example @lotse:stadt.example'),
        ('[log]\nlevel = "loud"', "[log] level = \"loud\": should be 'debug', 'info', 'warning' or 'error'"),
        ("[project]\nname = 1", "[project] name = 1: should be a valid string"),
        ('[escalation]\nrepeat_evry = "4h"', "[escalation] repeat_evry: there is no such key; did you mean repeat_every?"),
        ("[project]\nadmins = []", "[project] admins: there is no such key; it belongs to [access]"),
        (
            '[privacy]\nperson_after = "off"',
            '[privacy] person_after = "off": not a time of the calendar; write for example "12 months", "1 year" or "90 days"',
        ),
        (
            '[privacy]\nperson_after = "3 Tage"',
            '[privacy] person_after = "3 Tage": persons are kept for four weeks at least and ten years at most; '
            'write for example "12 months"',
        ),
        (
            "[web]\nzzz = 1",
            "[web] zzz: there is no such key; the keys of [web] are listen, url, public, imprint, trusted_proxies, user_header",
        ),
        ("[escalations]\nrepeats = 1", "escalations: there is no such section; did you mean [escalation]?"),
        (
            "[zzz]",
            "zzz: there is no such section; the sections are [matrix], [access], [storage], [project], [escalation], [digest], "
            "[decisions], [report], [web], [privacy], [log]",
        ),
        (
            "[decisions]\nremind_days = 3",
            '[decisions] remind_days = "3": the reminder has to come no later than the paper is due, so it needs at least as many days (5)',
        ),
        (
            '[project]\nprefix = "/"',
            '[project] prefix = "/": not a sign that commands can begin with (clients keep / for themselves); write for example !',
        ),
    ],
)
def test_a_mistake_names_the_key_its_value_and_what_would_be_right(read: Read, text: str, told: str) -> None:
    assert refusal(read, f"{text}\n") == told


@pytest.mark.parametrize(
    "homeserver", ["matrix.stadt.example", "ftp://x", "https://", "https://u:p@x", "https://x:99999", "https://x y", "", 5]
)
def test_a_homeserver_is_an_address(read: Read, homeserver: str | int) -> None:
    account = f'[matrix]\nuser_id = "@lotse:stadt.example"\nhomeserver = {homeserver!r}\n'
    assert "not the address of a homeserver; write for example https://matrix.stadt.example" in refusal(read, account=account)


@pytest.mark.parametrize("user", ["lotse", "@lotse", "lotse:stadt.example", "@:stadt.example", "@lo tse:stadt.example", "@lotse:"])
def test_an_account_is_a_user_id(read: Read, user: str) -> None:
    account = f'[matrix]\nuser_id = "{user}"\nhomeserver = "https://matrix.stadt.example"\n'
    assert "not a Matrix user id; write for example @lotse:stadt.example" in refusal(read, account=account)


def test_a_mistake_in_a_variable_names_the_variable(read: Read) -> None:
    wrong = refusal(read, environ={"LOTSE_ESCALATION__REPEAT_EVERY": "bald"})
    assert wrong.endswith("(from LOTSE_ESCALATION__REPEAT_EVERY)")
    unknown = refusal(read, environ={"LOTSE_ESCALATION__REPEAT_EVRY": "4h"})
    assert unknown == "LOTSE_ESCALATION__REPEAT_EVRY: there is no such setting; did you mean repeat_every?"


def test_all_mistakes_are_told_at_once(read: Read) -> None:
    told = refusal(read, '[escalation]\nrepeat_every = "bald"\nzzz = 1\n[web]\nlisten = "x"\n', account="")
    assert [line.split(":")[0].split(" =")[0] for line in told.splitlines()] == [
        "[matrix] is missing; config.example.toml shows what belongs into it",
        "[escalation] repeat_every",
        "[escalation] zzz",
        "[web] listen",
    ]
    assert refusal(read, account="[matrix]\n").splitlines() == [
        "[matrix] homeserver is missing; config.example.toml shows how it is written",
        "[matrix] user_id is missing; config.example.toml shows how it is written",
    ]


def test_a_section_that_is_none_is_told(read: Read) -> None:
    assert refusal(read, account="web = 1\n" + ACCOUNT) == "[web]: not a section; write its keys below a line with [web]"
    assert refusal(read, environ={"LOTSE_WEB": "x"}) == "[web]: not a section; write its keys below a line with [web]"


def test_a_missing_file_is_told_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"config\.toml does not exist: copy config\.example\.toml"):
        load(tmp_path / "config.toml", {})


@pytest.mark.parametrize(
    ("content", "told"), [(b"[matrix", "not valid TOML"), (b"x = \xff", "not written in UTF-8"), (None, "cannot be read")]
)
def test_a_file_that_cannot_be_read_is_told(tmp_path: Path, content: bytes | None, told: str) -> None:
    path = tmp_path / "config.toml"
    if content is None:
        path.mkdir()
    else:
        path.write_bytes(content)
    with pytest.raises(ConfigError, match=told):
        load(path, {})


# ---------------------------------------------------------------------------------------------------------- what is read from it


@pytest.mark.parametrize(
    ("user", "may"),
    [
        ("@anna:anywhere.example", True),
        ("@carla:kreis.example", True),
        ("@dora:kreis.example", False),
        ("@ben:stadt.example", True),
        ("@ben:STADT.example", True),
        ("@ben:stadt.example:8448", False),
        ("@ben:vorstadt.example", False),
        ("@ben:stadt.example.evil.example", False),
        ("stadt.example", False),
        ("", False),
    ],
)
def test_who_may_invite(read: Read, user: str, may: bool) -> None:
    text = '[access]\nadmins = ["@anna:anywhere.example"]\ninvite_from = [":stadt.example", "@carla:kreis.example"]\n'
    assert read(text).access.may_invite(UserId(user)) is may


def test_what_the_chat_can_change_has_its_default_here(read: Read) -> None:
    settings = read('[escalation]\nyellow_after = "1d"\n[digest]\nweekly = ""\n[project]\nclosed_days = []\n').settings
    assert settings.escalation.yellow_after == Span(1, Unit.DAYS)
    assert settings.weekly is None
    assert settings.working.closed_days == ()
    assert set(settings.sources.values()) == {Source.CONFIG}
    assert all(key in known_keys()[section] for _, section, key in SETTINGS_IN_CONFIG)
