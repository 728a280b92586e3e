"""The catalogue on a day: offers by family, and for each column of target groups the colour that the rules give."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction

from offers.models import ColourPeriod, Column, Offer, OfferPrice
from offers.services import asking, colours, prices
from offers.services.asking import KINDS
from rules.gates.cell import Cell
from rules.gates.words import kroner
from rules.labels import ACTIVITY_FAMILIES, ACTIVITY_TYPES, TARGET_GROUPS
from rules.rule import Policy
from rules.vocabulary import ActivityFamily
from staff import wording

DAY = timedelta(days=1)
UNKNOWN = "unknown"
NAMES = {"green": "Grøn", "yellow": "Gul", "red": "Rød", UNKNOWN: "Gul, ikke kategoriseret"}
MEANINGS = {
    "green": "anvendes frit",
    "yellow": "drøftes altid med funktionsleder",
    UNKNOWN: "drøftes altid med funktionsleder",
    "red": "anvendes aldrig for målgruppen",
}
FAMILIES = (
    ActivityFamily.GUIDANCE,
    ActivityFamily.MENTOR,
    ActivityFamily.EDUCATION,
    ActivityFamily.BUSINESS,
    ActivityFamily.OTHER,
)
"""As they stand in the catalogue: those with colours first."""
COLOURED = (ActivityFamily.GUIDANCE, ActivityFamily.MENTOR)
OWN = "Internt forløb"
BY_COLOUR = ("green", "yellow", UNKNOWN, "red", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One cell as it stands on `day`. `entry` is the row of the catalogue that holds, `planned` the next change."""

    offer: Offer
    column: Column
    found: Cell
    rows: tuple[ColourPeriod, ...]
    entry: ColourPeriod | None
    planned: "Planned | None"
    day: date

    @property
    def code(self) -> str:
        if self.found.colour is None:
            return ""
        return UNKNOWN if self.found.uncategorised else self.found.colour.value

    @property
    def key(self) -> str:
        return f"{self.offer.pk}-{self.column.pk}"

    @property
    def state(self) -> str:
        return colours.state(self.rows)

    @property
    def meaning(self) -> str:
        return MEANINGS[self.code]

    @property
    def coming(self) -> tuple[ColourPeriod, ...]:
        """The rows that begin after the day."""
        return tuple(row for row in self.rows if row.from_on > self.day)


@dataclass(frozen=True, slots=True)
class Planned:
    """The next change of a cell: the colour that will hold, and its first day."""

    code: str
    from_on: date

    @property
    def strip(self) -> str:
        """→ Gul 1. jan. (the year is left out: the panel says it)"""
        name = "Ikke kat." if self.code == UNKNOWN else NAMES[self.code]
        return f"→ {name} {wording.day_month(self.from_on, self.from_on)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One offer. `cells` is empty where the family has no colours; `costs` is its price of the day, `coming` the next
    one; `dear`: the price alone asks for a colour."""

    offer: Offer
    type_name: str
    supplier: str
    costs: OfferPrice
    coming: OfferPrice | None
    per_week: Fraction | None
    dear: bool
    countable: bool
    cells: tuple[Shown, ...]
    contract: str

    def cell(self, column: Column) -> Shown | None:
        return next((cell for cell in self.cells if cell.column.pk == column.pk), None)

    @property
    def price(self) -> str:
        """2.350 · 2.200,01"""
        return "" if self.per_week is None else kroner(self.per_week)

    @property
    def price_words(self) -> str:
        """15.600 kr. i alt for 8 uger, momsfrit"""
        if self.costs.price is None:
            return ""
        return prices.words(self.costs) + (f", {self.offer.vat}" if self.offer.vat else "")

    @property
    def coming_words(self) -> str:
        """1.190 kr. pr. uge fra 1. januar 2027"""
        return "" if self.coming is None else f"{prices.words(self.coming)} {prices.span(self.coming)}"


@dataclass(frozen=True, slots=True)
class Family:
    title: str
    lines: tuple[Line, ...]


@dataclass(slots=True, kw_only=True)
class Catalogue:
    """What the screen shows. `changes` are the next days on which some colour or price changes."""

    day: date
    columns: tuple[Column, ...]
    families: tuple[Family, ...]
    changes: tuple[date, ...]
    outside: tuple[str, ...]
    offers: int = field(init=False)
    planned: int = field(init=False)
    uncategorised: int = field(init=False)

    def __post_init__(self) -> None:
        cells = [cell for line in self.lines() for cell in line.cells]
        self.offers = sum(len(family.lines) for family in self.families)
        self.planned = sum(cell.planned is not None for cell in cells)
        self.uncategorised = sum(cell.found.uncategorised for cell in cells)

    def lines(self) -> Iterator[Line]:
        for family in self.families:
            yield from family.lines

    def cell(self, offer: int, column: int) -> Shown | None:
        cells = (cell for line in self.lines() for cell in line.cells)
        return next((cell for cell in cells if cell.offer.pk == offer and cell.column.pk == column), None)

    def by_colour(self, column: Column) -> list[tuple[Line, Shown | None]]:
        """All offers of one column, by colour (REB23-62)."""
        found = [(line, line.cell(column)) for line in self.lines()]
        return sorted(found, key=lambda pair: BY_COLOUR.index(pair[1].code if pair[1] is not None else ""))


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """The filter of the catalogue: words of a name or a supplier, a family, and what a cell must show."""

    words: str = ""
    family: str = ""
    showing: str = ""
    retired: bool = False

    def takes(self, line: Line) -> bool:
        said = f"{line.offer.name} {line.supplier} {line.type_name}".casefold()
        if self.words.casefold() not in said:
            return False
        if self.family and KINDS[line.offer.type].family != self.family:
            return False
        if self.showing == "planned":
            return any(cell.planned is not None for cell in line.cells)
        return not self.showing or any(cell.code == self.showing for cell in line.cells)


def catalogue(*, policy: Policy, day: date, chosen: Chosen | None = None) -> Catalogue:
    """The catalogue as it stands on a day, in a fixed number of statements."""
    chosen = chosen or Chosen()
    columns = tuple(Column.objects.prefetch_related("groups"))
    rows = _rows(ColourPeriod.objects.valid().select_related("recorded_by").order_by("from_on"))
    offers = list(Offer.objects.whole().filter(active=not chosen.retired).order_by("name"))
    lines = [_line(offer, columns, rows, policy, day) for offer in offers]
    shown = [line for line in lines if chosen.takes(line)]
    families = [
        Family(ACTIVITY_FAMILIES[family], tuple(line for line in shown if KINDS[line.offer.type].family is family))
        for family in FAMILIES
    ]
    starts = {row.from_on for cells in rows.values() for row in cells if row.from_on > day}
    priced = {row.from_on for offer in offers for row in offer.prices() if row.from_on is not None}
    starts |= {first for first in priced if first > day}
    inside = {code for column in columns for code in column.codes}
    return Catalogue(
        day=day,
        columns=columns,
        families=tuple(family for family in families if family.lines),
        changes=tuple(sorted(starts)),
        outside=tuple(name for code, name in TARGET_GROUPS.items() if code not in inside and policy.demanded(code)),
    )


def one_cell(*, offer: Offer, column: Column, policy: Policy, day: date) -> Shown:
    """One cell alone, as the whole catalogue would show it."""
    rows = ColourPeriod.objects.of(offer, column).valid().select_related("recorded_by")
    return _cell(offer, column, tuple(rows), policy, day)


def line_of(offer: Offer, *, policy: Policy, day: date) -> Line:
    """One offer without its cells."""
    return _line(offer, (), {}, policy, day)


def _rows(found: Iterable[ColourPeriod]) -> dict[tuple[int, int], list[ColourPeriod]]:
    rows: dict[tuple[int, int], list[ColourPeriod]] = {}
    for row in found:
        rows.setdefault((row.offer_id, row.column_id), []).append(row)
    return rows


def _line(
    offer: Offer,
    columns: tuple[Column, ...],
    rows: dict[tuple[int, int], list[ColourPeriod]],
    policy: Policy,
    day: date,
) -> Line:
    cells = [_cell(offer, column, tuple(rows.get((offer.pk, column.pk), ())), policy, day) for column in columns]
    coloured = tuple(cell for cell in cells if cell.found.colour is not None)
    kind, costs = KINDS[offer.type], offer.price_on(day)
    return Line(
        offer=offer,
        type_name=ACTIVITY_TYPES[kind],
        supplier=offer.supplier.name if offer.supplier else OWN if kind.family in COLOURED else "",
        costs=costs,
        coming=next((row for row in offer.prices() if row.from_on is not None and row.from_on > day), None),
        per_week=asking.price_per_week(costs),
        dear=asking.is_dear(offer, day=day, policy=policy),
        countable=kind in policy.countable,
        cells=coloured,
        contract=_contract(offer, day),
    )


def _contract(offer: Offer, day: date) -> str:
    """Kontrakt til d. 31. oktober 2023 (udløbet); empty where the supplier has none for this kind of offer."""
    contracts = [row for row in offer.supplier.contracts.all() if offer.type in row.types] if offer.supplier else []
    if not contracts:
        return ""
    held = next((row for row in contracts if row.holds(day)), None)
    row = held or contracts[-1]
    span = wording.period(row.from_on, row.to_on)
    return f"Kontrakt {span}" if held else f"Kontrakt {span} ({'udløbet' if row.from_on <= day else 'ikke begyndt'})"


def _cell(offer: Offer, column: Column, rows: tuple[ColourPeriod, ...], policy: Policy, day: date) -> Shown:
    entry = colours.holding(rows, day)
    found = asking.cell(offer, column, colour=entry.colour if entry else None, day=day, policy=policy)
    shown = Shown(offer=offer, column=column, found=found, rows=rows, entry=entry, planned=None, day=day)
    planned = _planned(shown, policy) if found.colour is not None else None
    return Shown(offer=offer, column=column, found=found, rows=rows, entry=entry, planned=planned, day=day)


def _planned(shown: Shown, policy: Policy) -> Planned | None:
    """The first later day on which another colour is shown."""
    days = {row.from_on for row in shown.rows} | {row.to_on + DAY for row in shown.rows if row.to_on is not None}
    days |= {row.from_on for row in shown.offer.prices() if row.from_on is not None}
    for day in sorted(day for day in days if day > shown.day):
        entry = colours.holding(shown.rows, day)
        colour = entry.colour if entry else None
        found = asking.cell(shown.offer, shown.column, colour=colour, day=day, policy=policy)
        code = UNKNOWN if found.uncategorised else found.colour.value if found.colour else ""
        if code and code != shown.code:
            return Planned(code, day)
    return None


def history(*, offer: Offer, column: Column) -> list[ColourPeriod]:
    """Every row that the cell has had, the newest first, also those taken back."""
    rows = ColourPeriod.objects.filter(offer=offer, column=column).select_related("recorded_by", "voided_by")
    return list(rows.order_by("-recorded_at", "-from_on", "-pk"))
