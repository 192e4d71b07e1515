from django.db import migrations

from throughcare.access.policies import granted, renewed, secured, setting
from throughcare.audit.append_only import APPLICATION, append_only, never_emptied

VETTING, CONTACTS = "'mentor-vetting'", "'peer-contacts'"
OF_MENTORS = ("mentor", "profile", "mentoraccount")
OF_MENTEES = ("mentee", "wish", "match", "veto", "slip", "contact")
FACTS = ("schemevalues", "profile", "wish", "veto", "slip", "contact")

# No place is above the mentor's limit, however many match at once: whoever inserts one waits for the mentor's row.
WITHIN_THE_LIMIT = """
    CREATE FUNCTION peers_match_is_within_the_limit() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE allowed integer; is_active boolean;
    BEGIN
        SELECT its.most, its.active INTO allowed, is_active FROM peers_mentor AS its WHERE its.id = NEW.mentor_id FOR UPDATE;
        IF NOT is_active OR NEW.place > allowed THEN
            RAISE EXCEPTION 'A mentor who is active supports at most % people.', allowed
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END
    $$;
    CREATE TRIGGER peers_match_is_within_the_limit BEFORE INSERT ON peers_match
        FOR EACH ROW EXECUTE FUNCTION peers_match_is_within_the_limit();
"""
# A match is a fact: it ends once, and changes in nothing else.
ENDS_ONCE = """
    CREATE FUNCTION peers_match_ends_once() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'DELETE' OR OLD.ended_at IS NOT NULL OR NEW.ended_at IS NULL
            OR (NEW.mentor_id, NEW.mentee_id, NEW.person_id, NEW.place, NEW.aim, NEW.by_id, NEW.at)
                IS DISTINCT FROM (OLD.mentor_id, OLD.mentee_id, OLD.person_id, OLD.place, OLD.aim, OLD.by_id, OLD.at) THEN
            RAISE EXCEPTION 'A match is never changed or removed: it ends, once.'
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END
    $$;
    CREATE TRIGGER peers_match_ends_once BEFORE UPDATE OR DELETE ON peers_match
        FOR EACH ROW EXECUTE FUNCTION peers_match_ends_once();
"""

DAY = f"({setting('as_of')} AT TIME ZONE 'Europe/London')::date"
LIVES = f"""(SELECT FROM people_placement AS there WHERE there.person_id = {{person}} AND there.organisation_id = scheme.place_id
    AND there.from_on <= {DAY} AND (there.until_on IS NULL OR there.until_on > {DAY}))"""
FIRST = "coalesce(nullif({its}.known_as, ''), nullif(split_part({its}.given_names, ' ', 1), ''), 'Name not known')"
# The account that acts, where it is a mentor's who lives in the prison of the scheme now. Asked as the owner of the tables,
# whom no policy binds: so this judges whoever acts, and a mentor who is released is shown nothing from that moment.
ME = f"""
    SELECT mentor.*, scheme.place_id FROM peers_mentoraccount AS account
    JOIN peers_mentor AS mentor ON mentor.id = account.mentor_id
    JOIN peers_scheme AS scheme ON scheme.id = mentor.scheme_id
    WHERE account.account_id = {setting("staff")} AND {setting("role")} = 'PM'
    AND account.ended_at IS NULL AND account.at <= {setting("as_of")} AND mentor.open
    AND EXISTS {LIVES.format(person="mentor.person_id")}
"""
# Everything that a mentor is ever told of whom they support, while they are active and both live here.
MENTEES = f"""
    CREATE FUNCTION peers_mentees() RETURNS TABLE (match bigint, first_name text, wing text, aim text, prefers text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    AS $told$
        WITH me AS ({ME})
        SELECT its.id, {FIRST.format(its="who")}, coalesce(unit.name, ''), its.aim, coalesce((
            SELECT wish.prefers FROM peers_wish AS wish WHERE wish.mentee_id = its.mentee_id ORDER BY wish.id DESC LIMIT 1
        ), '')
        FROM me JOIN peers_match AS its ON its.mentor_id = me.id AND its.ended_at IS NULL
        JOIN peers_mentee AS mentee ON mentee.id = its.mentee_id AND mentee.open
        JOIN people_person AS who ON who.id = its.person_id
        JOIN people_placement AS there ON there.person_id = its.person_id AND there.organisation_id = me.place_id
            AND there.from_on <= {DAY} AND (there.until_on IS NULL OR there.until_on > {DAY})
        LEFT JOIN organisations_unit AS unit ON unit.id = there.unit_id
        WHERE me.active
    $told$;
    REVOKE ALL ON FUNCTION peers_mentees() FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION peers_mentees() TO {APPLICATION};
"""
# Where they stand themselves: what they learned and did, and when somebody sits down with them. Nothing of vetting.
OWN = f"""
    CREATE FUNCTION peers_own() RETURNS TABLE (first_name text, stage text, active boolean, shadowing_from date,
        shadowing_until date, shadowed smallint, training_until date, modules varchar[], supervision_due_on date,
        active_from date, mentor bigint, minutes smallint, scheme text, place text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    AS $told$
        WITH me AS ({ME})
        SELECT {FIRST.format(its="who")}, me.stage, me.active, me.shadowing_from, me.shadowing_until, me.shadowed,
            me.training_until, me.modules, me.supervision_due_on, me.active_from, me.id, (
                SELECT its.minutes FROM peers_schemevalues AS its WHERE its.scheme_id = me.scheme_id
                ORDER BY its.id DESC LIMIT 1), service.title, place.name
        FROM me JOIN people_person AS who ON who.id = me.person_id
        JOIN peers_scheme AS scheme ON scheme.id = me.scheme_id
        JOIN episodes_service AS service ON service.id = scheme.support_id
        JOIN organisations_organisation AS place ON place.id = scheme.place_id
    $told$;
    REVOKE ALL ON FUNCTION peers_own() FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION peers_own() TO {APPLICATION};
"""
# How an episode of a scheme stands, for whoever may see the row that is kept of it: a coordinator vets and matches, and the
# matrix shows them no stages of anything else. Answers of other categories stay behind their own doors.
FACTS_OF = f"""
    CREATE FUNCTION peers_facts(asked bigint) RETURNS TABLE (episode jsonb, events jsonb)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    AS $told$
        SELECT to_jsonb(its), (
            SELECT jsonb_agg(jsonb_build_object('number', event.number, 'step', event.step, 'happened_on', event.happened_on,
                'happened_at', event.happened_at, 'party', event.party, 'organisation', event.organisation_id,
                'staff', event.recorded_by_id, 'facts', event.facts, 'corrects', event.corrects,
                'recorded_at', event.recorded_at) ORDER BY event.number)
            FROM episodes_event AS event WHERE event.episode_id = its.id)
        FROM episodes_episode AS its WHERE its.id = asked AND (
            EXISTS (SELECT FROM peers_mentor AS kept WHERE kept.episode_id = asked
                AND {granted("kept.person_id", VETTING)})
            OR EXISTS (SELECT FROM peers_mentee AS kept WHERE kept.episode_id = asked
                AND {granted("kept.person_id", CONTACTS)}))
    $told$;
    REVOKE ALL ON FUNCTION peers_facts(bigint) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION peers_facts(bigint) TO {APPLICATION};
"""

# Whom their organisation holds grants of is nothing that a mentor's account, or a person's own, is shown.
OURS = f"(organisation_id = {setting('organisation')} AND {setting('role')} NOT IN ('SU', 'PM'))"


def made(sql: str, signature: str) -> migrations.RunSQL:
    return migrations.RunSQL(sql, reverse_sql=f"DROP FUNCTION {signature}")


def guarded(sql: str, name: str) -> migrations.RunSQL:
    return migrations.RunSQL(sql, reverse_sql=f"DROP TRIGGER {name} ON peers_match; DROP FUNCTION {name}();")


class Migration(migrations.Migration):
    dependencies = [("peers", "0001_tables"), ("access", "0012_one_look_up")]
    operations = [
        *(append_only(f"peers_{table}") for table in FACTS),
        *(never_emptied(f"peers_{table}") for table in (*FACTS, "match")),
        *(secured(f"peers_{table}", category=VETTING) for table in OF_MENTORS),
        *(secured(f"peers_{table}", category=CONTACTS) for table in OF_MENTEES),
        renewed("access_grant", seen=f"{OURS} OR staff_id = {setting('staff')}"),
        guarded(WITHIN_THE_LIMIT, "peers_match_is_within_the_limit"),
        guarded(ENDS_ONCE, "peers_match_ends_once"),
        made(MENTEES, "peers_mentees()"),
        made(OWN, "peers_own()"),
        made(FACTS_OF, "peers_facts(bigint)"),
    ]
