"""A command that needs the tables says so where there are none, or older ones."""

import os
import subprocess
import sys

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from throughcare.config import embedded
from throughcare.config.commands.with_database import expect_tables
from throughcare.config.trouble import Trouble

NO_TABLES = "The database has no tables yet: run “throughcare migrate” first.\n"


def test_each_command_says_in_one_sentence_that_there_are_no_tables(data_folder):
    folder = data_folder / "no-tables"
    with embedded.held(folder):
        for words in (
            ["check"],
            ["worker", "--once"],
            ["serve", "--port", "18219"],
            ["register", "load", "codes", "x.csv"],
        ):
            done = subprocess.run(
                [sys.executable, "-m", "throughcare.config.commands", *words],
                env={**os.environ, "DATABASE_URL": "", "THROUGHCARE_DATA": str(folder)},
                capture_output=True,
                text=True,
            )
            assert (words, done.returncode, done.stdout, done.stderr) == (words, 1, "", NO_TABLES)


@pytest.mark.django_db
def test_tables_of_an_older_program_are_told_as_such():
    expect_tables()
    newest = MigrationRecorder.Migration.objects.filter(app="episodes").latest("id")
    MigrationRecorder(connection).record_unapplied("episodes", newest.name)
    with pytest.raises(Trouble, match="older than this program"):
        expect_tables()
