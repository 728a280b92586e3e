"""Addresses of everything about citizens. A public id is opaque; a CPR number never stands in an address."""

from django.urls import URLPattern, URLResolver, path

from cases.views import booking, caseload, citizen, conversations, course, create, facts, open_reason, reveal, search

urlpatterns: list[URLPattern | URLResolver] = [
    path("sagsstamme/", caseload.caseload, name="caseload"),
    path("sagsstamme/set/", caseload.notices_seen, name="notices_seen"),
    path("soeg/", search.search, name="search"),
    path("borgere/ny/", create.create, name="citizen_create"),
    path("borgere/<str:public_id>/", citizen.overview, name="citizen"),
    path("borgere/<str:public_id>/samtaler/", citizen.conversations, name="citizen_conversations"),
    path("borgere/<str:public_id>/frister/", citizen.deadlines, name="citizen_deadlines"),
    path("borgere/<str:public_id>/historik/", citizen.history, name="citizen_history"),
    path("borgere/<str:public_id>/adgang/", open_reason.open_reason, name="open_reason"),
    path("borgere/<str:public_id>/cpr/", reveal.reveal, name="citizen_reveal"),
    path("borgere/<str:public_id>/pauser/ny/", facts.pause, name="citizen_pause"),
    path("borgere/<str:public_id>/pauser/<int:pk>/slut/", facts.pause_end, name="citizen_pause_end"),
    path("borgere/<str:public_id>/maalgruppe/ny/", facts.group, name="citizen_group"),
    path("borgere/<str:public_id>/visitation/ny/", facts.refer, name="citizen_refer"),
    path("borgere/<str:public_id>/visitation/<int:pk>/slut/", facts.referral_end, name="citizen_referral_end"),
    path("borgere/<str:public_id>/overvejelse/ny/", facts.consider, name="citizen_consider"),
    path("borgere/<str:public_id>/tilbud/ny/", facts.activity, name="citizen_activity"),
    path("borgere/<str:public_id>/tilbud/<int:pk>/", facts.activity_change, name="citizen_activity_change"),
    path("borgere/<str:public_id>/naeste-samtale/", facts.next_conversation, name="citizen_next_conversation"),
    path("borgere/<str:public_id>/oplysninger/<slug:key>/", facts.detail, name="citizen_detail"),
    path("borgere/<str:public_id>/mangler/<slug:fact>/", facts.fill_missing, name="fill_missing"),
    path("borgere/<str:public_id>/ansvarlig/", course.responsible, name="citizen_responsible"),
    path("borgere/<str:public_id>/luk/", course.close, name="citizen_close"),
    path("borgere/<str:public_id>/genaabn/", course.reopen, name="citizen_reopen"),
    path("borgere/<str:public_id>/ret/<slug:kind>/<int:pk>/", course.void, name="citizen_void"),
    path("borgere/<str:public_id>/fortryd/<slug:kind>/<int:pk>/", course.undo, name="citizen_undo"),
    path("borgere/<str:public_id>/samtaler/ny/", booking.book, name="book"),
    path("borgere/<str:public_id>/samtaler/registrer/", conversations.record, name="record_new"),
    path("borgere/<str:public_id>/samtaler/registrer/kladde/", conversations.draft, name="record_new_draft"),
    path("borgere/<str:public_id>/samtaler/registrer/virkning/", conversations.consequence, name="record_new_preview"),
    path("samtaler/<int:pk>/registrer/", conversations.of_conversation, name="record"),
    path("samtaler/<int:pk>/registrer/<slug:step>/", conversations.of_conversation, name="record_step"),
    path("samtaler/<int:pk>/flyt/", booking.move, name="move"),
    path("samtaler/<int:pk>/aflys/", booking.cancel, name="cancel"),
    path("samtaler/<int:pk>/fortryd/", booking.undo, name="undo_conversation"),
]
