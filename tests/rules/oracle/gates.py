"""What each rule says of an offer: ok, warning, needs or blocks; nothing where it does not concern the offer."""

from collections.abc import Callable

from tests.rules.counting import months_after, number
from tests.rules.oracle.verdicts import COLOURED, FIXED_PLACES, OWN, SUPPLIED, Asked, written
from tests.rules.oracle.words import BUSINESS, EXTENDABLE, GUIDANCE, JOB_READY

Says = str | None


def goal(a: Asked) -> Says:
    return written(a.offer.get("goal"), a.offer.get("goal_text"))


def price(a: Asked) -> Says:
    if not a.bought:
        return None
    return "ok" if a.offer.get("price_per_week") is not None or a.total is not None else "needs"


def reasons(a: Asked) -> Says:
    if a.type not in GUIDANCE:
        return None
    business = a.offer.get("business_not_possible")
    business = a.offer.get("reason_not_business") if business is None else business
    empty = "warning" if a.colour == "green" else "blocks"
    return written(a.offer.get("education_not_possible"), business, a.offer.get("prepares_for"), empty=empty)


def self_supporting(a: Asked) -> Says:
    alone = a.citizen.get("self_supporting") or a.group == "self_supporting"
    return "blocks" if a.type in GUIDANCE and alone else None


def two_quotes(a: Asked) -> Says:
    if a.type not in EXTENDABLE or not a.bought:
        return None
    if a.colour == "green":
        return "ok"
    suppliers, unsaid = set(), False
    for quote in a.quotes:
        effect = quote.get("expected_effect")
        if quote.get("price") is None or written(effect) == "blocks":
            continue
        unsaid = unsaid or effect is None
        name = (quote.get("supplier") or "").strip().lower()
        suppliers |= {name} if name else set()
    if len(suppliers) < 2 or a.chosen is None:
        return "blocks"
    reason = written(a.chosen.get("reason"))
    return "warning" if reason == "ok" and unsaid else reason


def hours(a: Asked) -> Says:
    if a.type not in EXTENDABLE:
        return None
    offered, possible = a.offer.get("hours_per_week"), a.citizen.get("attendable_hours")
    if offered is None or possible is None:
        return "needs"
    return "blocks" if offered > possible else "ok"


def three_months(a: Asked) -> Says:
    return a.ends(months_after(a.start, 6 if a.special else 3) - 1) if a.type in GUIDANCE else None


def six_months(a: Asked) -> Says:
    if a.type not in GUIDANCE or a.end is None or a.end <= months_after(a.start, 3) - 1:
        return None
    return a.ends(months_after(a.start, 6) - 1) if a.special else "blocks"


def progress(a: Asked) -> Says:
    if a.type not in EXTENDABLE or not a.follow_ups:
        return None
    if a.no_on is not None:
        return "ok" if a.end is not None and a.end <= a.no_on + 7 else "blocks"
    known = all(f.get("progress") is not None and f.get("keeps_agreement") is not None for f in a.follow_ups)
    return "ok" if known else "warning"


def extension_reasoned(a: Asked) -> Says:
    if a.extension is None or a.type not in GUIDANCE:
        return None
    if a.extension_limit is None:
        return "blocks"
    ends = a.ends(a.extension_limit)
    if ends != "ok":
        return ends
    first = number(a.extension.get("from"))
    if first is not None and a.end is not None and a.end > months_after(first, 6) - 1:
        return "warning"
    unreasoned = a.extension.get("likely_job_or_education") and a.extension.get("reason") is None
    return "warning" if unreasoned else "ok"


def decided_in_time(a: Asked) -> Says:
    if a.extension is None or a.decision_due is None:
        return None
    return "warning" if a.decided > a.decision_due else "ok"


def extension_discussed(a: Asked) -> Says:
    if a.extension is None or a.type not in EXTENDABLE:
        return None
    valid, refused = [0], [0]
    for talk in a.agreements("extension_discussion"):
        present = {"team_leader", "specialist"} & set(talk.get("present", []))
        if talk.get("outcome") == "refused":
            refused.append(talk["day"])
        elif talk.get("forum") and present and talk.get("held") is not False and talk["day"] <= a.decided:
            valid.append(talk["day"])
    return "ok" if max(valid) > max(refused) else "blocks"


def catalogue(a: Asked) -> Says:
    return "ok" if a.type in COLOURED - OWN and a.offer.get("catalogue_colour") else None


def yellow(a: Asked) -> Says:
    if a.colour != "yellow":
        return None
    until = a.start if a.extension is None else a.decided
    discussions = a.agreements("functional_leader_discussion")
    if any(d.get("outcome") == "approved" for d in a.agreed("functional_leader_discussion", until)):
        return "ok"
    never = any(d.get("outcome") == "refused" or d["day"] > until for d in discussions)
    return "blocks" if never or a.start < a.today else "needs"


def dear(a: Asked) -> Says:
    if a.type not in COLOURED:
        return None
    if a.weekly is None:
        return None if a.total is None else "needs"
    return "warning" if a.weekly > 2200 else "ok"


def fixed_place(a: Asked) -> bool:
    return a.offer.get("place") in FIXED_PLACES


def individual(a: Asked) -> Says:
    if not fixed_place(a) or a.group not in JOB_READY:
        return None
    return "blocks" if written(a.offer.get("placement_reason")) == "blocks" else "warning"


def place_reason(a: Asked) -> Says:
    return written(a.offer.get("placement_reason"), empty="warning") if fixed_place(a) else None


def first_time(a: Asked) -> Says:
    if not fixed_place(a) or a.extension is not None:
        return None
    for item in a.citizen.get("earlier_activities", []):
        if item["type"] in BUSINESS and item["status"] in ("running", "ended") and number(item["from"]) < a.start:
            return "blocks"
    return "ok"


def praktik_length(a: Asked) -> Says:
    if a.type != "virksomhedspraktik":
        return None
    if a.end is None:
        return "warning"
    days = a.end - a.start + 1
    if days > 91 or (days < 14 and a.extension is None):
        return "blocks"
    return "warning" if a.extension is None and a.group in JOB_READY and days > 28 else "ok"


def praktik_longer(a: Asked) -> Says:
    if a.type != "virksomhedspraktik" or a.extension is None:
        return None
    reason = written(a.extension.get("reason"))
    if a.ends(a.start + 90) == "blocks" or reason == "blocks":
        return "blocks"
    if a.offer.get("by") != "job_consultant":
        return "needs"
    first = number(a.extension.get("from"))
    limit = 28 if a.group in JOB_READY else 182
    over = first is not None and a.end is not None and a.end - first + 1 > limit
    return "warning" if over else reason


def places(a: Asked) -> Says:
    agreed, running = a.offer.get("agreed_places"), a.offer.get("running_places")
    if not fixed_place(a) or agreed is None or running is None:
        return None
    return "blocks" if running + (a.extension is None) > agreed else "ok"


def six_hours(a: Asked) -> Says:
    if a.group not in ("cash_activity_ready", "resource_course"):
        return None
    known = [a.offer.get("hours_per_week")]
    for item in a.citizen.get("earlier_activities", []):
        last = number(item.get("to"))
        over = last < a.start if last is not None else item["status"] == "ended"
        if item["status"] != "cancelled" and number(item["from"]) <= a.start and not over:
            known.append(item.get("hours_per_week"))
    known = [hours for hours in known if hours is not None]
    return "ok" if known and sum(known) >= 6 else "warning"


def _supplier(a: Asked) -> bool:
    return (a.offer.get("supplier") or "").strip().lower() == "væksthuset"


def contract(a: Asked) -> Says:
    if a.type not in SUPPLIED or not number("2019-11-01") <= a.start <= number("2023-10-31"):
        return None
    return "ok" if _supplier(a) else "warning"


def three_parties(a: Asked) -> Says:
    if not _supplier(a):
        return None
    purposes = []
    for talk in a.raw.get("conversations", []):
        held = talk["kind"] == "three_party_conversation" and talk["status"] == "held"
        if held and {"supplier", "job_consultant"} <= set(talk.get("with", [])) and number(talk["on"]) <= a.start:
            purposes.append(talk.get("purpose"))
    for talk in a.agreements("three_party_conversation"):
        there = {"supplier_consultant", "job_consultant"} <= set(talk.get("present", []))
        if there and talk.get("held") is not False and talk["day"] <= min(a.start, a.today):
            purposes.append(talk.get("purpose"))
    found = {written(purpose) for purpose in purposes}
    return next((result for result in ("ok", "warning") if result in found), "blocks")


def says(result: str, when: Callable[[Asked], bool]) -> Callable[[Asked], Says]:
    return lambda a: result if when(a) else None


def business(a: Asked) -> Says:
    return None if a.type not in BUSINESS else "ok" if a.offer.get("place") else "warning"


CHECKS: dict[str, Callable[[Asked], Says]] = {
    "REB23-08": goal, "REB23-10": price, "REB23-20": reasons, "REB23-21": self_supporting, "REB23-22": two_quotes,
    "REB23-23": hours, "REB23-24": three_months, "REB23-25": six_months, "REB23-26": progress,
    "REB23-28": extension_reasoned, "REB23-29": decided_in_time, "REB23-30": extension_discussed,
    "REB23-31": catalogue, "REB23-32": says("blocks", lambda a: a.colour == "red"), "REB23-33": yellow,
    "REB23-34": says("ok", lambda a: a.colour == "green"),
    "REB23-35": says("warning", lambda a: a.type in GUIDANCE - OWN and not a.offer.get("catalogue_colour")),
    "REB23-36": says("ok", lambda a: a.type == "external_mentor"), "REB23-37": dear,
    "REB23-38": says("ok", lambda a: a.type == "internal_mentor"),
    "REB23-39": says("ok", lambda a: a.type == "digital_job_search"), "REB23-40": business, "REB23-42": individual,
    "REB23-43": place_reason, "REB23-44": first_time, "REB23-54": praktik_length, "REB23-55": praktik_longer,
    "REB23-61": places, "HED21-20": six_hours, "RUD21-32": contract, "RUD21-33": three_parties,
}  # fmt: skip
