"""What each kind of rule is called on the rule page, and its main number in a few words."""

from datetime import date
from decimal import Decimal

from rules.dates import Span
from rules.gates.gate import Gate
from rules.gates.terms import GateKind
from rules.gates.vocabulary import Colour
from rules.rule import Rule
from rules.sentence import sentence, tokens_of
from rules.terms import Kind

KIND_NAMES: dict[Kind | GateKind, str] = {
    Kind.DUE_AFTER: "frist efter en hændelse",
    Kind.WINDOW: "vindue efter en hændelse",
    Kind.SLOT_NUMBER: "samtale med nummer",
    Kind.SLOT_INTERVAL: "samtale i hvert interval",
    Kind.COUNT_WITHIN: "antal samtaler inden en frist",
    Kind.JOINT_WITHIN: "antal fælles samtaler inden en frist",
    Kind.YEARLY: "tilbud igen og igen",
    Kind.BEFORE_END: "beslutning før et tilbud slutter",
    Kind.HAND_SET: "dato aftalt med borgeren",
    Kind.EMPTY_INTERVALS: "liste over tomme intervaller",
    Kind.ENDED_UNREFERRED: "liste over afsluttede tilbud",
    Kind.LONG_UNREFERRED: "liste over lange forløb uden visitation",
    Kind.LONG_SPELL: "liste over lange forløb",
    Kind.ACTIVITY_SET: "sæt af tilbud",
    Kind.SAME_AS: "samme svar som en anden regel",
    Kind.RECORDS_LIST: "liste af registreringer",
    Kind.DISTANCE: "afstand til arbejdsmarkedet",
    Kind.FOCUS_NOTE: "bemærkning til en samtale",
    Kind.FOLLOWED_BY: "tilbud efter vejledning",
    Kind.STOP_AFTER_NO: "stop efter en opfølgning",
    Kind.ACTIVITY_GAP: "længste tid mellem tilbud",
    Kind.AFTER_REOPENING: "frist efter genåbning",
    Kind.TIMELINESS: "nøgletal for rettidighed",
    Kind.INFORMATION_FIRST: "rækkefølge af møder",
    Kind.PERSONAL_NUMBER: "samtale ansigt til ansigt",
    Kind.PERSONAL_BEFORE_ACTIVITY: "samtale før et tilbud",
    Kind.NEVER_CANCELLED: "forbud mod aflysning",
    Kind.PLAN_UNDER_AGE: "plan efter alder",
    Kind.ELAPSED_HOURS: "svar inden et antal timer",
    Kind.CONTACT_LIST: "ringeliste",
    Kind.JOBS_IN_TALK: "job i samtalen",
    Kind.CANDIDATE_ALLOWED: "kandidater på rekrutteringsanmodninger",
    Kind.KEPT_FRESH: "opdatering af åbne job",
    Kind.COOLING_OFF: "pause mellem kontakter",
    Kind.MEMBERSHIP_GOAL: "mål for medlemmer",
    Kind.COMPANY_PRACTICE: "måde at arbejde med virksomheder på",
    Kind.RECORD_KEPT: "registrering på borgeren",
    Kind.WORTH_CONSIDERING: "tilbud, der kan overvejes",
    Kind.OFFER_LACKING: "liste over borgere uden tilbud",
    Kind.BUDGET_PACE: "forbrug af et budget",
    Kind.BOUND_LINES: "bundne budgetlinjer",
    Kind.OFFER_SHEET: "overblik over tilbud",
    Kind.SECTOR_SHARE: "andel efter sektor",
    Kind.OFFER_MIX: "fordeling af tilbud",
    Kind.ORDER: "rækkefølge af tilbud",
    Kind.CONSIDERATION: "overvejelse ved et tilbud",
    Kind.ELIGIBILITY: "tilbud til nogle målgrupper",
    Kind.LISTED_FIRST: "tilbud, der står først",
    Kind.LADDER: "trappe",
    Kind.CLARIFICATION: "rækkefølge af mål",
    GateKind.FIXED_COLOUR: "fast farve",
    GateKind.CATALOGUE_COLOUR: "farve efter kataloget",
    GateKind.UNCATEGORISED: "tilbud uden farve",
    GateKind.LEAST_COLOUR: "mindste farve",
    GateKind.PRICE_COLOUR: "farve efter pris",
    GateKind.COLOUR_REFUSED: "farve, der ikke bevilges",
    GateKind.COLOUR_DISCUSSED: "farve, der drøftes",
    GateKind.COLOUR_FREE: "farve, der bevilges frit",
    GateKind.GOAL: "mål for tilbuddet",
    GateKind.PRICE_KNOWN: "pris og udbytte",
    GateKind.ANSWERS: "skriftlige begrundelser",
    GateKind.NOT_SELF_SUPPORTING: "tilbud, der ikke gives",
    GateKind.QUOTES: "indhentede tilbud",
    GateKind.HOURS_AT_MOST: "højst så mange timer",
    GateKind.HOURS_AT_LEAST: "mindst så mange timer",
    GateKind.LENGTH_AT_MOST: "længste bevilling",
    GateKind.LONGER_AGREED: "længere bevilling efter aftale",
    GateKind.LENGTH_BETWEEN: "længde af en bevilling",
    GateKind.PROGRESS: "stop uden progression",
    GateKind.EXTENSION_REASONED: "begrundelse for forlængelse",
    GateKind.EXTENSION_IN_TIME: "forlængelse besluttet i tide",
    GateKind.EXTENSION_DISCUSSED: "drøftelse af forlængelse",
    GateKind.EXTENSION_ASSESSED: "vurdering af forlængelse",
    GateKind.PLACE_STATED: "arten af plads",
    GateKind.PLACE_REASONED: "begrundelse for plads",
    GateKind.PLACE_ONLY_FIRST: "plads kun første gang",
    GateKind.PLACE_FREE: "ledig plads",
    GateKind.SOLE_SUPPLIER: "eneste leverandør",
    GateKind.THREE_PARTY: "trepartssamtale før forløb",
}

_MEASURES = {
    "slot": "samtale nr. {}",
    "slots": "{} intervaller",
    "count": "{} samtaler",
    "joint": "{} sammen",
    "number": "samtale nr. {}",
    "hours": "{} timer",
    "suppliers": "{} leverandører",
    "limit": "{} kr. pr. uge",
    "under_age": "under {} år",
    "from_age": "fra {} år",
    "to_age": "til {} år",
    "aged.under": "under {} år",
    "aged.since": "fra {} år",
    "offer_class": "klasse {}",
    "baseline.guidance": "{} % vejledning",
    "baseline.business": "{} % virksomhed",
    "baseline.education": "{} % uddannelse",
    "tolerance": "{} %",
    "reduction": "{} kr.",
}
_LEFT_OUT = ("early_days", "opens_before", "met_by.agreement_within", "statutory.within", "statutory.others")
"""Numbers that are not what a rule is known by."""


def known_by(row: Rule | Gate) -> str:
    """What the rule is known by in a list: "6 måneder", "6 samtaler · 6 måneder", "gul · 2.200 kr. pr. uge". Empty
    for a rule without a number, a day or a colour of its own."""
    return " · ".join(
        _MEASURES.get(token.field, "{}").format(token.text[0].lower() + token.text[1:])
        for token in tokens_of(sentence(row))
        if token.field not in _LEFT_OUT and token.field != "statute_until" and _is_measure(token.value)
    )


def _is_measure(value: object) -> bool:
    return isinstance(value, Span | Decimal | date | Colour) or type(value) is int
