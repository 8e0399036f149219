"""What Stapje does about what it understood. Importing the package registers every action."""

from actions import (
    appointments,
    arrivals,
    bed_holds,
    beds,
    checkins,
    cold_notice,
    crisis,
    daily_life,
    debts,
    door,
    fallback,
    forms,
    handover,
    kept_place,
    occupancy,
    preferences,
    privacy,
    professional,
    rhythm_chat,
    shelter_info,
    small_talk,
    step_ideas,
    steps,
    waiting,
)

__all__ = [
    "appointments", "arrivals", "bed_holds", "beds", "checkins", "cold_notice", "crisis", "daily_life", "debts",
    "door", "fallback", "forms", "handover", "kept_place", "occupancy", "preferences", "privacy",
    "professional", "rhythm_chat", "shelter_info", "small_talk", "step_ideas", "steps", "waiting",
]  # fmt: skip
