"""What was done, in a Danish sentence: "Samtalen er registreret. Jobsamtale 5 har frist lørdag d. 19. december."."""

from datetime import date

from cases.models import Case, Conversation
from cases.services.slots import local_day
from cases.services.undoing import booked_with_outcome_of
from cases.services.upcoming import upcoming
from rules.vocabulary import ConversationStatus
from staff.wording import clock, day_in_words

RECORDED = {
    ConversationStatus.HELD: "Samtalen er registreret.",
    ConversationStatus.NO_SHOW: "Udeblivelsen er registreret.",
    ConversationStatus.CANCELLED: "Samtalen er aflyst.",
}


def conversation_recorded(*, conversation: Conversation, today: date) -> str:
    """The outcome was recorded; the booking made with it, and when the next conversation is due."""
    following = booked_with_outcome_of(conversation)
    parts = (
        RECORDED[ConversationStatus(conversation.status)],
        f"Næste samtale er {_time(following, today)}." if following else "",
        next_deadline(case=conversation.case, today=today),
    )
    return " ".join(part for part in parts if part)


def conversation_booked(*, conversation: Conversation, today: date) -> str:
    """A conversation was booked, and whether it lies after its deadline."""
    ahead = upcoming(conversation.case, today=today)
    booked = f"Samtalen er booket {_time(conversation, today)}"
    if ahead and conversation.on_date > ahead.due_on:
        return f"{booked}, efter fristen {day_in_words(ahead.due_on, today)}."
    return f"{booked}."


def next_deadline(*, case: Case, today: date) -> str:
    """Jobsamtale 5 har frist lørdag d. 19. december. Empty when no conversation is dated."""
    ahead = upcoming(case, today=today)
    if ahead is None:
        return ""
    verb = "havde" if ahead.due_on < today else "har"
    return f"{ahead.title} {verb} frist {day_in_words(ahead.due_on, today)}."


def _time(conversation: Conversation, today: date) -> str:
    if conversation.starts_at is None:
        return day_in_words(conversation.on_date, today)
    return f"{day_in_words(local_day(conversation.starts_at), today)} {clock(conversation.starts_at)}"
