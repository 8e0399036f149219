# A look back on Friday afternoon, for who wants it. $steps is a list, $names are milestones.

recap-begin = Hoi { $name }. Zo was je week:
recap-steps =
    Dit heb je gedaan:
    { $steps }
recap-steps-more =
    Dit heb je gedaan, en nog meer:
    { $steps }
recap-milestone = En dit was er te vieren: { $names }.
recap-told = Je vertelde ook hoe het met je gaat. Fijn dat ik dat mag weten.
recap-end = Een goed weekend.

recap-question = Wil je elke week kort lezen wat je deed?
recap-on = Goed. Op vrijdagmiddag stuur ik je een kort overzicht. De eerste keer: { $day }.
recap-off = Dat is goed. Ik stuur geen weekoverzicht meer.
recap-no-plan = Een weekoverzicht kan ik nu nog niet sturen. Een mens kan dat voor je regelen.

button-recap-on = Ja, elke week
button-recap-no = Nee, liever niet
button-recap-off = Geen weekoverzicht meer
button-recap-on-again = Toch een weekoverzicht

## What staff read beside a thread
inbox-recap-on = Krijgt op vrijdag een weekoverzicht.
inbox-recap-off = Krijgt geen weekoverzicht.
inbox-recap-turn-on = Weekoverzicht aan
inbox-recap-turn-off = Weekoverzicht uit
inbox-nudge-weekly-recap = Weekoverzicht
inbox-note-recap = Het weekoverzicht is aangepast.
