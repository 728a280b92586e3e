"""Addresses of the team leader's pages."""

from django.urls import path, register_converter

from oversight.converters import IsoDay
from oversight.views import approvals, budgets, control_lists, ladder, new_overdue, overdue, sparring

register_converter(IsoDay, "iso")

urlpatterns = [
    path("frister/", overdue.overdue, name="overdue"),
    path("frister/nye/<iso:day>/", new_overdue.new_overdue, name="new_overdue"),
    path("godkendelser/", approvals.inbox, name="approvals"),
    path("godkendelser/<int:pk>/", approvals.decide, name="decide_grant"),
    path("godkendelser/<int:pk>/fortryd/<int:version>/", approvals.undo, name="undo_decision"),
    path("sparring/", sparring.agenda, name="sparring"),
    path("sparring/<int:pk>/udfald/<iso:day>/", sparring.outcome, name="sparring_outcome"),
    path("budget/", budgets.year, name="budget"),
    path("budget/<int:pk>/<int:year>/", budgets.line, name="budget_line"),
    path("lister/", control_lists.index, name="control_lists"),
    path("trappen/", ladder.moves, name="ladder_moves"),
    path("lister/<slug:slug>/", control_lists.control_list, name="control_list"),
]
