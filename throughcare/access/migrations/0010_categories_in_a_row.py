import re

import django.contrib.postgres.fields
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models import Q

from throughcare.sharing import CATEGORIES, IDENTITY

# A grant was a row for each category: the largest table by far, and more of it than all else together.
MERGED = """
    INSERT INTO access_grant (person_id, organisation_id, staff_id, categories, level, ground, purpose, episode_id,
        source_id, starts_at, ends_at)
    SELECT person_id, organisation_id, staff_id, array_agg(DISTINCT category ORDER BY category), level, ground, purpose,
        episode_id, source_id, starts_at, ends_at
    FROM access_grant
    GROUP BY person_id, organisation_id, staff_id, level, ground, purpose, episode_id, source_id, starts_at, ends_at,
        CASE WHEN ground IN ('agreement', 'consent') THEN id END;
    DELETE FROM access_grant WHERE categories IS NULL;
    SET CONSTRAINTS ALL IMMEDIATE;
"""
KNOWN = [
    "identity-and-location", "sentence-and-dates", "mha-status", "referral-and-stage", "clinical",
    "diagnosis-and-medication", "self-harm-risk", "risk-to-others", "security-intelligence", "therapy-content",
    "peer-contacts", "mentor-vetting", "care-plan", "housing", "victim", "protected-characteristics", "incidents",
    "indicators",
]  # fmt: skip
LINKS = Q(ground="own", categories__contains=[IDENTITY], ends_at__isnull=True)
# How the door was written, by whoever asked of which category, in the text of a function and as the catalogue has it.
IN_A_FUNCTION = re.compile(r"shown\.category = ('[a-z-]+'|[a-z_]+\.category)")
IN_A_POLICY = re.compile(r"\(\(shown\.category\)::text = ('[a-z-]+'::text|\([a-z_]+\.category\)::text)\)")
POLICIES = "SELECT tablename, policyname, qual FROM pg_policies WHERE qual LIKE '%shown.category)%'"
FUNCTIONS = """
    SELECT its.oid::regprocedure::text, pg_get_functiondef(its.oid) FROM pg_proc AS its
    JOIN pg_namespace AS space ON space.oid = its.pronamespace
    WHERE space.nspname = 'public' AND its.prokind = 'f' AND its.prosrc ~ 'access_grant'
"""
# What else the functions say of the category of a grant.
SAID = (
    ("held.category", "each_of.category"),
    ("FROM access_grant AS held", "FROM access_grant AS held CROSS JOIN unnest(held.categories) AS each_of (category)"),
    ("'category', had.category", "'categories', had.categories"),
    (
        "SELECT DISTINCT its.category FROM access_grant AS its",
        "SELECT DISTINCT unnest(its.categories) AS category FROM access_grant AS its",
    ),
)


def ask_for_lists(_: StateApps, schema: BaseDatabaseSchemaEditor) -> None:
    """Every policy and function that asks for a grant of a category asks for one whose categories hold it."""
    with schema.connection.cursor() as cursor:
        cursor.execute(POLICIES)
        for table, name, asks in cursor.fetchall():
            cursor.execute(f"ALTER POLICY {name} ON {table} USING ({rewritten(asks)})")
        cursor.execute(FUNCTIONS)
        for _name, made in cursor.fetchall():
            cursor.execute(rewritten(made).replace("%", "%%"), ())


def rewritten(text: str) -> str:
    for before, after in SAID:
        text = text.replace(before, after)
    text = IN_A_FUNCTION.sub(r"\1 = ANY (shown.categories)", text)
    text = IN_A_POLICY.sub(r"(\1 = ANY ((shown.categories)::text[]))", text)
    if "shown.category " in text or "shown.category)" in text:
        raise ValueError(f"It still asks for a grant of one category:\n{text}")
    return text


class Migration(migrations.Migration):
    # Every migration that asked for a grant of one category comes before.
    dependencies = [
        ("access", "0009_looks_by_pages"),
        ("beds", "0002_policies"),
        ("episodes", "0011_rungs"),
        ("ladder", "0001_tables"),
        ("own", "0005_copies_due"),
    ]
    operations = [
        migrations.AddField(
            model_name="grant",
            name="categories",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(choices=CATEGORIES, max_length=32), size=None, null=True
            ),
        ),
        migrations.RemoveConstraint(model_name="grant", name="an_account_is_of_one_person"),
        migrations.RemoveConstraint(model_name="grant", name="a_person_has_one_account"),
        migrations.RemoveConstraint(model_name="grant", name="grant_is_of_a_known_category"),
        migrations.RemoveIndex(model_name="grant", name="grant_door"),
        migrations.RunSQL("ALTER TABLE access_grant ALTER category DROP NOT NULL"),
        migrations.RunSQL(MERGED),
        migrations.RunPython(ask_for_lists),
        migrations.RemoveField(model_name="grant", name="category"),
        migrations.AlterField(
            model_name="grant",
            name="categories",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(choices=CATEGORIES, max_length=32), size=None
            ),
        ),
        migrations.AddConstraint(
            model_name="grant",
            constraint=models.CheckConstraint(
                condition=Q(categories__contained_by=KNOWN, categories__len__gt=0),
                name="grant_is_of_known_categories",
            ),
        ),
        migrations.AddConstraint(
            model_name="grant",
            constraint=models.UniqueConstraint(fields=["staff"], condition=LINKS, name="an_account_is_of_one_person"),
        ),
        migrations.AddConstraint(
            model_name="grant",
            constraint=models.UniqueConstraint(fields=["person"], condition=LINKS, name="a_person_has_one_account"),
        ),
        migrations.AddIndex(
            model_name="grant",
            index=models.Index(
                fields=["organisation", "person"],
                name="grant_door",
                include=["categories", "level", "starts_at", "ends_at", "staff", "purpose"],
            ),
        ),
    ]
