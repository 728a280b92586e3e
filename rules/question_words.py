"""What a question is about in Danish, from its own facts: the heading and the second line of a worked example."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, cast

from rules.answers.labels import QUESTIONS
from rules.explain import Json
from rules.labels import ACTIVITY_TYPES, PAUSE_REASONS, REFERRED_TO, TARGET_GROUPS
from rules.value_words import inside
from rules.wording import long_date, period

CASE = re.compile(r"W-\d{2}")
ASKED = {
    "rate": "Rettidighed i en måned",
    "booking": "Booking af samtale",
    "cancellation": "Aflysning af samtale",
    "plan": "Uddannelsesplan",
    "enquiry": "Henvendelse fra en virksomhed",
    "call_list": "Ringeliste",
    "job_talk": "Job i samtalen",
    "candidate": "Kandidat på en rekrutteringsanmodning",
    "freshness": "Opdatering af et åbent job",
    "cooling_off": "Pause mellem kontakter",
    "membership": "Medlemmer af Code of Care",
    "practice": "Arbejdet med virksomheder",
    "weighing": "Overvejelser ved et tilbud",
    "record": "Registrering på borgeren",
    "possibility": "Tilbud, der kan overvejes",
    "steps": "Trin mod job",
    "picker": "Tilbud, der står først",
    "lacking": "Borgere uden tilbud",
    "budget": "Forbrug af budgettet",
    "budget_line": "Bunden budgetlinje",
    "sheet": "Overblik over tilbud",
    "sector": "Andel efter sektor",
    "mix": "Fordeling af tilbud",
}
"""What the other questions are called."""


def heading(question: Json) -> str:
    """Kontanthjælp, aktivitetsparat · Kontanthjælp, jobparat → A-dagpenge · Virksomhedspraktik · Ringeliste"""
    if "ask" in question:
        return ASKED[str(question["ask"])]
    offer = question.get("offer")
    if isinstance(offer, dict):
        return _word(ACTIVITY_TYPES, offer["type"])
    if "ask" in question:
        return _word(QUESTIONS, question["ask"])
    stays = sorted(_items(question, "target_groups"), key=lambda stay: str(stay["from"]))
    return " → ".join(_word(TARGET_GROUPS, stay["group"]) for stay in stays) or "Uden målgruppe"


def about(name: str, question: Json) -> str:
    """W-18 · fritaget 1. marts – 30. april 2023"""
    case = CASE.match(name)
    return " · ".join([*([case.group()] if case else []), *_facts(question)])


def _facts(question: Json) -> Iterator[str]:
    if "ask" in question and "today" in question:
        yield long_date(_day(question["today"]))
    offer, citizen = question.get("offer"), question.get("citizen")
    if isinstance(offer, dict):
        if isinstance(citizen, dict) and citizen.get("group") is not None:
            yield inside(_word(TARGET_GROUPS, citizen["group"]))
        yield _period(offer)
    for pause in _items(question, "pauses"):
        yield f"{_word(PAUSE_REASONS, pause['reason'])} {_period(pause)}"
    for activity in _items(question, "activities"):
        yield f"{inside(_word(ACTIVITY_TYPES, activity['type']))} {_period(activity)}"
    for referral in _items(question, "referrals"):
        yield f"visiteret til {_word(REFERRED_TO, referral['to'])} {long_date(_day(referral['on']))}"
    talks = len(_items(question, "conversations"))
    if talks:
        yield f"{talks} {'samtale' if talks == 1 else 'samtaler'}"


def _items(question: Json, key: str) -> Sequence[Mapping[str, object]]:
    found = question.get(key)
    return cast(Sequence[Mapping[str, object]], found) if isinstance(found, list) else ()


def _word(words: Mapping[Any, str], code: object) -> str:
    return words[code]


def _period(of: Mapping[str, object]) -> str:
    last = of.get("to")
    return period(_day(of["from"]), None if last is None else _day(last))


def _day(value: object) -> date:
    return date.fromisoformat(str(value))
