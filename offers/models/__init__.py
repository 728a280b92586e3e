from offers.models.budget import BudgetYear
from offers.models.colours import ColourPeriod
from offers.models.columns import Column, ColumnGroup
from offers.models.offers import BudgetLine, Offer, OfferPrice, PricePer
from offers.models.suppliers import Supplier, SupplierContract

__all__ = [
    "BudgetLine",
    "BudgetYear",
    "ColourPeriod",
    "Column",
    "ColumnGroup",
    "Offer",
    "OfferPrice",
    "PricePer",
    "Supplier",
    "SupplierContract",
]
