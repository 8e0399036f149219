# The start of the day, for staff. Numbers only: it may be read over a shoulder.

digest-morning = Good morning { $name }. For you today:
digest-crisis = • { $count ->
    [one] { $count } crisis is open
   *[other] { $count } crises are open
}
digest-waiting = • { $count ->
    [one] { $count } waits for a human
   *[other] { $count } wait for a human
}
digest-silent = • { $count ->
    [one] { $count } is silent
   *[other] { $count } are silent
}
digest-bad-mood = • With { $count } it did not go well
digest-appointments = • { $count ->
    [one] { $count } has an appointment
   *[other] { $count } have an appointment
}
digest-steps-today = • { $count ->
    [one] { $count } has planned a step
   *[other] { $count } have planned a step
}
digest-terms = • { $count ->
    [one] { $count } term ends soon
   *[other] { $count } terms end soon
}
digest-due = • For { $count } there is something to do today
digest-unreachable = • { $count ->
    [one] { $count } cannot be reached
   *[other] { $count } cannot be reached
}
digest-unrecorded = • An appointment of { $count } is not noted yet
digest-new = • { $count ->
    [one] { $count } is new with you
   *[other] { $count } are new with you
}
digest-celebrate = • { $count ->
    [one] { $count } has something to celebrate
   *[other] { $count } have something to celebrate
}
digest-is-off = Fine. No start of the day any more. The page Today has it all.
digest-is-on = Fine. On working days at 8:30 you get a start of the day again.

button-show = Show me
button-no-digest = No start of the day
button-digest-again = Start of the day again
