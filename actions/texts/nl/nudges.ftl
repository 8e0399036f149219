# What Stapje says of its own accord. $where is empty or begins with ", ".

nudge-check-in = Hoi { $name }. Hoe gaat het met je?
nudge-step-reminder = Je vroeg om een seintje voor je stap: { $what }. Klein beginnen is ook goed.
nudge-appointment-day-before =
    Je hebt een afspraak:
    { $moment }, met { $who }{ $where }.
    Kun je dan?
nudge-appointment-two-hours =
    Straks heb je een afspraak:
    om { $clock }, met { $who }{ $where }.
    Kun je komen?
nudge-hold-reminder = Je plek in de opvang is voor jou tot { $until }. Kom je nog?

## What staff read in the inbox
nudge-referral-task = Schuldhulp: eerste gesprek uiterlijk { $day }.
