# The queue of requests for debt help, for debt specialists and coordinators: telegram short.

web-nav-referrals = Schuldhulp
queue-title = Schuldhulp
queue-lead = Wat het eerst moet gebeuren, staat bovenaan.
queue-views = Welke aanvragen
queue-view-open = Alles wat loopt
queue-view-mine = Van mij
queue-view-new = Nog van niemand
queue-view-closed = Afgerond
queue-filter = Kies
queue-municipality = Gemeente
queue-clock = Termijn
queue-all = Alles
queue-show = Laat zien
queue-first = Eerst deze
queue-then = Daarna
queue-count = { $count ->
    [one] { $count } aanvraag
   *[other] { $count } aanvragen
}
queue-more = Laat meer zien
queue-csv = Download als CSV
queue-json = Download voor een klantsysteem (JSON)
queue-files-note = Zonder namen en eigen woorden in de CSV. Downloaden wordt genoteerd.

## An empty queue
queue-empty-open = Er loopt nu geen aanvraag.
queue-empty-mine = Je hebt nu geen aanvraag.
queue-empty-new = Elke aanvraag is van iemand.
queue-empty-closed = Er is nog niets afgerond.
queue-empty-chosen = Niets gevonden met deze keuze.
queue-empty-teach = Zo komt hier een aanvraag: een deelnemer vertelt Stapje over schulden. Stapje vraagt wat er speelt, en of het door mag. Na een ja staat de aanvraag hier, met de termijn van de wet.
queue-empty-back = Laat alles zien

## How long there is
queue-left = { $days ->
    [0] geen werkdag meer
    [one] nog { $days } werkdag
   *[other] nog { $days } werkdagen
}
queue-today = vandaag
queue-late = { $days ->
    [one] { $days } dag te laat
   *[other] { $days } dagen te laat
}
queue-no-clock = geen termijn
queue-term-first-talk = Eerste gesprek
queue-term-decision = Beslissing
queue-term-done = gehaald of voorbij
queue-term-later = begint na het eerste gesprek
queue-term-unknown = termijn onbekend
queue-rule-first-talk = Binnen { $count } weken na de aanvraag.
queue-rule-first-talk-urgent = Binnen { $count } werkdagen na de aanvraag, omdat er iets ernstigs dreigt.
queue-rule-assumption = In de bron staat “3 dagen”. Wij lezen dat als werkdagen.
queue-rule-decision = Binnen { $count } weken na het eerste gesprek.
queue-rule-decision-source = eigen termijn van het loket
queue-rule-decision-checked = eigen termijn van het loket, nagekeken op { $day }
queue-rule-no-weeks = Van dit loket is geen termijn bekend. Een coördinator kan hem invullen.
queue-rule-source = Bron: { $source }.
queue-rule-day-off = Eindigt een termijn op een vrije dag? Dan telt de werkdag erna.

## What a request is about
queue-reference = Kenmerk
queue-urgent = Spoed
queue-threat-eviction = huisuitzetting
queue-threat-cut-off = afsluiting van energie of water
queue-threat-insurance = einde zorgverzekering
queue-threat-bailiff = deurwaarder of vonnis
queue-threat-attachment = beslag op geld of spullen
queue-threat-unknown = brief niet bekeken
queue-threat-none = geen
queue-threat-on = { $what }, { $day }
queue-threat-when-unknown = { $what }, datum onbekend
queue-area-unknown = gemeente onbekend
queue-part-debt-types = Soort schuld
queue-part-threat = Wat dreigt
queue-part-municipality = Waar
queue-part-administration = Hulp bij geld nu
queue-part-words = Eigen woorden
queue-part-letters = Brieven
queue-administration-none = geen
queue-administration-budget = budgetbeheer
queue-administration-administrator = bewindvoerder
queue-administration-guardianship = curator
queue-administration-wsnp = Wsnp-bewindvoerder
queue-administration-unknown = niet bekend
queue-letter = Foto { $number } bekijken
queue-letters-count = { $count ->
    [one] { $count } foto van een brief
   *[other] { $count } foto's van brieven
}
queue-request = Aanvraag { $reference }

## Where it is and who has it
queue-new = Nieuw
queue-waits-at = wacht bij { $desk }
queue-waits-nowhere = bij de contactpersoon
queue-stage-registration = Aangemeld
queue-stage-crisis = Crisishulp
queue-stage-intake = Eerste gesprek gehad
queue-stage-decision = Beslissing genomen
queue-stage-plan = Plan van aanpak
queue-stage-stabilisation = Stabiel maken
queue-stage-solution = Oplossing
queue-stage-aftercare = Nazorg
queue-stage-closed = Afgerond
queue-exit-done = Klaar
queue-exit-withdrawn = Ingetrokken
queue-exit-not-appeared = Niet verschenen
queue-exit-moved = Verhuisd
queue-exit-elsewhere = Hulp ergens anders

## One request
queue-open = Naar de aanvraag
queue-back = Naar de lijst
queue-print = Afdrukken
queue-summary = Wat je mag weten
queue-agreed = Op { $day } zei de deelnemer: dit mag naar schuldhulp, voor hulp bij schulden.
queue-not-agreed = Meer is niet gedeeld. Wil je iets weten? Vraag het de deelnemer zelf.
queue-withdrawn = De deelnemer heeft de toestemming ingetrokken. De gegevens staan hier niet meer.
queue-terms = Termijnen
queue-asked-on = Aangevraagd
queue-desk = Loket
queue-desk-none = Geen loket. De contactpersoon zoekt wie het oppakt.
queue-desk-example = voorbeeld
queue-desk-phone = Telefoon
queue-desk-hours = Open
queue-desk-address = Adres
queue-desk-bring = Meenemen
queue-desk-checked = Nagekeken op { $day }.
queue-who = Wie heeft het
queue-contact-person = Contactpersoon
queue-to-thread = Naar het gesprek
queue-appointment = Afspraak
queue-history = Verloop
queue-history-note = De deelnemer mag dit lezen.
queue-by-client = deelnemer
queue-by-stapje = Stapje
queue-happened-stage = Fase: { $stage }
queue-happened-accepted = Opgepakt
queue-happened-returned = Teruggegeven aan de contactpersoon
queue-happened-passed-on = Doorgestuurd naar een ander loket
queue-happened-told-client = De deelnemer vertelde meer
queue-happened-told-stapje = Nieuws verteld aan de deelnemer
queue-happened-warned = Collega's herinnerd aan de termijn
queue-happened-breach-first-talk = De termijn voor het eerste gesprek is voorbij
queue-happened-breach-decision = De termijn voor de beslissing is voorbij
queue-happened-withdrawn = Ingetrokken door de deelnemer

## What colleagues do
queue-accept = Pak op
queue-accept-about = de aanvraag van { $name }
queue-deeds = Wat wil je doen?
queue-return = Geef terug
queue-return-lead = De aanvraag gaat terug naar de contactpersoon. De termijn loopt door.
queue-return-words = Waarom? De deelnemer mag dit lezen.
queue-enter = Werk de fase bij
queue-enter-stage = Fase
queue-enter-on = Sinds
queue-enter-words = Notitie (mag leeg). De deelnemer mag dit lezen.
queue-enter-reason = Een stap overslaan of terug? Schrijf dan waarom.
queue-close = Rond af
queue-close-exit = Hoe is het afgelopen?
queue-choose = Kies
queue-open-again = Open opnieuw
queue-talk = Plan een gesprek
queue-talk-lead = De deelnemer krijgt bericht met dag, tijd en plek. Er staat niet bij waar het over gaat.
queue-talk-topic = Gesprek
queue-offer = Bied tijden aan
queue-offer-lead = Je vrije tijden. Kies er 1 tot { $count }. De deelnemer kiest er een in de chat.
queue-offer-submit = Stuur deze tijden
queue-done-offered = Verstuurd. De deelnemer kan nu een tijd kiezen.
queue-which-times = Kies 1 tot 3 tijden.
queue-done-accepted = Opgepakt. De deelnemer hoort het, tenzij die geen berichten wil.
queue-done-returned = Teruggegeven aan de contactpersoon.
queue-done-stage = Bewaard. De deelnemer hoort het, tenzij die geen berichten wil.
queue-done-closed = Afgerond.
queue-done-planned = Gepland. De deelnemer krijgt bericht.
queue-taken-by = { $name } heeft deze aanvraag net opgepakt.
queue-which-exit = Kies hoe het is afgelopen.
queue-which-day = Vul een dag in.

## Columns of the file
queue-column-reference = Kenmerk
queue-column-municipality = Gemeente
queue-column-neighbourhood = Wijk
queue-column-urgent = Spoed
queue-column-threat = Wat dreigt
queue-column-threat-on = Datum van de dreiging
queue-column-types = Soort schuld
queue-column-stage = Fase
queue-column-requested = Aangevraagd
queue-column-first-talk = Eerste gesprek uiterlijk
queue-column-decision = Beslissing uiterlijk
queue-column-desk = Loket
queue-column-taken-by = Opgepakt door
queue-column-closed = Afgerond op
queue-yes = ja
queue-no = nee

## Contacts for other systems
queue-contact-subject = Hulp bij schulden ({ $reference })
queue-contact-by = Uiterlijk { $day }.
