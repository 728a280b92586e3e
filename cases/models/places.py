"""The place of a placement: why a fixed one, and the guard of the database that no agreed place is taken twice."""

import pgtrigger
from django.db import models

AGREED_KINDS = ("fixed", "company_centre")
PLACE_TAKEN = "activity_place_free"
"""The name under which the database refuses; `cases.services.changing` has its Danish message."""


class PlaceReason(models.TextChoices):
    """Why a fixed place is used (REB23-43); the list of the document is open, so "andet" with words is one of them."""

    AVAILABILITY = "availability", "rådighedsvurdering"
    ATTENDANCE = "attendance", "fremmødestabilitet"
    JOB_GOAL = "job_goal", "afklaring af jobmål"
    SOCIAL = "social", "udvikling af sociale kompetencer"
    OTHER_PROBLEMS = "other_problems", "problemer udover ledighed"
    OTHER = "other", "andet"


AT_COMPANY = """
    SELECT id FROM companies_company WHERE id = NEW.company_id OR merged_into_id = NEW.company_id
"""
OTHERS = f"""
    SELECT id, from_on, to_on FROM cases_activity
     WHERE company_id IN ({AT_COMPANY}) AND place = NEW.place AND voided_at IS NULL AND status <> 'cancelled'
       AND id <> NEW.id
"""
GUARD = pgtrigger.Trigger(
    name="place_free",
    operation=pgtrigger.Insert | pgtrigger.Update,
    when=pgtrigger.Before,
    condition=pgtrigger.Condition(
        "NEW.voided_at IS NULL AND NEW.company_id IS NOT NULL AND NEW.status <> 'cancelled' "
        "AND NEW.place IN ('fixed', 'company_centre')"
    ),
    declare=[("agreed", "RECORD"), ("most", "INTEGER")],
    func=f"""
    IF TG_OP = 'UPDATE' THEN
        IF (OLD.company_id, OLD.place, OLD.from_on, OLD.to_on, OLD.status, OLD.voided_at) IS NOT DISTINCT FROM
           (NEW.company_id, NEW.place, NEW.from_on, NEW.to_on, NEW.status, NEW.voided_at) THEN
            RETURN NEW;
        END IF;
    END IF;
    FOR agreed IN
        SELECT places, from_on, to_on FROM companies_placeagreement
         WHERE company_id IN ({AT_COMPANY}) AND kind = NEW.place AND voided_at IS NULL
           AND daterange(from_on, to_on, '[]') && daterange(NEW.from_on, NEW.to_on, '[]')
         ORDER BY id FOR NO KEY UPDATE
    LOOP
        WITH others AS ({OTHERS}), days AS (
            SELECT greatest(NEW.from_on, agreed.from_on) AS day
            UNION SELECT from_on FROM others
             WHERE daterange(agreed.from_on, agreed.to_on, '[]') * daterange(NEW.from_on, NEW.to_on, '[]') @> from_on
        )
        SELECT max((SELECT count(*) FROM others WHERE daterange(others.from_on, others.to_on, '[]') @> days.day))
          INTO most FROM days;
        IF most >= agreed.places THEN
            RAISE EXCEPTION 'every agreed place is taken'
                USING ERRCODE = 'check_violation', CONSTRAINT = '{PLACE_TAKEN}';
        END IF;
    END LOOP;
    RETURN NEW;
    """,
)
"""The rows of the agreements are locked first, so that of two who take the last place one waits and then is refused.

Only the days of an agreement are counted: who stays beyond its last day is told on the page of the company.
"""
