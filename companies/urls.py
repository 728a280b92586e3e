"""Addresses of the companies. They name internal numbers only."""

from django.urls import path

from companies.views import company, listing, record

urlpatterns = [
    path("", listing.companies, name="companies"),
    path("ny/", record.create, name="company_new"),
    path("<int:pk>/", company.company, name="company"),
    path("<int:pk>/historik/", company.company_history, name="company_history"),
    path("<int:pk>/ret/", record.edit, name="company_edit"),
    path("<int:pk>/kontaktperson/", record.add_person, name="company_person"),
    path("<int:pk>/kontaktperson/<int:person>/slut/", record.end_person, name="company_person_end"),
    path("<int:pk>/arbejdssted/", record.add_unit, name="company_unit"),
    path("<int:pk>/maa-ikke-kontaktes/", record.ban, name="company_ban"),
    path("<int:pk>/maa-kontaktes/", record.lift, name="company_lift"),
    path("<int:pk>/laeg-sammen/", record.merge, name="company_merge"),
    path("sammenlagt/<int:pk>/fortryd/", record.merge_undo, name="company_merge_undo"),
]
