# The lists of work: "Vandaag", "Mijn mensen" and the team. For staff.

web-nav-team = Team
work-tabs = Mijn werk
work-day = Mijn dag
work-counts = Hoeveel er is
work-in-office = , { $span } in kantooruren
work-finished = Klaar voor vandaag
work-aside = Opzij gezet of al gezien ({ $count })
work-back-on = terug op { $day }

## What can be done with a line
work-deed-done = Gedaan
work-deed-take = Ik pak het
work-deed-contact = Gesproken
work-deed-later = Morgen
work-deed-seen = Gezien
work-deed-came = Gekomen
work-deed-missed = Niet gekomen
work-deed-back = Toch vandaag

## What came of it
work-note-done = Gedaan. Dat is er één minder.
work-note-take = Het staat nu op jouw naam.
work-note-contact = Genoteerd: er was contact.
work-note-later = Het komt terug op de volgende werkdag.
work-note-seen = Gezien. Onderaan vind je het terug.
work-note-came = Genoteerd: de afspraak ging door.
work-note-missed = Genoteerd. Er komt zo een vriendelijk bericht.
work-note-back = Het staat weer bij vandaag.
work-note-gone = Dit was al klaar. Misschien deed een collega het.

## Mijn mensen
work-clients = Mijn mensen

## The team
team-title = Team
team-lead = Wie heeft wat, en wie kan helpen.
team-nobody = Hier staan straks je collega's met hun werk.
team-colleague = Collega
team-clients = Mensen
team-conversations = Open gesprekken
team-waiting = Wachten
team-due = Taken te laat
team-work = Werk
team-of-nobody = Nog van niemand
team-away = Vrij tot en met { $day }, { $name } neemt waar
team-takes-no-new = Neemt nu niets nieuws
team-of-most = { $given } van { $most } op naam
team-longest = langst { $span }
team-take-over = Overnemen
team-move = Verdelen
team-look = Bekijken
team-rule = Een gesprek telt bij wie het op naam heeft, anders bij de contactpersoon. Wachttijd is in kantooruren.
team-moved = { $count ->
    [one] { $count } gesprek heeft een andere collega.
   *[other] { $count } gesprekken hebben een andere collega.
}
team-work-of = Werk van { $name }
team-move-lead = Kies wat naar een collega gaat. De taken gaan mee.
team-no-work = Er staat niets open. Fijn.
team-to = Naar wie?
team-to-me = Naar mij
team-move-chosen = Gekozen werk verplaatsen
team-move-all = Alles verplaatsen ({ $count })
team-tasks = { $count ->
    [one] { $count } taak
   *[other] { $count } taken
}
team-open = Openen
team-move-rule = De contactpersoon blijft dezelfde. Iemand echt overdragen doe je hier:
team-wrong-choice = Kies eerst een of meer gesprekken.
team-wrong-colleague = Deze collega kan het niet krijgen. Kies iemand van hetzelfde team.

## In the audit trail
audit-did-wait-ended = heeft gezegd dat iemand die wachtte al geholpen is
audit-did-today-moved = heeft een regel van Vandaag naar later gezet
audit-did-today-seen = heeft een regel van Vandaag als gezien gezet
audit-did-today-back = heeft een regel weer bij Vandaag gezet
audit-did-clients-listed = heeft de lijst met mensen bekeken
audit-did-team-seen = heeft het werk van het team bekeken
audit-did-team-work-seen = heeft het werk van een collega bekeken
audit-did-dashboard-seen = heeft het dashboard bekeken
audit-did-dashboard-exported = heeft een tabel van het dashboard opgeslagen
