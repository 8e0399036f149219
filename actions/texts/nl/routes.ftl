# Which team gets which conversation, for who administers Stapje.

route-nav = Verdeling
route-title = Verdeling van gesprekken
route-lead = Regels voor bezoekers, en voor deelnemers van wie het team gestopt is. De eerste regel die past telt. Koos een collega een team, dan blijft dat zo.
route-crisis = Is een bezoeker in gevaar? Dan zien en horen alle teams dat, wat hier ook staat.
route-none-yet = Er is nog geen vast team. Tot dan ziet elk team alle nieuwe gesprekken.
route-gone = Het team van regel { $number } is gestopt. Wie hier past, gaat nu naar het vaste team.
route-gone-default = Het vaste team is gestopt. Kies een ander team.
route-kept = Bewaard. Dit geldt voor nieuwe gesprekken en voor gesprekken zonder team.
route-not-kept-yet = Zo ziet het eruit. Het is nog niet bewaard.
route-rule = Regel { $number }
route-field-whose = Wie
route-field-municipality = Gemeente
route-field-language = Taal
route-field-subject = Waarover
route-field-team = Gaat naar
route-field-default = Alle anderen gaan naar
route-whose-all = Iedereen
route-whose-visitor = Bezoeker
route-whose-client = Deelnemer zonder team
route-any = Maakt niet uit
route-language-nl = Nederlands
route-language-en = Engels
route-subject-debts = Schulden
route-subject-shelter = Bed of opvang
route-subject-housing = Woning
route-choose-team = Kies een team
route-team-is-ended = { $name } (gestopt)
route-unused = Deze regel komt nooit aan de beurt. Regel { $number } gaat voor.
route-up = Omhoog
route-drop = Weghalen
route-more = Nog een regel

## An example
route-try = Probeer het uit
route-look = Wie krijgt dit gesprek?
route-to = gaat naar
route-one-visitor = Een bezoeker
route-one-client = Een deelnemer zonder team
route-from = uit { $municipality }
route-in-nl = in het Nederlands
route-in-en = in het Engels
route-about-debts = over schulden
route-about-shelter = over een bed
route-about-housing = over een woning
route-because-rule = omdat regel { $number } past
route-because-none = omdat geen regel past
route-because-ended = omdat het team van regel { $number } gestopt is
route-because-default-ended = omdat het vaste team gestopt is
route-places = Bezoekers per gemeente
route-place-unknown = Nog niet bekend

## What cannot be kept
route-no-default = Kies een team dat alle anderen krijgt.
route-no-team = Kies een team voor deze regel.
route-team-ended = Dit team is gestopt. Kies een ander team.
route-no-condition = Kies voor wie deze regel is.
route-double = Deze regel staat er al.
route-unknown = Kies iets uit de lijst.

## Ending a team
team-end = Team stoppen
team-resume = Team weer gebruiken
team-ended = gestopt
team-end-hint = Deelnemers van dit team krijgen dan een ander team, volgens de verdeling.
team-ended-done = Het team is gestopt.
team-resumed-done = Het team is weer in gebruik.
team-end-colleagues = In dit team werken nog collega's. Geef hun eerst een ander team.
team-end-default = Kies eerst op Verdeling een vast team, en niet dit team.
staff-field-active = In gebruik

## The trail
audit-did-route-changed = heeft de verdeling van gesprekken veranderd
audit-did-conversation-routed = heeft een gesprek volgens de regels een team gegeven
