"""Suppliers and their contracts: made, changed, ended. A supplier has one contract on a day."""

from collections.abc import Callable
from datetime import date
from typing import TypedDict, TypeVar
from uuid import UUID

from offers.models import Supplier, SupplierContract
from offers.services.asking import KINDS
from offers.services.rights import need_editor
from staff.models import User
from staff.refusals import Guarded, Refused, Stale

CHANGED = "Leverandøren er ændret af en anden, siden du åbnede siden. Intet er gemt."
UNIQUE = {"supplier_name": "Leverandøren findes allerede."}
Answer = TypeVar("Answer")


class Terms(TypedDict):
    """What the form of a contract says; `types` are closed identifiers."""

    from_on: date
    to_on: date | None
    types: list[str]
    note: str


def create(*, name: str, by: User, form_key: UUID | None = None) -> Supplier:
    """A new supplier. A form sent twice makes one."""
    need_editor(by)
    with Guarded("offers", "kataloget", UNIQUE):
        sent: Supplier | None = Supplier.objects.filter(form_key=form_key).first() if form_key else None
        return sent or Supplier.objects.create(name=_named(name), form_key=form_key)


def edit(*, supplier: Supplier, name: str, active: bool, version: int | None, by: User) -> Supplier:
    """Another name, or out of use; refused while it has active offers."""

    def write(locked: Supplier) -> Supplier:
        number = locked.offers.filter(active=True).count()
        if not active and number:
            raise Refused(f"Leverandøren har {number} aktive tilbud. Lad dem udgå først.", field="active")
        locked.name, locked.active = _named(name), active
        return locked

    return _change(supplier, version, by, write)


def add_contract(
    *, supplier: Supplier, terms: Terms, version: int | None, by: User, form_key: UUID | None = None
) -> SupplierContract:
    """A contract from-to; refused where the supplier has one in the period. A form sent twice makes one."""

    def sent() -> SupplierContract | None:
        made: SupplierContract | None = SupplierContract.objects.filter(form_key=form_key).first() if form_key else None
        return made

    def write(locked: Supplier) -> SupplierContract:
        made: SupplierContract = SupplierContract.objects.create(
            supplier=locked, **_checked(locked, terms), form_key=form_key
        )
        return made

    return _change(supplier, version, by, write, sent=sent)


def edit_contract(*, contract: SupplierContract, terms: Terms, version: int | None, by: User) -> SupplierContract:
    """Correct what a contract says."""

    def write(locked: Supplier) -> SupplierContract:
        row: SupplierContract = locked.contracts.get(pk=contract.pk)
        for name, value in _checked(locked, terms, but=row).items():
            setattr(row, name, value)
        row.save()
        return row

    return _change(contract.supplier, version, by, write)


def end_contract(*, contract: SupplierContract, last_on: date, version: int | None, by: User) -> SupplierContract:
    """The contract has a last day from now on. Its offers stay in the catalogue until they are set out of use."""

    def write(locked: Supplier) -> SupplierContract:
        row: SupplierContract = locked.contracts.get(pk=contract.pk)
        if last_on < row.from_on:
            raise Refused("Kontrakten kan ikke slutte, før den begynder.", field="last_on")
        if row.to_on is not None and last_on > row.to_on:
            raise Refused("Kontrakten slutter allerede før den dag. Ret den i stedet.", field="last_on")
        row.to_on = last_on
        row.save()
        return row

    return _change(contract.supplier, version, by, write)


def _change(
    supplier: Supplier,
    version: int | None,
    by: User,
    write: Callable[[Supplier], Answer],
    *,
    sent: Callable[[], Answer | None] = lambda: None,
) -> Answer:
    """Run `write` on the locked supplier and count its version up, all or nothing; not where it has been `sent`."""
    need_editor(by)
    with Guarded("offers", "kataloget", UNIQUE):
        locked: Supplier = Supplier.objects.select_for_update(no_key=True).get(pk=supplier.pk)
        before = sent()
        if before is not None:
            return before
        if version != locked.version:
            raise Stale(CHANGED)
        answer = write(locked)
        locked.version += 1
        locked.save()
        return answer


def _named(name: str) -> str:
    if not name.strip():
        raise Refused("Skriv leverandørens navn.", field="name")
    return name.strip()


def _checked(supplier: Supplier, terms: Terms, *, but: SupplierContract | None = None) -> Terms:
    """The terms, in the order of the days; the database refuses an overlap too."""
    if not set(terms["types"]) <= set(KINDS) or not terms["types"]:
        raise Refused("Vælg mindst én art, som kontrakten omfatter.", field="types")
    if terms["to_on"] is not None and terms["to_on"] < terms["from_on"]:
        raise Refused("Slutdatoen kan ikke ligge før startdatoen.", field="to_on")
    for row in supplier.contracts.all():
        begins = terms["to_on"] is None or row.from_on <= terms["to_on"]
        if row != but and begins and (row.to_on is None or terms["from_on"] <= row.to_on):
            raise Refused("Leverandøren har allerede en kontrakt i perioden.", field="from_on")
    return terms
