# The page on which colleagues keep where requests for debt help go.

web-nav-desks = Loketten en hulp
desk-title = Loketten schuldhulp
desk-lead = Waar een vraag om schuldhulp heen gaat. Wat je verandert, geldt meteen.

## Where requests go
desk-ways = Wie doet wat
desk-place = Waar
desk-normal = Gewone vraag
desk-urgent = Spoed
desk-word-normal = gewoon
desk-word-urgent = spoed
desk-contact-person = contactpersoon
desk-ways-hint = Kies een plaats om haar te veranderen. Zonder loket gaat de vraag naar de contactpersoon.
desk-try = Uitproberen
desk-try-button = Waar gaat dit heen?
desk-add-neighbourhood = Wijk toevoegen
desk-municipality = Gemeente
desk-neighbourhood = Naam van de wijk
desk-add-button = Loket kiezen
desk-to-contact-person = Naar de contactpersoon
desk-as-municipality = Zoals de gemeente: { $name }
desk-neighbourhood-new = Deze wijk is nieuw. Kies hieronder minstens één eigen loket.
desk-neighbourhood-off = Kies twee keer "Zoals de gemeente" en de wijk gaat weg.
desk-neighbourhood-needs = Kies minstens één eigen loket voor deze wijk. Anders doet zij mee met de gemeente.
desk-gone = Dit loket is niet meer in gebruik. Kies een ander.

## One desk
desk-all = Alle loketten
desk-none = Er is nog geen loket. Alle vragen gaan naar de contactpersoon.
desk-new = Nieuw loket
desk-nowhere = Staat nergens in de tabel.
desk-used-by = Krijgt vragen uit
desk-outside = Een kantoor buiten Stapje
desk-field-name = Naam
desk-field-organisation = Organisatie
desk-field-recipient = Wie krijgt de vraag
desk-field-phone = Telefoon
desk-field-hours = Open
desk-field-address = Adres
desk-field-bring = Meenemen
desk-field-decision-weeks = Weken tot het besluit
desk-field-last-checked-on = Nagekeken op
desk-field-active = Gebruik
desk-hint-recipient = Een team of collega ziet de vraag in Stapje. Naar een kantoor buiten Stapje belt de contactpersoon.
desk-hint-weeks = Binnen hoeveel weken na het eerste gesprek. Leeg als niemand het weet.
desk-weeks = Vul een getal in van 1 tot 26, of niets.
desk-name-taken = Er is al een loket met deze naam. Geef het een andere naam.
desk-recipient-gone = Deze collega werkt hier niet meer. Kies iemand anders.
desk-outside-unreachable = Dit kantoor staat buiten Stapje. Geef een telefoon of een adres.
desk-has-routes = Dit loket krijgt nog vragen uit: { $where }. Kies daar eerst een ander loket.
desk-has-requests = Bij dit loket { $count ->
    [one] ligt nog 1 open vraag. Rond haar af of geef haar door.
   *[other] liggen nog { $count } open vragen. Rond ze af of geef ze door.
}

## What was done
desk-done-kept = Het loket is bewaard en geldt nu.
desk-done-checked = Nagekeken vandaag. Bedankt.
desk-done-off = Het loket is uit gebruik.
desk-done-on = Het loket is weer in gebruik.
desk-done-routed = De tabel is bewaard en geldt nu.
desk-done-unrouted = Deze plaats heeft geen eigen loket meer.
