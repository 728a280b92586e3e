"""Addresses of the sample pages on which the components are looked at and tested."""

from datetime import date, timedelta
from pathlib import Path

from allauth.account import views as account
from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import engines
from django.urls import path
from django.utils.safestring import mark_safe

from staff.dates_field import DanishDateField, DanishTimeField, DatedForm
from staff.views.profile import shortcuts

HERE = Path(__file__).parent
TODAY = date(2026, 11, 23)


class SampleForm(DatedForm):
    outcome = forms.ChoiceField(
        label="Udfald",
        widget=forms.RadioSelect,
        choices=[("held", "Afholdt"), ("absent", "Udeblevet"), ("cancelled", "Aflyst")],
    )
    held_on = DanishDateField(label="Dato")
    held_at = DanishTimeField(label="Kl.")
    mode = forms.ChoiceField(
        label="Form",
        widget=forms.RadioSelect,
        choices=[("physical", "Fysisk"), ("phone", "Telefon"), ("video", "Video"), ("company", "Virksomhed")],
    )
    number = forms.ChoiceField(label="Nummer", choices=[("3", "Jobsamtale 3 af 6")])
    joint = forms.MultipleChoiceField(
        label="Deltog også",
        widget=forms.CheckboxSelectMultiple,
        choices=[("fund", "A-kasse"), ("jc", "Jobkonsulent")],
        required=False,
    )
    note = forms.CharField(label="Note", widget=forms.Textarea, required=False)
    sure = forms.BooleanField(label="Borgeren er enig", required=False)


def _rows() -> list[dict[str, object]]:
    statuses = [
        ("overdue", -2, "yellow", "afventer"),
        ("due_soon", 1, "green", ""),
        ("pending", 26, "red", ""),
        ("fulfilled", 5, "unknown", ""),
        ("fulfilled_late", -8, "company", ""),
        ("missing", 0, "green", "· frit"),
        ("paused", 0, "green", ""),
        ("exempt", 0, "green", ""),
        ("missed", -9, "green", ""),
        ("recommended", -20, "green", ""),
        ("superseded", 0, "green", ""),
    ]
    return [
        {
            "name": f"Borger nr. {index}",
            "status": status,
            "due": TODAY + timedelta(days=days),
            "met": TODAY - timedelta(days=3),
            "detail": "Vælg målgruppe" if status == "missing" else "",
            "colour": colour,
            "note": note,
        }
        for index, (status, days, colour, note) in enumerate(statuses)
    ]


def _context(form: SampleForm) -> dict[str, object]:
    lines = [("Første ledighedsdag", "27. juli 2026"), ("Jobsamtale 4: 4 × 28 ledige dage", "+ 112 dage")]
    slots = [
        {"value": "1", "day": "Ons. 25. nov.", "time": "kl. 11.30", "checked": True},
        {"value": "2", "day": "Ons. 25. nov.", "time": "kl. 14.00"},
        {"value": "3", "day": "Tor. 26. nov.", "time": "kl. 14.15", "late": True},
    ]
    why = {
        "heading": "Hvorfor lørdag d. 21. november?",
        "lines": lines,
        "due": "lør. 21. nov. 2026",
        "plan_on": "fre. 20. nov.",
        "counts": [(True, "Afholdte samtaler: 18. aug."), (False, "Informationsmøde tæller ikke")],
        "source": "Samtaler, A-dagpenge v3",
        "unverified": True,
    }
    entries = [
        {"title": "Praktik starter", "when": "Man. 7. dec.", "kind": "plan"},
        {"title": "Frist overskredet", "when": "Lør. 21. nov.", "kind": "now"},
        {
            "title": "Afholdt",
            "when": "Tir. 20. okt.",
            "kind": "done",
            "correction": "Rettet fra 14. til 15. september.",
        },
        {"title": "Ferie", "when": "5.–9. okt.", "kind": "", "voided": True},
    ]
    return {
        "today": TODAY,
        "form": form,
        "rows": _rows(),
        "slots": slots,
        "why": why,
        "missing": {"heading": "Hvorfor ingen frist?", "missing": "Målgruppen mangler. Rådgiveren kan vælge den."},
        "entries": entries,
        "facts": [("Målgruppe", "A-dagpenge"), ("Alder", "41 år"), ("A-kasse", "")],
        "crumbs": [("Borgere", "/"), ("Mette Skovgaard", "")],
        "tabs": [
            {"label": "Overblik", "url": "/", "current": True},
            {"label": "Samtaler", "url": "/#s", "figure": "3 af 6", "key": "g s"},
        ],
    }


def _page(request: HttpRequest, name: str, context: dict[str, object], status: int = 200) -> HttpResponse:
    source = engines["django"].from_string((HERE / name).read_text())
    return HttpResponse(source.render(context, request), status=status)


def gallery(request: HttpRequest) -> HttpResponse:
    """Every component once, with a form that has errors when ?fejl stands in the address."""
    data = {"held_on": "31/2", "outcome": "", "held_at": "25"} if "fejl" in request.GET else None
    initial = {"outcome": "held", "mode": "phone", "held_on": TODAY, "joint": ["fund"]}
    return _page(request, "gallery.html", _context(SampleForm(data, initial=initial, today=TODAY)))


def panel(request: HttpRequest) -> HttpResponse:
    """A side panel: 422 with the panel again when the form has errors, an empty place and a receipt when not."""
    initial = {"outcome": "held", "mode": "phone", "held_on": TODAY}
    form = SampleForm(request.POST or None, initial=initial, prefix="panel", today=TODAY)
    if request.method == "POST" and form.is_valid():
        messages.success(
            request, "Samtalen er registreret. Jobsamtale 5 har frist lørdag d. 19. december.", extra_tags="/fortryd/"
        )
        done = '<div id="dialog"></div>{% include "components/toasts.html" with oob=True %}'
        return HttpResponse(engines["django"].from_string(done).render({}, request))
    context = _context(form) | {"form_action": "/panel/", "draft_url": "/kladde/", "close_url": "/"}
    answer = _page(request, "panel.html", context, 422 if form.is_bound else 200)
    if "HX-Request" not in request.headers:
        frame = '{% extends "base.html" %}{% block panel %}{% endblock %}{% block content %}{{ inner }}{% endblock %}'
        inner = mark_safe(answer.content.decode())  # our own rendered panel
        answer.content = engines["django"].from_string(frame).render({"inner": inner}, request)
    return answer


def chosen(request: HttpRequest, number: int) -> HttpResponse:
    """The panel of a chosen row."""
    return HttpResponse(
        f'<div class="jc-card jc-panel" id="panel"><div class="hd2"><h2>Valgt {number}</h2></div>'
        f'<div class="bd"><a class="button button-primary" data-key="b" href="#booket-{number}">Book</a></div></div>'
    )


def broken(request: HttpRequest) -> HttpResponse:
    return HttpResponse(status=500)


def page(request: HttpRequest, name: str) -> HttpResponse:
    return render(request, name)


urlpatterns = [
    path("", gallery, name="home"),
    path("panel/", panel),
    path("kladde/", lambda request: HttpResponse(status=204)),
    path("valgt/<int:number>/", chosen),
    path("i-stykker/", broken),
    path("side/<str:name>", page),
    path("sagsstamme/", gallery, name="caseload"),
    path("soeg/", gallery, name="search"),
    path("konto/log-ind/", account.login, name="account_login"),
    path("konto/log-ud/", account.logout, name="account_logout"),
    path("konto/genvejstaster/", shortcuts, name="shortcuts"),
    path("konto/adgangskode/", account.password_change, name="account_change_password"),
]
