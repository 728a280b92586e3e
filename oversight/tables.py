"""The leader's list as a table: columns, sorting; the row itself is a lean template."""

from typing import Any

import django_tables2 as tables
from django_tables2.data import TableListData


class Presorted(TableListData):
    """Rows that the database has sorted and cut to a page; the table only prints them."""

    def order_by(self, aliases: Any) -> None:
        """Nothing to do: the head shows the order the rows came in."""


class OverseenTable(tables.Table):
    """Rows are `oversight.services.rows.Row`, already sorted and cut to a page in the database."""

    borger = tables.Column("Borger", empty_values=())
    maalgruppe = tables.Column("Målgruppe", empty_values=())
    pligt = tables.Column("Pligt", empty_values=(), orderable=False)
    frist = tables.Column("Frist", empty_values=())
    status = tables.Column("Status", empty_values=(), orderable=False)
    raadgiver = tables.Column("Rådgiver", empty_values=())
    aftale = tables.Column("Næste aftale", empty_values=(), orderable=False)

    row_template = "oversight/_row.html"
    list_id = "liste"
    css = "tight cards"

    class Meta:
        template_name = "components/table.html"
        order_by_field = "sortering"
        orderable = True
