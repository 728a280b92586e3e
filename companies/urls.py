"""Addresses of the companies. They name internal numbers only."""

from django.urls import path

from companies.views import agreements, call_list, company, contacts, enquiries, goals, listing, orders, record

urlpatterns = [
    path("", listing.companies, name="companies"),
    path("ny/", record.create, name="company_new"),
    path("ringeliste/", call_list.call_list, name="call_list"),
    path("ringeliste/tildel/", call_list.assign, name="call_list_assign"),
    path("ringeliste/csv/", call_list.export, name="call_list_export"),
    path("vagt/", enquiries.duty, name="duty"),
    path("vagt/ny/", enquiries.receive, name="enquiry_new"),
    path("vagt/plan/", enquiries.roster, name="roster"),
    path("vagt/<int:pk>/", enquiries.enquiry, name="enquiry"),
    path("vagt/<int:pk>/tag/", enquiries.take, name="enquiry_take"),
    path("vagt/<int:pk>/talt-nu/", enquiries.contacted_now, name="enquiry_contacted_now"),
    path("vagt/<int:pk>/talt/", enquiries.contacted, name="enquiry_contacted"),
    path("vagt/<int:pk>/afslut/", enquiries.close, name="enquiry_close"),
    path("vagt/<int:pk>/annuller/", enquiries.void, name="enquiry_void"),
    path("kontaktmaal/", goals.contact_goals, name="contact_goals"),
    path("kontaktmaal/<int:pk>/", goals.set_goal, name="contact_goal"),
    path("kontakter/", contacts.done, name="contacts_done"),
    path("kontakter/<int:pk>/fortryd/", contacts.undo, name="contact_undo"),
    path("kontakter/<int:pk>/annuller/", contacts.void, name="contact_void"),
    path("<int:pk>/", company.company, name="company"),
    path("<int:pk>/historik/", company.company_history, name="company_history"),
    path("<int:pk>/kontakter/", contacts.of_company, name="company_contacts"),
    path("<int:pk>/log/", contacts.log, name="company_log"),
    path("<int:pk>/aftale/", agreements.agree, name="place_agreement_new"),
    path("<int:pk>/aftale/<int:agreement>/forny/", agreements.renew, name="place_agreement_renew"),
    path("<int:pk>/aftale/<int:agreement>/slut/", agreements.end, name="place_agreement_end"),
    path("<int:pk>/aftale/<int:agreement>/annuller/", agreements.void, name="place_agreement_void"),
    path("<int:pk>/jobordre/", orders.tell, name="job_order_new"),
    path("<int:pk>/ret/", record.edit, name="company_edit"),
    path("<int:pk>/kontaktperson/", record.add_person, name="company_person"),
    path("<int:pk>/kontaktperson/<int:person>/slut/", record.end_person, name="company_person_end"),
    path("<int:pk>/arbejdssted/", record.add_unit, name="company_unit"),
    path("<int:pk>/maa-ikke-kontaktes/", record.ban, name="company_ban"),
    path("<int:pk>/maa-kontaktes/", record.lift, name="company_lift"),
    path("<int:pk>/laeg-sammen/", record.merge, name="company_merge"),
    path("sammenlagt/<int:pk>/fortryd/", record.merge_undo, name="company_merge_undo"),
]
