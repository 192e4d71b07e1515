"""What the environment may say, and what an answer tells the browser."""

from datetime import timedelta

import pytest
from django.contrib.auth.hashers import identify_hasher, make_password
from django.test import override_settings

from throughcare.config import environment, settings
from throughcare.config.database import APPLICATION, connection
from throughcare.config.places import ROOT
from throughcare.config.trouble import Trouble

PAGE = ROOT / "docs" / "concepts" / "config.md"


@pytest.mark.parametrize(
    ("variables", "word"),
    [
        ({"THROUGHCARE_PORT": "eighty"}, "THROUGHCARE_PORT"),
        ({"THROUGHCARE_PORT": "70000"}, "THROUGHCARE_PORT"),
        ({"THROUGHCARE_ORIGIN": "care.example.org"}, "THROUGHCARE_ORIGIN"),
        ({"THROUGHCARE_ORIGIN": "https://care.example.org/pages"}, "THROUGHCARE_ORIGIN"),
        ({"DATABASE_OWNER_URL": "postgresql://owner@host/db"}, "DATABASE_URL"),
        ({"THROUGHCARE_SECOND_FACTOR": "no"}, "THROUGHCARE_SECOND_FACTOR"),
        ({"THROUGHCARE_LOCK_AFTER": "0"}, "THROUGHCARE_LOCK_AFTER"),
        ({"THROUGHCARE_LOCK_AFTER": "20", "THROUGHCARE_END_AFTER": "10"}, "THROUGHCARE_END_AFTER"),
        ({"THROUGHCARE_SHARED_NETWORKS": "landing"}, "THROUGHCARE_SHARED_NETWORKS"),
        ({"THROUGHCARE_PROXIES": "-1"}, "THROUGHCARE_PROXIES"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(variables, word):
    with pytest.raises(Trouble, match=word):
        environment.read(variables)


def test_nothing_said_of_signing_in_means_the_safe_thing():
    entrance = environment.read({}).entrance
    assert entrance.second_factor_required
    assert (entrance.own_device.lock, entrance.own_device.end) == (timedelta(minutes=15), timedelta(hours=10))
    assert (entrance.shared_device.lock, entrance.shared_device.end) == (timedelta(minutes=5), timedelta(hours=1))
    assert (entrance.providers, entrance.proxies) == ((), 0)


def test_an_address_that_is_none_is_refused_before_anything_starts():
    with pytest.raises(Trouble, match="DATABASE_URL"):
        connection(environment.read({"DATABASE_URL": "mysql://somewhere"}))


def test_the_application_takes_its_lesser_role_whoever_signs_in():
    here = environment.read({"DATABASE_URL": "postgresql://owner@db.example.org/care"})
    assert connection(here)["OPTIONS"]["options"].split(" -c ")[0] == f"-c role={APPLICATION}"


def test_migrations_use_the_owner_s_own_address():
    here = environment.read(
        {
            "DATABASE_URL": "postgresql://app@db.example.org/care",
            "DATABASE_OWNER_URL": "postgresql://owner@db.example.org/care",
            "THROUGHCARE_CONNECT_AS": "owner",
        }
    )
    assert connection(here)["USER"] == "owner"


def test_cookies_are_for_https_alone_once_the_address_is():
    assert environment.read({"THROUGHCARE_ORIGIN": "https://care.example.org"}).https
    assert not environment.read({}).https


def test_the_secret_key_is_made_once_and_only_its_owner_can_read_it(tmp_path):
    first = environment.secret_key(tmp_path, {})
    assert environment.secret_key(tmp_path, {}) == first
    assert (tmp_path / "secret-key").stat().st_mode & 0o777 == 0o600
    assert len(list(tmp_path.iterdir())) == 1


def test_passwords_are_kept_as_argon2_hashes():
    with override_settings(PASSWORD_HASHERS=settings.PASSWORD_HASHERS):
        kept = make_password("a long and plain password")
        assert kept.startswith("argon2$argon2id$")
        assert identify_hasher(kept).verify("a long and plain password", kept)


def test_a_data_folder_that_cannot_be_one_is_told(tmp_path):
    (tmp_path / "taken").write_text("a file")
    for place in ("taken", "taken/below"):
        with pytest.raises(Trouble, match=f"THROUGHCARE_DATA: .*{place} cannot be a folder .*: choose another."):
            environment.secret_key(tmp_path / place, {})


def test_every_variable_is_explained_on_the_page():
    page = PAGE.read_text()
    assert [name for name in environment.VARIABLES if f"`{name}`" not in page] == []


@pytest.mark.usefixtures("application_role")
def test_every_answer_carries_the_strict_headers(client):
    headers = client.get("/health").headers
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cache-Control"] == "no-store"


def test_a_host_nobody_named_is_refused(client):
    assert client.get("/health", headers={"host": "elsewhere.example"}).status_code == 400
