"""What was done, in a Danish sentence for the person who did it ("Samtalen er registreret. Jobsamtale 5 har frist …")."""

from datetime import date

from cases.models import Case, Conversation


def conversation_recorded(*, conversation: Conversation, today: date) -> str:
    """The outcome was recorded; when the next conversation is due, and the booking made with it."""
    raise NotImplementedError


def conversation_booked(*, conversation: Conversation, today: date) -> str:
    """A conversation was booked, and whether it lies after its deadline."""
    raise NotImplementedError


def next_deadline(*, case: Case, today: date) -> str:
    """Jobsamtale 5 har frist lørdag d. 19. december. Empty when no conversation is dated."""
    raise NotImplementedError
