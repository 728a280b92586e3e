"""Writing an extract of companies: finds whom a row is about, compares, and writes only what differs."""

from collections import defaultdict
from datetime import date, datetime
from typing import Any

from cases.importing import company_layout as layout
from cases.importing.layout import Layout
from cases.importing.reading import Row
from companies.models import (
    Area,
    Branch,
    Company,
    CompanyBranch,
    CompanyName,
    Contact,
    ContactPerson,
    Merge,
    Ownership,
    PostalCode,
    ProductionUnit,
    Source,
)
from companies.services.merging import merge
from staff.models import User

Period = tuple[date | None, date | None]
SAME_PLACE = "Samme P-nummer i det offentlige register"


class Writer:
    """One import on its way. `counts` by file; `matched` got their number, `merged` were doubles."""

    def __init__(self, rows: dict[str, list[Row]], *, as_of: date, now: datetime) -> None:
        self.rows, self.as_of, self.now = rows, as_of, now
        self.counts: dict[str, dict[str, int]] = defaultdict(lambda: {"new": 0, "changed": 0, "same": 0})
        self.matched = self.merged = 0
        self.firms: dict[str, Company] = {}
        self.lists: dict[str, dict[str, list[Row]]] = {of.file: _by_company(rows[of.file]) for of in layout.LISTS}

    def write(self) -> None:
        self._areas()
        self._companies()
        self._dated(layout.NAMES, CompanyName, "name", self._texts)
        self._dated(layout.BRANCHES, CompanyBranch, "branch_id", self._branches())
        self._units()
        self._owners()
        self._people()
        self._contacts()

    def _note(self, of: Layout, verdict: str, number: int = 1) -> None:
        self.counts[of.file][verdict] += number

    def _areas(self) -> None:
        known = {place.code: place for place in PostalCode.objects.all()}
        areas = {area.name: area.pk for area in Area.objects.all()}
        for row in self.rows[layout.AREAS.file]:
            name, town = str(row.values["area"]), str(row.values["town"])
            if name and name not in areas:
                areas[name] = Area.objects.create(name=name).pk
            wanted, there = (town, areas.get(name)), known.get(row.key)
            if there is None:
                PostalCode.objects.create(code=row.key, town=town, area_id=areas.get(name))
                self._note(layout.AREAS, "new")
            elif (there.town, there.area_id) != wanted:
                PostalCode.objects.filter(code=row.key).update(town=town, area_id=areas.get(name))
                self._note(layout.AREAS, "changed")
            else:
                self._note(layout.AREAS, "same")

    def _companies(self) -> None:
        """The companies of the extract: known by CVR, by a P-number, by name where only one without number has it."""
        self.firms = {str(firm.cvr): firm for firm in Company.objects.filter(cvr__isnull=False)}
        nameless = self._nameless()
        places = self._places_without_number()
        fresh: list[Company] = []
        for row in self.rows[layout.COMPANIES.file]:
            values = self._values(row)
            firm = (
                self.firms.get(row.key) or places.get(row.key) or nameless.pop(str(values.get("name")).casefold(), None)
            )
            if firm is None:
                fresh.append(Company(cvr=row.key, source=Source.REGISTER, register_on=self.as_of, **values))
                self._note(layout.COMPANIES, "new")
            else:
                self._update(firm, row.key, values)
        for firm in Company.objects.bulk_create(fresh):
            self.firms[str(firm.cvr)] = firm

    def _update(self, firm: Company, number: str, values: dict[str, Any]) -> None:
        """The register decides on name, place and size; phone and e-mail only where we have none."""
        for name in ("phone", "email"):
            values[name] = getattr(firm, name) or values[name]
        differs = [name for name, value in values.items() if getattr(firm, name) != value]
        if firm.cvr is None:
            self.matched += 1
            firm.cvr, firm.source = number, Source.REGISTER
            differs.append("cvr")
        for name, value in values.items():
            setattr(firm, name, value)
        if differs:
            firm.register_on = self.as_of
            firm.version += 1
            firm.save()
        self.firms[number] = firm
        self._note(layout.COMPANIES, "changed" if differs else "same")

    def _values(self, row: Row) -> dict[str, Any]:
        closed = row.values["closed_on"]
        found: dict[str, Any] = {name: row.values[name] for name in ("phone", "email", "employees")}
        found["active"] = not (isinstance(closed, date) and closed <= self.as_of)
        if name := self._now(layout.NAMES, row.key):
            found["name"] = name.values["name"]
        if place := self._now(layout.ADDRESSES, row.key):
            found |= {"address": place.values["address"], "postal_id": place.values["postal"]}
        return found

    def _now(self, of: Layout, number: str) -> Row | None:
        """The row of a from-to list that holds on the day of the extract; else the last one."""
        rows = self.lists[of.file].get(number, [])
        holding = [row for row in rows if _begun(row, self.as_of) and not _over(row, self.as_of)]
        found = holding or rows
        return found[-1] if found else None

    def _nameless(self) -> dict[str, Company]:
        """Companies without a number by name, where only one has it."""
        found: dict[str, list[Company]] = defaultdict(list)
        for firm in Company.objects.shown().filter(cvr__isnull=True):
            found[firm.name.casefold()].append(firm)
        return {name: firms[0] for name, firms in found.items() if len(firms) == 1}

    def _places_without_number(self) -> dict[str, Company]:
        """By CVR of the extract: the company without number that has one of its places of work."""
        units = ProductionUnit.objects.filter(company__cvr__isnull=True, company__merged_into__isnull=True)
        known = {unit.p_number: unit.company for unit in units.select_related("company")}
        rows = self.rows[layout.UNITS.file]
        return {str(row.values["cvr"]): known[row.key] for row in rows if row.key in known}

    def _texts(self, row: Row) -> object:
        return row.values["name"]

    def _branches(self) -> Any:
        """Branches by code; new ones are taken in, and the newest wording counts."""
        known = {branch.code: branch for branch in Branch.objects.all()}
        for row in self.rows[layout.BRANCHES.file]:
            code, name = str(row.values["code"]), str(row.values["name"])
            if code not in known:
                known[code] = Branch.objects.create(code=code, name=name)
            elif known[code].name != name:
                known[code].name = name
                known[code].save(update_fields=["name"])
        return lambda row: known[str(row.values["code"])].pk

    def _dated(self, of: Layout, model: Any, column: str, value_of: Any) -> None:
        """The from-to list of each company in the file replaces what stands, where it differs."""
        standing: dict[int, set[tuple[object, ...]]] = defaultdict(set)
        for row in model.objects.values_list("company_id", "from_on", "to_on", column):
            standing[row[0]].add(row[1:])
        stale, fresh = [], []
        for number, rows in self.lists[of.file].items():
            firm = self.firms[number]
            wanted = {(row.values["from_on"], row.values["to_on"], value_of(row)) for row in rows}
            there = standing[firm.pk]
            self._note(of, "same", len(wanted & there))
            if wanted != there:
                self._note(of, "changed" if there else "new", len(wanted - there) or 1)
                stale.append(firm.pk)
                fresh += [
                    model(company=firm, from_on=a, to_on=b, **{column: value})
                    for a, b, value in sorted(wanted, key=str)
                ]
        model.objects.filter(company__in=stale).delete()
        model.objects.bulk_create(fresh)

    def _units(self) -> None:
        known = {unit.p_number: unit for unit in ProductionUnit.objects.select_related("company")}
        fresh = []
        for row in self.rows[layout.UNITS.file]:
            firm, unit = self.firms[str(row.values["cvr"])], known.get(row.key)
            values = {name: row.values[name] for name in ("name", "address", "from_on", "to_on")}
            values |= {"postal_id": row.values["postal"], "company_id": firm.pk}
            if unit is None:
                fresh.append(ProductionUnit(p_number=row.key, **values))
                self._note(layout.UNITS, "new")
                continue
            if unit.company.cvr is None and unit.company_id != firm.pk:
                self._one_company(firm, unit.company)
                unit.refresh_from_db()
            differs = any(getattr(unit, name) != value for name, value in values.items())
            if differs:
                ProductionUnit.objects.filter(pk=unit.pk).update(**values)
            self._note(layout.UNITS, "changed" if differs else "same")
        ProductionUnit.objects.bulk_create(fresh)

    def _one_company(self, kept: Company, gone: Company) -> None:
        """A company without number turns out to be one of the register: the two become one, on record."""
        if Merge.objects.filter(gone=gone, undone_at__isnull=True).exists():
            return
        merge(kept=kept, gone=gone, reason=SAME_PLACE, by=None, now=self.now)
        kept.refresh_from_db()
        self.merged += 1

    def _owners(self) -> None:
        """Who looked after a company in the old system; where somebody does here already, that stays."""
        users = dict(User.objects.values_list("username", "id"))
        taken = set(Ownership.objects.values_list("company_id", flat=True))
        fresh = []
        for row in self.rows[layout.OWNERS.file]:
            firm = self.firms[row.key]
            if firm.pk in taken:
                self._note(layout.OWNERS, "same")
                continue
            days = {"from_on": row.values["from_on"], "to_on": row.values["to_on"]}
            fresh.append(Ownership(company=firm, user_id=users[str(row.values["username"])], **days))
            self._note(layout.OWNERS, "new")
        Ownership.objects.bulk_create(fresh)

    def _people(self) -> None:
        """Contact persons by company and name; one that stands here is left alone."""
        known = set(ContactPerson.objects.values_list("company_id", "name"))
        fresh = []
        for row in self.rows[layout.PEOPLE.file]:
            firm, name = self.firms[row.key], str(row.values["name"])
            if (firm.pk, name) in known:
                self._note(layout.PEOPLE, "same")
                continue
            known.add((firm.pk, name))
            values = {key: row.values[key] for key in ("title", "phone", "email", "from_on", "to_on")}
            fresh.append(ContactPerson(company=firm, name=name, **values))
            self._note(layout.PEOPLE, "new")
        ContactPerson.objects.bulk_create(fresh)

    def _contacts(self) -> None:
        """The log of the old system; a row that is here already is never written again, also when it was voided."""
        users = dict(User.objects.values_list("username", "id"))
        known = set(Contact.objects.exclude(source_key="").values_list("source_key", flat=True))
        fresh = []
        for row in self.rows[layout.CONTACTS.file]:
            if row.key in known:
                self._note(layout.CONTACTS, "same")
                continue
            values = {key: row.values[key] for key in ("on_date", "kind", "with_whom", "outcome", "note")}
            firm, by = self.firms[str(row.values["cvr"])], users[str(row.values["username"])]
            fresh.append(Contact(company=firm, by_id=by, recorded_at=self.now, source_key=row.key, **values))
            self._note(layout.CONTACTS, "new")
        Contact.objects.bulk_create(fresh, 1000)


def _by_company(rows: list[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.key].append(row)
    for each in found.values():
        each.sort(key=lambda row: (row.values["from_on"] or date.min, row.line))
    return found


def _begun(row: Row, day: date) -> bool:
    first = row.values["from_on"]
    return not isinstance(first, date) or first <= day


def _over(row: Row, day: date) -> bool:
    last = row.values["to_on"]
    return isinstance(last, date) and last < day
