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
