"""What can go wrong in actions."""

from __future__ import annotations


class ActionError(Exception):
    """Something Stapje was asked to do could not be done; the message is for a developer."""


class NotAllowed(ActionError):
    """This role may not do this."""


class UnknownAction(ActionError):
    """A button or intent names an action that nobody registered."""


class LibraryMistake(ActionError):
    """An entry of the library of small steps is not as it should be; the message names its key."""


class ReferralRefused(ActionError):
    """A referral may not change in this way. `why` ends the key of the text that tells staff what to do.

    'taken': a colleague has it; 'closed': it is over; 'reason': a reason is needed; 'date': the day cannot be;
    'stage': this is no stage to enter; 'running': the client has a newer request.
    """

    def __init__(self, why: str) -> None:
        super().__init__(f"the referral stays as it is: {why} (text referral-refused-{why})")
        self.why = why


class WorkRefused(ActionError):
    """How far a conversation is, or whose, may not change in this way. `why` ends the key of the text that tells staff
    what to do.

    'waits': somebody waits for an answer; 'tasks': there is open work; 'crisis': a crisis is not over; 'moment': it is
    past or too far; 'colleague': they cannot see it or answer; 'client': a client's conversation stays with the team.
    """

    def __init__(self, why: str) -> None:
        super().__init__(f"the conversation stays as it is: {why} (text flow-refused-{why})")
        self.why = why


class NotAWish(ActionError):
    """How somebody wants to be reminded is not as it should be; the message says which part."""
