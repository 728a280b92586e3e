"""The timeline's words about offers: activities, grants, referrals, considerations, jobs a citizen is proposed for."""

from collections.abc import Iterable

from cases.change_log import considered, dispensed
from cases.dossier import Entry
from cases.duties import activity_name
from cases.models import Activity, CandidateResult, GrantStatus
from cases.models.sparring import Outcome
from cases.telling import Event, Teller, corrected, joined, length, shortened
from rules.labels import REFERRED_TO
from rules.vocabulary import Family, ReferredTo
from staff import wording


class OfferTeller(Teller):
    """What is told under "Tilbud"."""

    def events(self) -> Iterable[Event]:
        yield from corrected(self.dossier.activities, self._activity, self.span, self.today)
        yield from self._ends()
        yield from self.told("referral", self._referral)
        yield from self.told("consideration", self._consideration)
        yield from self.told("candidate", self._candidate)
        yield from self.told("grant", self._grant)
        yield from self.told("undone", self._undone)
        yield from self.told("outcome", self._outcome)
        yield from self.told("dispensation", self._dispensation)
        yield from self.told("follow_up", self._follow_up)
        yield from self.told("discussion", self._discussion)
        yield from self.told("not_extended", self._not_extended)

    def _activity(self, row: Activity) -> Event:
        name = activity_name(row)
        place = row.company.name if row.company else (row.offer.name if row.offer else "")
        title = f"{name} hos {place}" if row.company else name
        words = {"planned": "starter", "running": "begyndt", "ended": "begyndt", "cancelled": "annulleret"}
        length = [wording.period(row.from_on, row.to_on, self.today)] if row.to_on else []
        hours = [f"{wording.decimal(row.hours_per_week, 0)} timer"] if row.hours_per_week else []
        return Event(
            on=row.from_on,
            type="tilbud",
            kind="plan" if row.status == "planned" else "",
            title=f"{title} {words.get(row.status, row.status)}",
            when=joined(wording.short_date(row.from_on, self.today), *length, *hours),
        )

    def _ends(self) -> Iterable[Event]:
        """The last day of offers that have ended."""
        for row in self.dossier.given:
            if row.status == "ended" and row.to_on:
                yield Event(
                    on=row.to_on,
                    type="tilbud",
                    kind="done",
                    title=f"{activity_name(row)} afsluttet",
                    when=joined(wording.short_date(row.to_on, self.today), length(row.from_on, row.to_on)),
                )

    def _referral(self, entry: Entry) -> Event | None:
        if entry.on is None:
            return None
        to = REFERRED_TO[ReferredTo(entry.code)] if entry.code in set(ReferredTo) else entry.code
        late = next(
            (
                (entry.on - line.row.due_on).days
                for line in self.lines
                if line.row.family == Family.REFERRAL and line.row.met_on == entry.on and line.row.due_on
            ),
            0,
        )
        after = f"{wording.days(late)} efter fristen" if late > 0 else ""
        ended = f"afsluttet {wording.day_month(entry.until, self.today)}" if entry.until else ""
        return Event(
            on=entry.on,
            type="tilbud",
            kind="late" if late > 0 else "done",
            title=f"Visiteret til {to}",
            when=joined(wording.short_date(entry.on, self.today), after, entry.person, ended),
            note=shortened(entry.text),
        )

    def _consideration(self, entry: Entry) -> Event | None:
        if entry.on is None:
            return None
        return Event(
            on=entry.on,
            type="tilbud",
            kind="done",
            title=considered(entry.code, entry.flag),
            when=joined(wording.short_date(entry.on, self.today), entry.recorded_by),
            note=shortened(entry.text),
        )

    def _grant(self, entry: Entry) -> Event:
        """A grant on the day it was decided; until then on the day it was sent."""
        moment = entry.moment or entry.recorded_at
        kinds = {GrantStatus.PENDING: "plan", GrantStatus.GRANTED: "done", GrantStatus.REFUSED: "late"}
        decider = "af" if entry.flag and entry.code != GrantStatus.PENDING else ""
        return Event(
            on=wording.local(moment).date(),
            at=wording.local(moment).time(),
            type="tilbud",
            kind=kinds.get(GrantStatus(entry.code), ""),
            title=f"{entry.text}: {GrantStatus(entry.code).label.lower()}",
            when=joined(
                wording.short_moment(moment, self.today),
                f"{decider} {entry.person}" if decider else entry.recorded_by,
                self.span(entry),
            ),
        )

    def _undone(self, entry: Entry) -> Event:
        """A leader's decision that was undone, on the day it was made."""
        return Event(
            on=wording.local(entry.recorded_at).date(),
            at=wording.local(entry.recorded_at).time(),
            type="tilbud",
            title=f"{entry.text}: {GrantStatus(entry.code).label.lower()}",
            when=joined(wording.short_moment(entry.recorded_at, self.today), f"af {entry.recorded_by}"),
            note=shortened(entry.person),
        )

    def _outcome(self, entry: Entry) -> Event | None:
        """What came of a case at a sparringsmøde."""
        if entry.on is None:
            return None
        return Event(
            on=entry.on,
            type="tilbud",
            kind="done",
            title=f"Sparringsmøde om {entry.code}: {Outcome(entry.person).label.lower()}",
            when=joined(wording.short_date(entry.on, self.today), entry.recorded_by),
            note=shortened(entry.text),
        )

    def _candidate(self, entry: Entry) -> Event | None:
        if entry.on is None:
            return None
        result = CandidateResult(entry.code).label.lower() if entry.code else ""
        when = joined(wording.short_date(entry.on, self.today), entry.recorded_by, result)
        return Event(on=entry.on, type="tilbud", kind="done", title=f"Kandidat til {entry.text}", when=when)

    def _dispensation(self, entry: Entry) -> Event | None:
        """On the day it was entered: it may rest on a decision from long before."""
        if entry.on is None:
            return None
        moment = wording.local(entry.recorded_at)
        return Event(
            on=moment.date(),
            at=moment.time(),
            type="tilbud",
            kind="late",
            title=f"Dispensation til {entry.code}",
            when=joined(dispensed(entry), wording.short_date(entry.on, self.today), entry.recorded_by),
            note=shortened(entry.person),
        )

    def _follow_up(self, entry: Entry) -> Event | None:
        """A follow-up on an offer."""
        if entry.on is None:
            return None
        answer = "progression" if entry.flag else "nej til progression eller aftale"
        return Event(
            on=entry.on,
            type="tilbud",
            kind="done" if entry.flag else "late",
            title=f"Opfølgning på {entry.code}: {answer}",
            when=joined(wording.short_date(entry.on, self.today), entry.recorded_by),
            note=shortened(entry.text),
        )

    def _discussion(self, entry: Entry) -> Event | None:
        if entry.on is None:
            return None
        answer = "anbefalet" if entry.flag else "ikke anbefalet"
        return Event(
            on=entry.on,
            type="tilbud",
            kind="done",
            title=f"Forlængelse af {entry.code} drøftet: {answer}",
            when=joined(wording.short_date(entry.on, self.today), f"med {entry.person}", entry.recorded_by),
            note=shortened(entry.text),
        )

    def _not_extended(self, entry: Entry) -> Event | None:
        if entry.on is None:
            return None
        return Event(
            on=entry.on,
            type="tilbud",
            kind="done",
            title=f"{entry.code} forlænges ikke",
            when=joined(wording.short_date(entry.on, self.today), entry.recorded_by),
            note=shortened(entry.text),
        )
