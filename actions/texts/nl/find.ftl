# Searching, narrowing the list down, kept views, keys and the command bar, for staff.

## The page to search on
find-title = Zoeken
find-words = Zoek in berichten, notities en namen
find-go = Zoeken
find-teach-title = Zo zoek je
find-teach-1 = Typ een naam, een gemeente of woorden uit een gesprek.
find-teach-2 = Een half woord mag: “verhuiz” vindt ook “verhuizing”.
find-teach-3 = Met aanhalingstekens zoek je precies die woorden: “brief van de gemeente”.
find-teach-4 = Met een min ervoor laat je een woord weg: boete -trein.
find-kind = Soort
find-kind-all = Alles
find-kind-person = Gezegd door deelnemer
find-kind-human = Gezegd door collega
find-kind-note = Notitie
find-since = Van
find-until = Tot en met
find-order = Volgorde
find-order-newest = Nieuwste eerst
find-order-best = Beste eerst
find-chip-since = Vanaf { $day }
find-chip-until = Tot en met { $day }
find-without = { $name }: haal dit filter weg
find-people = Mensen
find-pages = Pagina's
find-said = In gesprekken
find-with = bij { $name }
find-by = { $name } aan { $to }
find-nothing = Niets gevonden voor “{ $words }”.
find-nothing-hint = Probeer minder woorden, of een ander woord voor hetzelfde.
find-nothing-filtered = Of haal een filter weg.
find-instead = Niets gevonden voor “{ $words }”. Dit lijkt erop: { $instead }.
find-more = Oudere resultaten
find-new = Opnieuw vanaf het begin
find-best-note = De beste van de nieuwste resultaten.
find-no-talk = Nog geen gesprek
find-count = { $count ->
    [one] { $count } resultaat
   *[other] { $count } resultaten
}
find-count-more = Meer dan { $count } resultaten
find-around = Je kijkt naar een eerder moment in dit gesprek.
find-to-now = Naar het nieuwste bericht

## Filters on the list
filter-open = Filters
filter-title = Laat alleen zien
filter-any = Alle
filter-apply = Toepassen
filter-clear = Alle filters weg
filter-team = Team
filter-municipality = Gemeente
filter-label = Label
filter-mood = Laatste antwoord
filter-mood-good = Goed
filter-mood-so-so = Gaat wel
filter-mood-bad = Slecht
filter-silent = Stil
filter-silent-days = Al { $days } dagen stil
filter-term = Termijn
filter-term-days = { $days ->
    [0] Termijn vandaag of voorbij
   *[other] Termijn binnen { $days } dagen
}
filter-assigned = Van wie
filter-assigned-nobody = Van niemand
filter-assigned-me = Van mij
filter-channel = Kanaal
filter-channel-telegram = Telegram
filter-channel-webchat = Webchat
filter-task = Open taak
filter-empty = Geen gesprek past bij deze filters.
filter-empty-hint = Haal een filter weg, of bekijk alle gesprekken.
filter-gone = onbekend

## Views that are kept
view-title = Bewaarde weergaven
view-keep = Bewaar deze filters
view-name = Naam
view-for = Voor wie
view-for-me = Alleen voor mij
view-for-team = Voor mijn team
view-save = Bewaren
view-kept = De weergave is bewaard.
view-gone = De weergave is weg.
view-moved = De volgorde is veranderd.
view-no-name = Geef de weergave een naam van hooguit 40 tekens.
view-too-many = Je hebt er al 30. Gooi er eerst een weg.
view-no-filter = Kies eerst een filter. Dan kun je het bewaren.
view-up = { $name } naar voren
view-drop = { $name } weggooien
view-of-team = van het team

## Keys
keys-title = Sneltoetsen
keys-open = Sneltoetsen
keys-close = Sluiten
keys-on = Losse letters als sneltoets gebruiken
keys-on-hint = Gebruik je spraak? Zet dit dan uit. Ctrl+K blijft werken.
keys-here = Op deze pagina
keys-pages = Naar een pagina
keys-always = Altijd
keys-next = Volgende in de lijst
keys-back = Vorige in de lijst
keys-enter = Openen
keys-escape = Uit een veld, of sluiten
keys-sheet = Deze lijst
keys-bar = Naam, pagina of opdracht typen
keys-send = Antwoord versturen, of notitie bewaren
keys-ready = Standaardantwoord, in je antwoord
keys-mention = Collega roepen, in je notitie
keys-search = Zoeken
keys-reply = Antwoorden

## The command bar
command-title = Snel naar
command-words = Typ een naam, een pagina of een opdracht
command-hint = Pijltjes kiezen, Enter doet het, Escape sluit.
command-trouble = Dat lukte niet. Controleer de verbinding.
command-nothing = Niets gevonden. Probeer een ander woord.
command-group-deed = Met dit gesprek
command-group-person = Mensen
command-group-page = Pagina's
command-group-search = Zoeken
command-search = Zoek “{ $words }” in gesprekken
command-status-resolved = Afronden
command-status-waiting = Wacht op antwoord
command-status-open = Heropenen
command-to-me = Geef aan mij
command-assign = Geef aan { $name }
command-label = Label { $name }
command-snooze = Uitstellen tot { $moment }
command-unread = Zet op ongelezen
command-priority-urgent = Zet op dringend
command-priority-high = Zet op hoog
command-priority-normal = Zet op gewoon
command-priority-low = Zet op laag
