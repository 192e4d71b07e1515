from importlib import import_module

from django.db import migrations, models

from throughcare.access.policies import READS, granted, renewed, renewed_door, setting

lists = import_module("throughcare.access.migrations.0010_categories_in_a_row")
doors = import_module("throughcare.access.migrations.0011_narrow_doors")
own = import_module("throughcare.access.migrations.0008_own_policies")
flags = import_module("throughcare.episodes.migrations.0008_flags_kept_plan")

IDENTITY, STAGES = "'identity-and-location'", "'referral-and-stage'"
OF_STAGES = (
    "episodes_episode", "episodes_event", "episodes_clock", "episodes_involvement", "episodes_task", "ladder_line",
    "ladder_unanswered", "beds_wait", "beds_bedneed", "beds_parking", "beds_offer", "beds_offerdecision", "beds_stay",
    "beds_lostdays",
)  # fmt: skip
OF_IDENTITY = ("people_identifier", "people_placement", "own_ownaccount", "own_accountcode", "own_accountend")
SAYING_THEIRS = ("people_legalstatus", "people_need", "people_alert")
# As it was, with the ground of a grant: what is shown with a basis only is answered from the index too.
NARROW = doors.DOOR.replace("purpose)", "purpose, ground)")


def copies() -> dict[str, str]:
    """Copies of a record and what is in them: with the organisation that was asked, and its Guardian."""
    role = setting("role")
    asked = f"""
        own_copy.organisation_id = {setting("organisation")} AND {role} <> 'SU' AND ({role} = 'CG'
            OR ('subject-access' = ANY ({setting("purposes")}) AND {granted("own_copy.person_id", IDENTITY)}))
    """

    def read(table: str, of: str, key: str) -> str:
        door = granted(f"{table}.person_id", f"{table}.category")
        return f"EXISTS (SELECT FROM {of} AS its WHERE its.id = {key}) AND ({role} = 'CG' OR {door})"

    items = {"own_item": ("own_copy", "copy_id"), "own_review": ("own_item", "item_id")}
    return {"own_copy": asked, **{table: read(table, *of) for table, of in items.items()}}


class Migration(migrations.Migration):
    # Every migration that wrote the door before, in its four ways.
    dependencies = [
        ("access", "0011_narrow_doors"),
        ("beds", "0002_policies"),
        ("episodes", "0008_flags_kept_plan"),
        ("ladder", "0001_tables"),
        ("own", "0005_copies_due"),
    ]
    operations = [
        renewed_door("people_person", person="id", category=IDENTITY),
        *(renewed_door(table, category=IDENTITY) for table in OF_IDENTITY),
        *(renewed_door(table, category=STAGES) for table in OF_STAGES),
        *(renewed_door(table, category="category") for table in SAYING_THEIRS),
        renewed_door("episodes_eventdetail", category="category", right=READS),
        renewed("access_disclosure", seen=f"{granted('access_disclosure.person_id', IDENTITY)} AND {own.UNTOLD}"),
        renewed(
            "access_consent", seen=f"{own.OURS} OR {granted('access_consent.person_id', 'access_consent.category')}"
        ),
        *(renewed(table, seen=seen) for table, seen in copies().items()),
        migrations.RunSQL(lists.rewritten(flags.FLAGGED).replace("%", "%%"), reverse_sql=migrations.RunSQL.noop),
        migrations.RemoveIndex(model_name="grant", name="grant_door"),
        migrations.AddIndex(
            model_name="grant",
            index=models.Index(
                fields=["organisation", "person"],
                name="grant_door",
                include=["categories", "level", "starts_at", "ends_at", "staff", "purpose", "ground"],
            ),
        ),
        *(
            migrations.RunSQL(
                f"DROP INDEX {name}; {NARROW.format(name=name, category=category)}",
                reverse_sql=f"DROP INDEX {name}; {doors.DOOR.format(name=name, category=category)}",
            )
            for name, category in doors.DOORS.items()
        ),
    ]
