"""What Stapje does about what it understood. Importing the package registers every action."""

from actions import (
    appointments,
    beds,
    checkins,
    crisis,
    daily_life,
    debts,
    fallback,
    forms,
    handover,
    occupancy,
    preferences,
    privacy,
    professional,
    shelter_info,
    small_talk,
    steps,
)

__all__ = [
    "appointments", "beds", "checkins", "crisis", "daily_life", "debts", "fallback", "forms", "handover", "occupancy",
    "preferences", "privacy", "professional", "shelter_info", "small_talk", "steps",
]  # fmt: skip
