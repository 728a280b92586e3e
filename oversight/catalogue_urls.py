"""Addresses of the catalogue. Filter and day stand in the query string."""

from django.urls import path

from oversight.views import catalogue, catalogue_file, colours, columns, lines, offer_page, offer_sheet, suppliers

urlpatterns = [
    path("", catalogue.catalogue, name="catalogue"),
    path("fil/", catalogue_file.file, name="catalogue_file"),
    path("fil/hent/<slug:form>/", catalogue_file.export, name="catalogue_export"),
    path("aendringer/<int:pk>/fortryd/", colours.undo, name="undo_colour"),
    path("nyt/", offer_page.create, name="offer_create"),
    path("<int:pk>/", offer_page.offer, name="offer"),
    path("<int:pk>/ret/", offer_page.edit, name="offer_edit"),
    path("<int:pk>/pris/", offer_page.price, name="offer_price"),
    path("priser/<int:pk>/fortryd/", offer_page.undo_price, name="undo_price"),
    path("budgetlinjer/", lines.lines, name="lines"),
    path("budgetlinjer/ny/", lines.create, name="line_create"),
    path("budgetlinjer/<int:pk>/", lines.edit, name="line_edit"),
    path("kolonner/", columns.columns, name="columns"),
    path("kolonner/ny/", columns.create, name="column_create"),
    path("kolonner/<int:pk>/", columns.edit, name="column_edit"),
    path("kolonner/<int:pk>/flyt/", columns.move, name="column_move"),
    path("kolonner/grupper/<slug:code>/", columns.group, name="column_group"),
    path("kolonner/grupper/<slug:code>/borgere/", columns.citizens, name="column_group_citizens"),
    path("leverandoerer/", suppliers.suppliers, name="suppliers"),
    path("leverandoerer/ny/", suppliers.create, name="supplier_create"),
    path("leverandoerer/<int:pk>/", suppliers.supplier, name="supplier"),
    path("leverandoerer/<int:pk>/ret/", suppliers.edit, name="supplier_edit"),
    path("leverandoerer/<int:pk>/kontrakt/", suppliers.add_contract, name="contract_add"),
    path("kontrakter/<int:pk>/", suppliers.edit_contract, name="contract_edit"),
    path("kontrakter/<int:pk>/afslut/", suppliers.end_contract, name="contract_end"),
    path("maalgrupper/<int:column>/", offer_sheet.offer_sheet, name="offer_sheet"),
    path("<int:offer>/<int:column>/", catalogue.cell, name="catalogue_cell"),
    path("<int:offer>/<int:column>/skift/", colours.change, name="change_colour"),
    path("<int:offer>/<int:column>/virkning/", colours.impact, name="colour_impact"),
    path("<int:offer>/<int:column>/borgere/", colours.citizens, name="colour_citizens"),
]
