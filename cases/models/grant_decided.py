"""A grant's decision is never rewritten. It is undone only with a row that keeps it, the same day, by its author."""

from datetime import time

import pgtrigger

UNDO_UNTIL = time(17)
"""Clocks in Copenhagen: until then on its day the one who made a decision may undo it."""
LOCAL = "AT TIME ZONE 'Europe/Copenhagen'"
DECIDED = "status, {0}.decided_at, {0}.decided_by_id, {0}.decision_code, {0}.decision_text, {0}.decision"
KEPT_IN = "status, {0}.decided_at, {0}.decided_by_id, {0}.code, {0}.text, {0}.decision"

DECISION_STAYS = pgtrigger.Trigger(
    name="grant_decision_stays",
    operation=pgtrigger.Update,
    when=pgtrigger.Before,
    condition=pgtrigger.Condition(
        f"OLD.decided_at IS NOT NULL AND (OLD.{DECIDED.format('OLD')}) IS DISTINCT FROM (NEW.{DECIDED.format('NEW')})"
    ),
    func=f"""
    IF OLD.needs_approval AND OLD.status IN ('granted', 'refused') AND OLD.voided_at IS NULL
       AND NEW.voided_at IS NULL AND NEW.version = OLD.version + 1 AND NEW.status = 'pending'
       AND NEW.decided_at IS NULL AND NEW.decided_by_id IS NULL AND NEW.decision_code = ''
       AND NEW.decision_text = '' AND NEW.decision IS NULL
       AND EXISTS (
           SELECT 1 FROM cases_undonedecision u
            WHERE u.grant_id = OLD.id AND u.version = OLD.version AND u.undone_by_id = OLD.decided_by_id
              AND (u.{KEPT_IN.format("u")}) IS NOT DISTINCT FROM (OLD.{DECIDED.format("OLD")})
              AND (u.undone_at {LOCAL})::date = (OLD.decided_at {LOCAL})::date
              AND u.undone_at >= OLD.decided_at AND (u.undone_at {LOCAL})::time < '{UNDO_UNTIL:%H:%M}')
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'the decision of a grant is not rewritten';
    """,
)
