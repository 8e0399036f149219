"""What can go wrong in storage, as one small family."""

from __future__ import annotations


class StorageError(Exception):
    """Something about what we remember could not be done; the message says what to do about it."""


class DatabaseUnreachable(StorageError):
    """The database did not answer; check STAPJE_DATABASE_URL or the embedded server's log."""


class NotFound(StorageError):
    """What was asked for does not exist (any more)."""


class NoneFree(StorageError):
    """No usable bed is free for this night and group."""


class AlreadyTaken(StorageError):
    """The bed, hold or key is in use for something else."""


class DoubleBooked(StorageError):
    """The colleague has another appointment in that time; offer the next free ones."""


class InviteRefused(StorageError):
    """The invite is unknown, expired or used; `reason` is one of those words."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"the invite is {reason}; make a new one with `stapje invite`")
        self.reason = reason


class NobodyLeft(StorageError):
    """It would leave a client with nobody, or with the wrong one, who answers for them; `reason` names the rule."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"it cannot be: {reason.replace('_', ' ')}; choose another colleague or other days")
        self.reason = reason


class CannotMerge(StorageError):
    """These two cannot become one, or not be taken apart; `reason` names the rule (see merges.py)."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"it cannot be: {reason.replace('_', ' ')}; look at both conversations again")
        self.reason = reason
