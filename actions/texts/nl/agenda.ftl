# A colleague's own agenda: when they are free for a talk, and planning in the inbox.

web-nav-agenda = Agenda
agenda-title = Mijn agenda
agenda-weeks = De komende twee weken
agenda-free = vrij
agenda-nothing = Niets open
agenda-away = Afwezig
agenda-off = Vrije dag
agenda-holiday = Feestdag

## Hours that come back every week
agenda-hours = Vaste vrije tijden
agenda-hours-hint = Deelnemers zien deze tijden in de chat. Wie er een kiest, heeft meteen een afspraak.
agenda-hours-new = Nieuwe vaste tijden
agenda-weekday = Elke week op
agenda-from = Van
agenda-until = Tot
agenda-minutes = Lengte van een gesprek
agenda-length = { $minutes } minuten
agenda-place = Plek (mag leeg)
agenda-route = Link naar de route (mag leeg)
agenda-first-day = Vanaf (mag leeg)
agenda-last-day = Tot en met (mag leeg)
agenda-begins = vanaf { $day }
agenda-ends = tot en met { $day }
agenda-publish = Zet deze tijden open
agenda-keep = Bewaren
agenda-change = Wijzigen
agenda-remove = Weghalen

## Days on which it is otherwise
agenda-exceptions = Uitzonderingen
agenda-exceptions-hint = Een dag of een paar uur anders. Meer dagen weg, met een vervanger?
agenda-absence = Meld je afwezig
agenda-exception-new = Nieuwe uitzondering
agenda-kind = Wat is er die dag?
agenda-kind-off-day = Hele dag vrij
agenda-kind-off = Een paar uur vrij
agenda-kind-extra = Extra tijd open
agenda-day = Dag

## After a change
agenda-note-hours-kept = Je vaste tijden zijn bewaard.
agenda-note-hours-gone = Deze vaste tijden zijn weg.
agenda-note-exception-kept = De uitzondering is bewaard.
agenda-note-exception-gone = De uitzondering is weg.
agenda-lost = Deze afspraken vallen nu buiten je tijden
agenda-lost-hint = Ze blijven staan. Verzet ze in het gesprek als dat nodig is.

## What cannot be
agenda-no-day = Kies een dag.
agenda-day-passed = Die dag is al voorbij. Kies een latere dag.
agenda-days-in-order = De laatste dag ligt voor de eerste. Kies een latere dag.
agenda-no-hours = Vul een begin en een eind in.
agenda-hours-in-order = Het eind ligt voor het begin. Kies een latere tijd.
agenda-at-night = Kies tijden tussen 7:00 en 22:00.
agenda-too-short = Er past geen gesprek in deze tijd. Kies een korter gesprek of een later eind.
agenda-hours-twice = Op die dag heb je dan al vaste tijden. Wijzig die.

## Planning in the inbox
inbox-plan-slot = Jouw vrije tijden
inbox-plan-other = Een andere tijd, hieronder
inbox-plan-moving = Nieuw of verzetten
inbox-plan-new = Een nieuwe afspraak
inbox-plan-instead = In plaats van { $moment }
inbox-plan-bring = Wat neemt de deelnemer mee? (mag leeg)
inbox-plan-gone = Die tijd is niet meer vrij. Kies een andere tijd.
inbox-plan-over = Die afspraak is er niet meer. Kies een andere.
inbox-plan-length = Kies een lengte van 5 tot 600 minuten.
inbox-plan-route = Een link begint met https://.
inbox-offer = Tijden laten kiezen
inbox-offer-hint = Kies 2 tot 4 tijden. De deelnemer tikt er een aan en heeft een afspraak.
inbox-offer-date = Eigen tijd { $number }
inbox-offer-submit = Stuur deze tijden
inbox-offer-how-many = Kies 2, 3 of 4 verschillende tijden.
inbox-call-off-title = Afzeggen met een woord erbij
inbox-call-off-word = Woord bij { $moment } (mag leeg)
inbox-note-planned-double = De afspraak staat. De deelnemer heeft dan ook een andere afspraak.
inbox-note-moved = De afspraak is verzet. De deelnemer weet het.
inbox-note-offered = De tijden zijn gestuurd.
