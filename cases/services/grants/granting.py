"""A wish is granted or sent to a leader in one act, withdrawn, or annulled. Judged again from what is stored."""

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef

from cases.models import Activity, Case, CaseDetail, Grant, GrantQuote, GrantStatus
from cases.models.course import DetailKey
from cases.services import checking, correcting, weighing
from cases.services.changing import change, change_once
from cases.services.grants import claims, extended
from cases.services.grants.judging import Judged, judge, snapshot
from cases.services.grants.judging import seen as seen_of
from cases.services.grants.wishes import Wish
from cases.services.policies.in_force import policy_for_writing
from offers.models import Offer
from offers.services.asking import KINDS
from offers.services.catalogue import NAMES
from rules.gates.labels import DECISIONS
from rules.gates.vocabulary import Decision, Goal
from rules.vocabulary import ActivityFamily, ActivityStatus, ActivityType, SpecialNeed
from staff.models import User
from staff.refusals import Refused, Stale

TEXT, SHORT = 500, 300
SUPPLIER = 120
WITHDRAWN = "Trukket tilbage"
ANNULLED = "Bevillingen er annulleret"
HERE = tuple(family for family in ActivityFamily if family is not ActivityFamily.BUSINESS)
"""Families that are granted from the catalogue. A company offer begins with a company."""


def send(
    *,
    case: Case,
    wish: Wish,
    shown: Decision,
    seen: str,
    by: User,
    today: date,
    now: datetime,
    form_key: UUID | None = None,
    version: int | None = None,
) -> Grant:
    """Grant what the rules accept, or send it to a leader. `shown` is the verdict and `seen` the colour on the page.

    Raises Stale where the case or the catalogue has changed since, Refused where the rules say no or say something
    else than the page did.
    """
    typed = _checked(wish, today)

    def write(locked: Case) -> Grant:
        checking.is_open(locked)
        offer = locked_offer(typed.offer)
        fresh = replace(typed, offer=offer)
        judged = judge(case=locked, wish=fresh, policy=policy_for_writing(), today=today)
        _same_catalogue(judged, seen)
        extended.goes_on(fresh)
        not_twice(locked, fresh)
        _same_verdict(judged, shown)
        weighing.check(weighing.of_wish(judged, today=today))
        _learn_hours(judged, locked, by, now)
        return _written(locked, judged, by, today, now, form_key)

    return change_once(case=case, model=Grant, form_key=form_key, version=version, now=now, write=write)


def locked_offer(offer: Offer) -> Offer:
    """The offer as it is now; its colours and seats stay until the transaction ends."""
    found: Offer = (
        Offer.objects.priced().select_for_update(no_key=True, of=("self",)).select_related("supplier").get(pk=offer.pk)
    )
    return found


def withdraw(*, grant: Grant, by: User, now: datetime, version: int | None = None) -> Grant:
    """Take back what waits for a leader. Only the person who sent it."""

    def write(locked: Case) -> Grant:
        row = waiting(grant)
        if row.recorded_by_id != by.pk:
            raise Refused("Kun den, der sendte bevillingen, kan trække den tilbage.")
        return close(row, status=GrantStatus.WITHDRAWN, by=by, now=now, code="", text=WITHDRAWN)

    return change(case=grant.case, version=version, now=now, write=write)


def void(*, grant: Grant, reason: str, by: User, today: date, now: datetime, version: int | None = None) -> Grant:
    """Annul a grant recorded by mistake, and the activity it made; "Fortrudt" for undo."""

    def write(locked: Case) -> Grant:
        row = correcting.valid(grant)
        not_extended(row)
        for activity in Activity.objects.valid().filter(grant=row):
            correcting.voided(activity, reason=reason, by=by, now=now)
        claims.give_back(grant=row, now=now)
        return correcting.voided(row, reason=reason, by=by, now=now)

    return change(case=grant.case, version=version, now=now, write=write)


def not_extended(row: Grant) -> None:
    """Refuse what would end a grant under its extension."""
    if extension_of(row) is not None:
        raise Refused("Tilbuddet er forlænget, eller forlængelsen afventer. Aflys eller annullér forlængelsen først.")


def extension_of(row: Grant) -> Grant | None:
    """The extension that waits, or was granted and not called off."""
    found = Grant.objects.valid().filter(extends=row, status__in=(GrantStatus.PENDING, GrantStatus.GRANTED))
    off = Activity.objects.valid().filter(grant=OuterRef("pk"), status=ActivityStatus.CANCELLED)
    extension: Grant | None = found.exclude(Exists(off)).first()
    return extension


def waiting(grant: Grant) -> Grant:
    """The grant as it is now, locked, still waiting. Call it with the case locked."""
    row: Grant = Grant.objects.select_for_update(no_key=True, of=("self",)).get(pk=grant.pk)
    if row.voided_at is not None or row.status != GrantStatus.PENDING:
        raise Refused(f"Bevillingen er allerede afgjort: {row.get_status_display().lower()}.")
    return row


def close(row: Grant, *, status: str, by: User, now: datetime, code: str, text: str) -> Grant:
    """Write the decision of a grant that was waiting."""
    row.status, row.decided_by, row.decided_at = status, by, now
    row.decision_code, row.decision_text = code, text
    row.version += 1
    row.save(
        update_fields=["status", "decided_by", "decided_at", "decision_code", "decision_text", "decision", "version"]
    )
    return row


def begin(row: Grant, *, offer: Offer, by: User, today: date, now: datetime) -> Activity:
    """The activity that a grant makes: the deadlines read it. It takes money and a seat of the locked offer."""
    claims.take(grant=row, offer=offer, now=now)
    return Activity.objects.create(
        case_id=row.case_id, type=row.type, offer_id=row.offer_id, grant=row, from_on=row.from_on, to_on=row.to_on,
        status=(ActivityStatus.PLANNED if row.from_on > today else ActivityStatus.RUNNING).value,
        granted_on=today, hours_per_week=row.hours_per_week, recorded_at=now, recorded_by=by,
    )  # fmt: skip


def _checked(wish: Wish, today: date) -> Wish:
    """The wish as it will be stored."""
    if wish.to_on is None:
        raise Refused("Skriv tilbuddets sidste dag.", field="to_on")
    checking.in_order(wish.from_on, wish.to_on)
    if wish.from_on < today:
        raise Refused("Starten kan ikke ligge før i dag: tilbuddet bevilges, før det begynder.", field="from_on")
    if not wish.offer.active or KINDS[wish.offer.type].family not in HERE:
        raise Refused("Tilbuddet kan ikke bevilges her.")
    checking.code(wish.goal, Goal, field="goal", name="Mål")
    checking.code(wish.special_need, SpecialNeed, field="special_need", name="Særligt behov", required=False)
    checking.code(wish.leads_to, ActivityType, field="leads_to", name="Herefter", required=False)
    return replace(
        wish,
        goal_text=checking.text(wish.goal_text, field="goal_text", name="Målet", length=TEXT, required=True),
        why=checking.text(wish.why, field="why", name="Hvorfor dette tilbud", length=TEXT, required=True),
        not_now=checking.text(wish.not_now, field="not_now", name="Begrundelsen", length=TEXT),
        quotes=tuple(
            replace(
                quote,
                supplier=checking.text(quote.supplier, field=f"supplier_{n}", name="Leverandøren", length=SUPPLIER),
                expected_effect=checking.text(
                    quote.expected_effect, field=f"effect_{n}", name="Effekten", length=SHORT
                ),
            )
            for n, quote in enumerate(wish.quotes, start=1)
        ),
    )


def _same_catalogue(judged: Judged, page: str) -> None:
    """The catalogue as the page showed it, else both are told."""
    code = page.rpartition("-")[0]
    if page == seen_of(judged.wish.offer, judged.known, code=code):
        return
    before, now = (NAMES.get(found, "uden farve") for found in (code, judged.catalogue_code))
    told = f"Kataloget er ændret, siden du åbnede siden. Da: {before}. Nu: {now}. Intet er gemt."
    raise Stale(told, saved=(f"Da du åbnede siden: {before}", f"Nu: {now}"))


def not_twice(case: Case, wish: Wish) -> None:
    assert wish.to_on is not None
    if Grant.objects.valid().filter(status=GrantStatus.PENDING, case=case, offer=wish.offer).exists():
        raise Refused("Tilbuddet afventer allerede godkendelse til borgeren.")
    same = Activity.objects.valid().filter(case=case, offer=wish.offer, from_on__lte=wish.to_on)
    if same.exclude(status=ActivityStatus.CANCELLED).exclude(to_on__lt=wish.from_on).exists():
        raise Refused("Borgeren har allerede tilbuddet i perioden.", field="from_on")


def _same_verdict(judged: Judged, shown: Decision) -> None:
    """What the rules say now is what the page said; a red one never goes on."""
    if judged.decision is Decision.REFUSED:
        stopping = judged.weighed.stopping
        raise Refused(f"Kan ikke bevilges. {stopping[0].text}." if stopping else "Kan ikke bevilges.")
    if judged.decision is not shown:
        said = DECISIONS[judged.decision].lower()
        raise Refused(f"Vurderingen er nu en anden: {said}. Intet er gemt. Læs den, og tryk igen.")


def _learn_hours(judged: Judged, case: Case, by: User, now: datetime) -> None:
    """The hours said with the wish are a fact of the case from now on."""
    hours = judged.wish.attendable_hours
    if judged.attendable_hours is None and hours is not None:
        CaseDetail.objects.create(
            case=case, key=DetailKey.ATTENDABLE_HOURS, text=str(hours), recorded_at=now, recorded_by=by
        )


def _written(case: Case, judged: Judged, by: User, today: date, now: datetime, form_key: UUID | None) -> Grant:
    wish, accepted = judged.wish, judged.decision is Decision.ACCEPTED
    assert wish.to_on is not None
    grant: Grant = Grant.objects.create(
        case=case, offer=wish.offer, type=wish.offer.type, group=judged.group.value,
        status=GrantStatus.GRANTED if accepted else GrantStatus.PENDING,
        colour=judged.colour.value if judged.colour else "", uncategorised=judged.weighed.verdict.uncategorised,
        needs_approval=not accepted, from_on=wish.from_on, to_on=wish.to_on, hours_per_week=wish.hours_per_week,
        supplier=wish.supplier, price_per_week=wish.weekly_price, total_price=wish.total_price,
        goal=wish.goal, goal_text=wish.goal_text, why=wish.why, not_now=wish.not_now, leads_to=wish.leads_to,
        special_need=wish.special_need, extends=wish.extends, likely=wish.likely,
        dispensation=judged.dispensation, verdict=snapshot(judged, today=today), recorded_at=now, recorded_by=by,
        form_key=form_key, decided_at=now if accepted else None, decided_by=by if accepted else None,
    )  # fmt: skip
    GrantQuote.objects.bulk_create(
        GrantQuote(
            grant=grant, position=number, supplier=quote.supplier, price=quote.price,
            expected_effect=quote.expected_effect, chosen=quote.chosen,
        )
        for number, quote in enumerate(wish.quotes, start=1)
        if quote.supplier and quote.price is not None
    )  # fmt: skip
    asked = weighing.of_wish(judged, today=today)
    weighing.record(asked, weighing.answers_of(asked, wish), grant=grant, by=by, now=now)
    if accepted:
        begin(grant, offer=wish.offer, by=by, today=today, now=now)
    return grant
