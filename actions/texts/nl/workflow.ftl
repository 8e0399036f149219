# The work around a conversation, for staff: how far it is, whose, how pressing, labels and the queue.

## The tabs of the list
flow-tabs = Lijsten
flow-tab-mine = Van mij
flow-tab-team = Team
flow-tab-unassigned = Zonder eigenaar
flow-tab-waiting = Wacht op deelnemer
flow-tab-snoozed = Uitgesteld
flow-tab-resolved = Afgerond
flow-tab-all = Alles
flow-tab-mentions = Genoemd
flow-tab-more = Meer
flow-tab-count = { $count ->
    [one] , { $count } gesprek
    [100] , meer dan 99 gesprekken
   *[other] , { $count } gesprekken
}
flow-empty-mine = Je hebt nu geen open gesprekken. Met “Pak de volgende” krijg je er een uit de wachtrij.
flow-empty-team = Er zijn nu geen open gesprekken in je team.
flow-empty-unassigned = De wachtrij is leeg. Wie een mens zoekt, heeft een collega.
flow-empty-waiting = Er wacht niets op een antwoord van een deelnemer.
flow-empty-snoozed = Er is niets uitgesteld. Wat je uitstelt, komt vanzelf terug.
flow-empty-resolved = Er is nog niets afgerond. Schrijft een deelnemer weer, dan gaat het gesprek open.
flow-empty-all = Er zijn nog geen gesprekken.
flow-empty-mentions = Niemand noemde jou in een notitie.

## In a row
flow-came-mine = Nieuw voor jou
flow-came-given = Net toegewezen
flow-came-woken = Terug van uitstel
flow-came-returned = Terug in de wachtrij
flow-waits-since = wacht sinds { $clock }
flow-aim-near = bijna tijd
flow-aim-past = te lang
flow-until = Tot { $moment }
flow-owner = Eigenaar
flow-you = Jij
flow-nobody = Geen eigenaar

## The queue
flow-next = Pak de volgende
flow-takes-new = Nieuwe: ja
flow-takes-nothing = Nieuwe: nee
flow-capacity = Nieuwe gesprekken
flow-i-take-new = Ik neem nieuwe gesprekken
flow-at-most = Hoeveel open gesprekken heb je hooguit?
flow-at-most-hint = Leeg betekent: geen grens. Zelf iets pakken kan altijd.
flow-keep = Bewaren

## The head of a thread
flow-work = Werk aan dit gesprek
flow-aim = antwoord voor { $moment }
flow-status = Stand
flow-status-open = Open
flow-status-waiting = Wacht op deelnemer
flow-status-snoozed = Uitgesteld
flow-status-resolved = Afgerond
flow-set-open = Open zetten
flow-set-waiting = Wacht op deelnemer
flow-set-resolved = Afronden
flow-answered = Er is al geantwoord, bijvoorbeeld aan de telefoon.
flow-finish-tasks = { $count ->
    [one] De open taak is gedaan.
   *[other] De { $count } open taken zijn gedaan.
}
flow-snooze = Uitstellen
flow-snooze-later = Straks
flow-snooze-tomorrow = Morgenochtend
flow-snooze-monday = Maandag
flow-snooze-week = Over een week
flow-day = Dag
flow-time = Tijd
flow-to-me = Ik pak dit op
flow-to-team = Terug naar het team
flow-to-colleague = Naar een collega
flow-team = Team: { $name }
flow-assign = Toewijzen
flow-priority = Prioriteit
flow-priority-urgent = Urgent
flow-priority-high = Hoog
flow-priority-normal = Gewoon
flow-priority-low = Laag
flow-crisis-is-urgent = Een crisis is altijd urgent.
flow-unread = Markeer als ongelezen
flow-then = Na het versturen
flow-then-waiting = Dan wacht het op de deelnemer
flow-then-open = Dan blijft het open
flow-then-resolved = Dan is het afgerond

## Labels
flow-label = Label
flow-label-choose = Kies een label
flow-label-new = Of maak een label
flow-label-on = Toevoegen
flow-label-off = Weghalen: { $name }
flow-labels = Labels
flow-labels-all = Alle labels
flow-labels-why = Met labels vind je gesprekken terug. Schrijf geen diagnose of schuld in een label.
flow-labels-none = Er zijn nog geen labels.
flow-label-of-team = { $name }
flow-label-of-all = Alle teams
flow-label-count = { $count ->
    [one] { $count } gesprek
   *[other] { $count } gesprekken
}
flow-label-end = Beëindigen
flow-label-make = Nieuw label
flow-label-name = Naam
flow-label-for = Voor wie

## What was done
flow-note-status-open = Het gesprek is open.
flow-note-status-waiting = Het gesprek wacht op de deelnemer.
flow-note-status-resolved = Het gesprek is afgerond. Schrijft de deelnemer, dan gaat het weer open.
flow-note-snoozed = Uitgesteld. Het gesprek komt vanzelf terug.
flow-note-priority = De prioriteit is veranderd.
flow-note-assigned = Het gesprek heeft een andere eigenaar.
flow-note-next = Dit gesprek is nu van jou.
flow-note-labelled = Het label staat erbij.
flow-note-unlabelled = Het label is weg.
flow-note-unread = Het gesprek telt weer als ongelezen.
flow-note-gone = Het gesprek is nu van een ander team.
flow-note-queue-empty = De wachtrij is leeg. Er wacht niemand zonder collega.
flow-note-capacity = Bewaard.
flow-note-label-made = Het label is er.
flow-note-label-ended = Het label is niet meer te kiezen.

## What cannot be
flow-refused-waits = Er wacht iemand op antwoord. Antwoord eerst, of vink aan dat het al is gedaan.
flow-refused-tasks = Er zijn nog open taken. Vink aan dat ze gedaan zijn.
flow-refused-crisis = Hier is nog een crisis open. Handel die eerst af.
flow-refused-moment = Kies een moment na nu, binnen een jaar.
flow-refused-colleague = Deze collega kan dit gesprek niet zien. Kies een ander.
flow-refused-client = Dit is een gesprek van een deelnemer. Draag de deelnemer over aan een collega.
flow-refused-label = Een label heeft een naam van hooguit 40 tekens.
flow-refused-most = Vul een getal in van 1 tot en met 200, of niets.
