# What Stapje says of its own accord. $where is empty or begins with ", ".

nudge-check-in = Hi { $name }. How are you?
nudge-step-reminder = You asked me to remind you of your step: { $what }. A small start is good too.
nudge-appointment-day-before =
    You have an appointment:
    { $moment }, with { $who }{ $where }.
    Can you come then?
nudge-appointment-two-hours =
    You have an appointment soon:
    at { $clock }, with { $who }{ $where }.
    Can you come?
nudge-hold-reminder = Your place at the shelter is yours until { $until }. Are you still coming?

## What staff read in the inbox
nudge-referral-task = Debt help: first talk on { $day } at the latest.
