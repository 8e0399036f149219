# The start of the day, for staff. Numbers only: it may be read over a shoulder.

digest-morning = Goedemorgen { $name }. Vandaag voor jou:
digest-crisis = • { $count ->
    [one] { $count } crisis staat open
   *[other] { $count } crises staan open
}
digest-waiting = • { $count ->
    [one] { $count } wacht op een mens
   *[other] { $count } wachten op een mens
}
digest-silent = • { $count ->
    [one] { $count } is stil
   *[other] { $count } zijn stil
}
digest-bad-mood = • Bij { $count } ging het niet goed
digest-appointments = • { $count ->
    [one] { $count } heeft een afspraak
   *[other] { $count } hebben een afspraak
}
digest-steps-today = • { $count ->
    [one] { $count } heeft een stapje gepland
   *[other] { $count } hebben een stapje gepland
}
digest-terms = • { $count ->
    [one] { $count } termijn loopt bijna af
   *[other] { $count } termijnen lopen bijna af
}
digest-due = • Voor { $count } is er vandaag iets te doen
digest-unreachable = • { $count ->
    [one] { $count } is niet bereikbaar
   *[other] { $count } zijn niet bereikbaar
}
digest-unrecorded = • Bij { $count } is een afspraak nog niet ingevuld
digest-new = • { $count ->
    [one] { $count } is nieuw bij jou
   *[other] { $count } zijn nieuw bij jou
}
digest-celebrate = • { $count ->
    [one] { $count } heeft iets te vieren
   *[other] { $count } hebben iets te vieren
}
digest-is-off = Goed. Je krijgt geen dagstart meer. Op de pagina Vandaag staat alles.
digest-is-on = Goed. Op werkdagen om 8:30 krijg je weer een dagstart.

button-show = Laat zien
button-no-digest = Geen dagstart meer
button-digest-again = Weer een dagstart
