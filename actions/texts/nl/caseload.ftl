# What a colleague asks about clients: telegram short. $who is empty, or the contactperson between brackets.
# $since is a span such as "3 uur"; $colleague is empty or one of the two below.

caseload-day = Dagstart, { $day }
caseload-page = Alles op een rij: { $page }
caseload-more = en nog { $count }
caseload-more-page = … en nog { $count }. Alles: { $page }
caseload-own-only = Dit zijn je eigen mensen. Een coördinator ziet het team.
caseload-you-are-away = Je staat nu op vrij. { $name } neemt waar.
caseload-sizes = { $count ->
    [0] Nog niemand.
    [one] { $count } mens
   *[other] { $count } mensen
}
caseload-with = , met { $name }
caseload-from = van { $name }
caseload-call = { $place }. { $name }{ $who }: { $why }

## How each answer begins
caseload-head-crisis = Crisis ({ $count }):
caseload-head-waiting = Wacht op een mens ({ $count }):
caseload-head-silent = Nog geen antwoord ({ $count }):
caseload-head-bad-mood = Ging niet goed ({ $count }):
caseload-head-appointments = Afspraken vandaag ({ $count }):
caseload-head-steps-today = Stapje vandaag ({ $count }):
caseload-head-steps = Open stapjes ({ $count }):
caseload-head-terms = Termijn schuldhulp ({ $count }):
caseload-head-unreachable = Niet bereikbaar ({ $count }):
caseload-head-unrecorded = Nog in te vullen afspraken ({ $count }):
caseload-head-due = Vandaag te doen ({ $count }):
caseload-head-tasks = Nog te doen ({ $count }):
caseload-head-celebrate = Te vieren ({ $count }):
caseload-head-unspoken = Lang niet gesproken ({ $count }):
caseload-head-stopped = Geen berichten of pauze ({ $count }):
caseload-head-new = Nieuw bij jou ({ $count }):
caseload-head-call = Eerst contact ({ $count }):

## When there is nobody
caseload-none-crisis = Geen open crisis.
caseload-none-waiting = Niemand wacht op een mens.
caseload-none-silent = Iedereen heeft geantwoord.
caseload-none-bad-mood = Deze week ging het bij niemand slecht, voor zover gezegd.
caseload-none-appointments = Vandaag geen afspraken in de agenda.
caseload-none-steps-today = Vandaag geen stapjes gepland.
caseload-none-steps = Geen open stapjes.
caseload-none-terms = Geen termijn van schuldhulp in zicht.
caseload-none-unreachable = Iedereen is bereikbaar.
caseload-none-unrecorded = Alle afspraken zijn ingevuld.
caseload-none-due = Niets dat vandaag af moet.
caseload-none-tasks = Geen open taken.
caseload-none-celebrate = Deze week nog niets afgevinkt. Een klein stapje telt ook.
caseload-none-unspoken = Van onze kant is het bij niemand lang stil.
caseload-none-stopped = Niemand heeft berichten uit of op pauze.
caseload-none-new = Deze week niemand nieuw.
caseload-none-call = Niemand heeft nu eerst contact nodig.
caseload-none-day = Niets dat haast heeft. Mooi moment om iemand zomaar te bellen.

## One client; the name stands before it
caseload-line = • { $name }{ $who }: { $about }
caseload-about-crisis = al { $since }
caseload-about-waiting = al { $since }
caseload-about-silent = al { $since }{ $number ->
    [1] { "" }
   *[other] , { $number } keer gevraagd
}{ $kind ->
    [given_up] , bel liever
   *[other] { "" }
}
caseload-about-bad-mood = { $since } geleden
caseload-about-appointments = { $clock }{ $colleague }{ $kind ->
    [proposed] , nog een voorstel
   *[other] { "" }
}
caseload-about-steps-today = { $clock }
caseload-about-steps = { $number } open
caseload-about-terms = uiterlijk { $day }
caseload-about-unreachable = { $kind ->
    [never] nog geen chat
   *[other] al { $since }
}
caseload-about-unrecorded = { $since } geleden{ $colleague }
caseload-about-due = voor { $day } { $clock }
caseload-about-tasks = { $number } open, al { $since }
caseload-about-celebrate = { $kind ->
    [milestone] mijlpaal
    [partly] deel van een stapje
   *[other] stapje gelukt
}
caseload-about-unspoken = { $kind ->
    [never] nog niet, { $since } in beeld
   *[other] al { $since }
}
caseload-about-stopped = { $kind ->
    [paused] pauze tot { $day }
   *[other] geen berichten
}
caseload-about-new = { $colleague }

## Why somebody comes first
caseload-why-crisis = crisis, al { $since }
caseload-why-waiting = wacht al { $since }
caseload-why-silent = stil, al { $since }
caseload-why-bad-mood = ging niet goed, { $since } geleden
caseload-why-terms = termijn { $day }

help-staff-caseload = Of vraag naar je mensen: dagstart, wie moet ik bellen, wie is stil.

button-call-first = Wie eerst bellen?
button-day = Dagstart
button-team = Het hele team

## The page "Vandaag"
web-nav-today = Vandaag
today-title = Vandaag
today-whose = Wiens mensen
today-mine = Mijn mensen
today-team = Het team
today-rest = Verder
today-stands-in = Je neemt waar voor { $name } tot en met { $day }.
today-teach = Hier komt te staan wie op een mens wacht, wie stil is en wie vandaag iets heeft. En wat er te vieren valt.
today-part-crisis = Crisis
today-part-waiting = Wacht op een mens
today-part-silent = Nog geen antwoord
today-part-bad-mood = Ging niet goed
today-part-appointments = Afspraken vandaag
today-part-steps-today = Stapjes vandaag
today-part-terms = Termijnen schuldhulp
today-part-unreachable = Niet bereikbaar
today-part-unrecorded = Nog in te vullen
today-part-due = Vandaag te doen
today-part-tasks = Nog te doen
today-part-celebrate = Te vieren
today-part-unspoken = Lang niet gesproken
today-part-stopped = Geen berichten of pauze
today-part-new = Nieuw bij jou
today-milestone-first-month = Een maand op weg
today-milestone-half-year = Een half jaar op weg
today-milestone-tenth-step = Tien stapjes gezet
today-milestone-own-home = Een eigen huis
