# One screen before a conversation, for staff: only facts from the record.

summary-link = Summary
summary-title = Summary { $name }
summary-made = As of { $moment }
summary-how = How it went
summary-silence = { $count ->
    [one] No answer for { $span } to the question how it goes.
   *[other] No answer for { $span } to the question how it goes, asked { $count } times.
}
summary-no-moods = Not told yet.
summary-open = Goals and open steps
summary-goal = Goal
summary-no-steps = No open step now. Ask what they want themselves.
summary-promised = Agreed and promised
summary-threat = Threat on { $day }
summary-will-send = Stapje sends:
summary-nothing-promised = Nothing is open.
summary-well = What went well
summary-no-steps-done = Nothing recorded yet. Ask: there is always something.
summary-reach = Reaching
summary-language = Language
summary-channel = By
summary-channel-telegram = Telegram
summary-channel-webchat = Web chat
summary-not-working = does not work
summary-no-channel = No chat tied yet
summary-heard = Wrote last
summary-spoken = Last message of a human
summary-never = Not yet
summary-foot = Only what was recorded. Telephone calls are not in it.
