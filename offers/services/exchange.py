"""The catalogue as a file: one row an offer with its price, one column a group of target groups with its colour.

A file is tried first: every row says what it would change, or its fault, and nothing is saved. All or nothing: a file
with a fault changes nothing.
"""

import csv
import hashlib
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any
from zipfile import BadZipFile

from django.core.exceptions import ValidationError
from django.db import transaction
from import_export import fields, resources, widgets
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from tablib import Dataset

from offers.models import BudgetLine, ColourPeriod, Column, Offer, OfferPrice, PricePer, Supplier
from offers.services import colours, prices
from offers.services.colours import COLOURS_OF, Wanted
from offers.services.rights import need_editor
from rules.gates.vocabulary import Colour
from rules.labels import ACTIVITY_TYPES
from rules.rule import Policy
from staff.models import User
from staff.refusals import Refused

MOST_BYTES, MOST_ROWS = 1_000_000, 2_000
YES, NO = "ja", "nej"
NEEDED = ("tilbud", "art")
BOM = "utf-8-sig"
TYPES = {name.casefold(): str(code.value) for code, name in ACTIVITY_TYPES.items()}
TYPE_NAMES = {str(code.value): name for code, name in ACTIVITY_TYPES.items()}
COLOUR_CODES = {name: code for code, name in COLOURS_OF.items()}


class Words(widgets.Widget):
    """A closed list of Danish words for codes."""

    def __init__(self, codes: Mapping[str, str], name: str, *, empty: str | None = None) -> None:
        super().__init__()
        self.codes, self.name, self.empty = codes, name, empty
        self.written = {code: word for word, code in codes.items()}

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> str:
        word = str(value or "").strip()
        if not word and self.empty is not None:
            return self.empty
        if word.casefold() not in self.codes:
            raise ValueError(f"»{word}« er ikke kendt som {self.name}.")
        return self.codes[word.casefold()]

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return TYPE_NAMES.get(value) or self.written.get(value, "")


class Amount(widgets.Widget):
    """A number with a decimal comma; `whole`: without decimals."""

    def __init__(self, *, whole: bool = False) -> None:
        super().__init__()
        self.whole = whole

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Decimal | int | None:
        text = str(value or "").strip().replace(" ", "").replace("\xa0", "")
        if not text:
            return None
        text = text.replace(".", "").replace(",", ".") if "," in text else text
        try:
            number = Decimal(text)
        except InvalidOperation:
            raise ValueError(f"»{value}« er ikke et tal.") from None
        if not self.whole:
            return number
        if number != int(number) or number < 0:
            raise ValueError(f"»{value}« er ikke et helt tal.")
        return int(number)

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return "" if value is None else str(value).replace(".", ",")


class Named(widgets.Widget):
    """A row known by its name; `makes`: an unknown one is made."""

    def __init__(self, model: Any, name: str, *, makes: bool = False) -> None:
        super().__init__()
        self.model, self.name, self.makes = model, name, makes

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        text = str(value or "").strip()
        if not text:
            return None
        found = self.model.objects.filter(name=text).first()
        if found is None and not self.makes:
            raise ValueError(f"{self.name} »{text}« findes ikke.")
        return found or self.model.objects.create(name=text)

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return value.name if value else ""


def _field(attribute: str, heading: str, widget: Any) -> Any:
    return fields.Field(attribute=attribute, column_name=heading, widget=widget)


class OfferResource(resources.ModelResource):
    """Rows of the catalogue by name and supplier, with the price of a day; prices and colours follow after each row."""

    name = _field("name", "tilbud", widgets.CharWidget())
    supplier = _field("supplier", "leverandør", Named(Supplier, "Leverandøren", makes=True))
    type = _field("type", "art", Words(TYPES, "art"))
    price = _field("price", "pris", Amount())
    price_per = _field(
        "price_per", "prisen er", Words({label: code for code, label in PricePer.choices}, "pris", empty="")
    )
    weeks = _field("weeks", "uger", Amount(whole=True))
    vat = _field("vat", "moms", widgets.CharWidget())
    hours_per_week = _field("hours_per_week", "timer pr. uge", Amount())
    capacity = _field("capacity", "pladser", Amount(whole=True))
    budget_line = _field("budget_line", "budgetlinje", Named(BudgetLine, "Budgetlinjen"))
    active = _field("active", "aktivt", Words({YES: "1", NO: ""}, "ja eller nej", empty="1"))

    class Meta:
        model = Offer
        fields = (
            *("name", "supplier", "type", "price", "price_per", "weeks", "vat"),
            *("hours_per_week", "capacity", "budget_line", "active"),
        )
        import_id_fields = ("name", "supplier")
        clean_model_instances = True
        skip_unchanged = True
        report_skipped = True
        use_transactions = True
        store_instance = True

    def __init__(self, sending: "Sending | None" = None, *, day: date | None = None) -> None:
        super().__init__()
        self.sending = sending
        self.day = sending.from_on if sending else day

    def get_or_init_instance(self, instance_loader: Any, row: Any) -> Any:
        offer, new = super().get_or_init_instance(instance_loader, row)
        return self._priced(offer), new

    def iter_queryset(self, queryset: Any) -> Iterator[Any]:
        yield from map(self._priced, super().iter_queryset(queryset))

    def _priced(self, offer: Any) -> Any:
        """Carry the price of the day on the offer, so that it stands in the file and is compared with it."""
        held = offer.price_on(self.day) if offer.pk and self.day else OfferPrice()
        offer.price, offer.price_per, offer.weeks = held.price, held.price_per, held.weeks
        return offer

    def dehydrate_active(self, offer: Offer) -> str:
        return YES if offer.active else NO

    def before_save_instance(self, instance: Offer, row: Any, **kwargs: Any) -> None:
        instance.active = bool(instance.active)
        if instance.pk:
            instance.version += 1

    def after_import(self, dataset: Dataset, result: Any, **kwargs: Any) -> None:
        """Sequences are not set anew: no file says the number of a row, and the application may not."""

    def after_import_row(self, row: Any, row_result: Any, **kwargs: Any) -> None:
        """The price and the colours of the row, by the same acts as on the screen."""
        row_result.colours = []
        if self.sending is not None and row_result.instance is not None:
            self.sending.cost(row_result.instance)
            row_result.colours = self.sending.colour(row_result.instance, row)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """One file on its way in: by whom, from which day its prices and colours hold, and why."""

    from_on: date
    reason: str
    by: User
    policy: Policy
    today: date
    now: datetime
    columns: tuple[Column, ...]

    def cost(self, offer: Any) -> None:
        """Change the price to the one that the row gave the offer, where another holds that day."""
        wanted = prices.Wanted(
            price=offer.price, price_per=offer.price_per, weeks=offer.weeks, from_on=self.from_on, note=self.reason
        )
        if wanted.same_as(offer.price_on(self.from_on)):
            return
        try:
            shown = prices.state(offer.prices())
            prices.change(offer=offer, wanted=wanted, seen=shown, by=self.by, today=self.today, now=self.now)
        except Refused as refused:
            raise ValidationError(f"pris: {refused.message}") from None

    def colour(self, offer: Offer, row: Mapping[str, Any]) -> list[str]:
        """Change the cells that the row gives another colour; an empty one stays. Returns what was changed."""
        changed = []
        for column in self.columns:
            word = str(row.get(column.name) or "").strip().casefold()
            if not word:
                continue
            if word not in COLOUR_CODES:
                raise ValidationError(f"{column.name}: »{word}« er ikke grøn, gul eller rød.")
            rows = list(ColourPeriod.objects.of(offer, column).valid())
            held = colours.holding(rows, self.from_on)
            if held is not None and held.colour == COLOUR_CODES[word]:
                continue
            wanted = Wanted(colour=Colour(COLOUR_CODES[word]), from_on=self.from_on, reason=self.reason)
            try:
                colours.change(
                    offer=offer, column=column, wanted=wanted, seen=colours.state(rows), by=self.by,
                    policy=self.policy, today=self.today, now=self.now,
                )  # fmt: skip
            except Refused as refused:
                raise ValidationError(f"{column.name}: {refused.message}") from None
            before = COLOURS_OF[held.colour] if held is not None else "ikke kategoriseret"
            changed.append(f"{column.name}: {before} → {word}")
        return changed


@dataclass(frozen=True, slots=True)
class Row:
    """What the file does with one row: new, changed, same or fault; in words what changes, or what is wrong."""

    number: int
    name: str
    kind: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tried:
    rows: tuple[Row, ...]

    @property
    def faults(self) -> int:
        return sum(row.kind == "fault" for row in self.rows)

    @property
    def changes(self) -> int:
        return sum(row.kind in ("new", "changed") for row in self.rows)

    @property
    def digest(self) -> str:
        """Names what was shown, so that nothing else is saved."""
        return hashlib.sha256(repr(self.rows).encode()).hexdigest()[:16]


def sent(data: Dataset, sending: Sending, *, digest: str = "") -> tuple[Tried, bool]:
    """Try the file; with the digest of what was shown, and only then, it is saved. Returns whether it was."""
    need_editor(sending.by)
    with transaction.atomic():
        result = OfferResource(sending).import_data(data, dry_run=False, rollback_on_validation_errors=True)
        if result.base_errors:
            raise result.base_errors[0].error
        tried = Tried(tuple(_row(number, row) for number, row in enumerate(result.rows, start=2)))
        keep = bool(digest) and digest == tried.digest and not tried.faults and bool(tried.changes)
        if not keep:
            transaction.set_rollback(True)
    return tried, keep


def _row(number: int, found: Any) -> Row:
    instance = getattr(found, "instance", None)
    name = str(instance.name) if instance is not None else ""
    wrong = [str(error.error) for error in found.errors]
    if found.validation_error is not None:
        wrong += _messages(found.validation_error)
    if wrong:
        return Row(number, name, "fault", tuple(wrong))
    lines = [*_changed(getattr(found, "original", None), instance), *getattr(found, "colours", ())] if instance else []
    kind = "new" if found.import_type == "new" else "changed" if lines else "same"
    return Row(number, name, kind, tuple(lines))


def _messages(error: ValidationError) -> list[str]:
    headings = {name: field.column_name for name, field in OfferResource().fields.items()}
    if not hasattr(error, "error_dict"):
        return list(error.messages)
    return [
        f"{headings[name]}: {message}" if name in headings else message
        for name, messages in error.message_dict.items()
        for message in messages
    ]


def _changed(before: Offer | None, after: Offer) -> list[str]:
    found = OfferResource()
    lines = []
    for field in found.fields.values():
        new = field.export(after) if field.attribute != "active" else found.dehydrate_active(after)
        old = "" if before is None else field.export(before)
        if before is not None and field.attribute == "active":
            old = found.dehydrate_active(before)
        if before is not None and before.pk and old != new:
            lines.append(f"{field.column_name}: {old or 'tom'} → {new or 'tom'}")
    return lines


def dataset(*, day: date) -> Dataset:
    """The whole catalogue, with the prices and the entries that hold on a day."""
    columns = list(Column.objects.all())
    offers = Offer.objects.priced().select_related("supplier", "budget_line").order_by("name", "pk")
    data = OfferResource(day=day).export(offers)
    held = {
        (row.offer_id, row.column_id): COLOURS_OF[row.colour]
        for row in ColourPeriod.objects.valid().filter(from_on__lte=day).exclude(to_on__lt=day)
    }
    order = list(offers.values_list("pk", flat=True))
    for column in columns:
        data.append_col([held.get((pk, column.pk), "") for pk in order], header=column.name)
    return data


def written(data: Dataset, *, form: str) -> bytes:
    """The file: xlsx, or csv with semicolons. A text that a spreadsheet would reckon as a formula is escaped."""
    if form == "xlsx":
        found: bytes = data.export("xlsx", escape=True)
        return found
    out = io.StringIO()
    lines = csv.writer(out, delimiter=";", lineterminator="\r\n")
    lines.writerow(data.headers)
    lines.writerows([[_safe(cell) for cell in row] for row in data])
    return out.getvalue().encode(BOM)


def _safe(cell: Any) -> str:
    text = "" if cell is None else str(cell)
    return f"'{text}" if text[:1] in ("=", "+", "@", "\t") else text


def read(name: str, content: bytes) -> Dataset:
    """The rows of a file. Raises Refused in Danish where it is no catalogue."""
    if len(content) > MOST_BYTES:
        raise Refused("Filen er større end 1 MB.", field="file")
    rows = _xlsx(content) if name.casefold().endswith(".xlsx") else _csv(content)
    rows = [row for row in rows if any(row)]
    if not rows or len(rows) == 1:
        raise Refused("Filen har ingen rækker.", field="file")
    if len(rows) > MOST_ROWS:
        raise Refused("Filen har over 2.000 rækker.", field="file")
    headings = [heading.casefold() for heading in rows[0]]
    while headings and not headings[-1]:
        headings.pop()
    known = {field.column_name: field.column_name for field in OfferResource().fields.values()}
    known |= {column.name.casefold(): column.name for column in Column.objects.all()}
    missing = [heading for heading in NEEDED if heading not in headings]
    strange = [heading for heading in headings if heading not in known]
    if missing:
        raise Refused(f"Filen mangler kolonnen {' og '.join(missing)}.", field="file")
    if strange:
        raise Refused(f"Filen har ukendte kolonner: {', '.join(strange)}.", field="file")
    data = Dataset(headers=[known[heading] for heading in headings])
    for row in rows[1:]:
        data.append([*row, *[""] * len(headings)][: len(headings)])
    if "leverandør" not in headings:
        data.append_col([""] * (len(rows) - 1), header="leverandør")
    return data


def _csv(content: bytes) -> list[list[str]]:
    try:
        text = content.decode(BOM)
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    separator = ";" if text.partition("\n")[0].count(";") else ","
    return [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text), delimiter=separator)]


def _xlsx(content: bytes) -> list[list[str]]:
    try:
        sheet = load_workbook(io.BytesIO(content), read_only=True, data_only=True).worksheets[0]
        found = sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=60, values_only=True)
        return [["" if cell is None else str(cell).strip() for cell in row] for row in found]
    except (BadZipFile, InvalidFileException, KeyError, ValueError, OSError):
        raise Refused("Filen kan ikke læses som xlsx.", field="file") from None
