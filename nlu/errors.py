"""What can go wrong in understanding."""

from __future__ import annotations


class NluError(Exception):
    """Something about understanding could not be done; the message says what to do about it."""


class RasaUnreachable(NluError):
    """Rasa did not answer in time or not sensibly; carry on without a guess."""


class TrainingFailed(NluError):
    """Rasa could not train a model; its own words are in the message."""
