"""One offer of the catalogue: what is said of it, its prices and its history; specialists make and change it here."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.services.policies.in_force import current_policy
from offers.models import Offer, OfferPrice
from offers.services import asking, prices, shelf
from offers.services import catalogue as reading
from offers.services.rights import READERS, may_edit
from oversight.forms.shelf import NewOfferForm, OfferForm, PriceForm, standing
from oversight.services import offer_use
from oversight.services.shelf_history import history
from oversight.views.shelf_act import Both, Done, ShelfPage, answer, posted, signed_in
from rules.wording import long_date
from staff.models import Role
from staff.permissions import needs_role
from staff.refusals import Refused, Stale


@require_safe
@needs_role(*READERS)
def offer(request: HttpRequest, pk: int) -> HttpResponse:
    """Everybody at work reads it."""
    found, today = _offer(pk), timezone.localdate()
    context = {
        "offer": found,
        "line": reading.line_of(found, policy=current_policy(), day=today),
        "prices": [(row, prices.words(row), _undoable(row, today)) for row in prices.history(found)],
        "history": history(found),
        "today": today,
        "may_edit": may_edit(signed_in(request)),
        "crumbs": [("Tilbudskatalog", reverse("catalogue")), (found.name, "")],
    }
    return render(request, "catalogue/offer.html", context)


@require_http_methods(["GET", "POST"])
@needs_role(Role.SPECIALIST)
def create(request: HttpRequest) -> HttpResponse:
    """A new offer with its first price."""
    form = NewOfferForm(posted(request), today=timezone.localdate())

    def act() -> Done:
        made = shelf.create(
            facts=form.facts(), price=form.wanted(), by=signed_in(request), now=timezone.now(),
            form_key=form.cleaned_data["form_key"],
        )  # fmt: skip
        return Done(f"{made} er oprettet. Vælg nu farver for målgrupperne.", reverse("offer", args=[made.pk]))

    lead = "Tilbuddet er ikke kategoriseret (gult), indtil du vælger dets farver i matrixen."
    page = ShelfPage(
        title="Nyt tilbud", button="Opret tilbuddet", form=form, act=act, lead=lead, back=reverse("catalogue")
    )
    return answer(request, page)


@require_http_methods(["GET", "POST"])
@needs_role(Role.SPECIALIST)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """What is said of an offer; both versions are shown where somebody else changed it meanwhile."""
    found = _offer(pk)
    form = OfferForm(posted(request), offer=found, today=timezone.localdate())

    def act() -> Done:
        offer_use.edit(offer=found, facts=form.facts(), version=form.version, by=signed_in(request))
        return Done(f"{form.cleaned_data['name']} er rettet.", reverse("offer", args=[pk]))

    return answer(
        request,
        ShelfPage(
            title="Ret tilbud", button="Gem tilbuddet", form=form, act=act, back=reverse("offer", args=[pk]),
            lead="Prisen ændres for sig, fra en dato. Det, der er bevilget, ændres ikke.",
            crumbs=[(found.name, reverse("offer", args=[pk]))],
            both=lambda stale: form.both(standing(_offer(pk))), fresh=lambda: str(_offer(pk).version),
        ),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@needs_role(Role.SPECIALIST)
def price(request: HttpRequest, pk: int) -> HttpResponse:
    """Another price from a day on."""
    found, today = _offer(pk), timezone.localdate()
    now = found.price_on(today)
    form = PriceForm(
        posted(request), today=today, seen=prices.state(found.prices()),
        initial={"price": now.price, "price_per": now.price_per, "weeks": now.weeks},
    )  # fmt: skip

    def act() -> Done:
        form.read_first(_meaning(found, form.wanted()))
        made = prices.change(
            offer=found, wanted=form.wanted(), seen=form.cleaned_data["seen"], by=signed_in(request), today=today,
            now=timezone.now(), form_key=form.cleaned_data["form_key"],
        )  # fmt: skip
        undo = reverse("undo_price", args=[made.pk]) if _undoable(made, today) else ""
        words = f"{found} koster {prices.words(made).lower()} fra {long_date(form.cleaned_data['from_on'])}."
        return Done(words, reverse("offer", args=[pk]), undo)

    def both(stale: Stale) -> Both:
        return stale.saved, (f"{prices.words(form.wanted())}, fra {long_date(form.cleaned_data['from_on'])}",)

    return answer(
        request,
        ShelfPage(
            title="Ny pris", button="Gem prisen", form=form, act=act, back=reverse("offer", args=[pk]),
            lead=f"Nu: {prices.words(now)}. En planlagt pris kan fortrydes indtil datoen.",
            crumbs=[(found.name, reverse("offer", args=[pk]))], both=both,
            fresh=lambda: prices.state(_offer(pk).prices()),
        ),
    )  # fmt: skip


@require_POST
@needs_role(Role.SPECIALIST)
def undo_price(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a planned price back, before its day."""
    made = get_object_or_404(OfferPrice.objects.select_related("offer"), pk=pk)
    try:
        prices.undo(made=made, by=signed_in(request), today=timezone.localdate(), now=timezone.now())
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, f"Den planlagte pris for {made.offer} er fortrudt.")
    return redirect("offer", made.offer_id)


def _offer(pk: int) -> Offer:
    found: Offer | None = Offer.objects.whole().filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _meaning(found: Offer, wanted: prices.Wanted) -> str:
    """What the price changes of the colour for every target group; empty where nothing."""
    policy, day = current_policy(), wanted.from_on
    price = OfferPrice(price=wanted.price, price_per=wanted.price_per, weeks=wanted.weeks)
    dear = asking.is_dear(found, day=day, policy=policy, price=price)
    if dear == asking.is_dear(found, day=day, policy=policy):
        return ""
    if dear:
        return f"Fra {long_date(day)} er tilbuddet mindst gult for alle målgrupper, fordi prisen er over grænsen."
    return f"Fra {long_date(day)} er prisen ikke længere over grænsen, og tilbuddet følger kataloget."


def _undoable(row: OfferPrice, today: date) -> bool:
    return row.voided_at is None and row.from_on is not None and row.from_on > today
