# Writing in the shared inbox, for staff: answers, notes, ready replies, messages for later, and how a message fares.

writing-title = Schrijven
writing-mode = Wat schrijf je?
writing-reply = Antwoord
writing-note = Notitie
writing-saved = Bewaard
writing-unsaved = Nog niet bewaard
writing-hint = Typ / voor een standaardantwoord. Ctrl+Enter verstuurt. Daarna zwijgt Stapje.
writing-ready = Standaardantwoord
writing-ready-choose = Kies een antwoord
writing-fill = Zet in mijn antwoord
writing-ready-change = Antwoorden beheren
writing-none-found = Niets gevonden
writing-choose-reply = Dit standaardantwoord is er niet meer. Kies een ander.
writing-not-sent = Je antwoord is niet verstuurd. Je tekst staat er nog.
writing-meanwhile = Er kwam net iets bij. Lees dat eerst. Je tekst staat er nog.
writing-sent-before = Je stuurde dit al vanuit een ander tabblad. Lees het na. Je tekst staat er nog.
writing-has-gaps = Vul eerst dit in: { $what }
writing-gap = [vul in: { $what }]
writing-gap-naam = naam
writing-gap-contactpersoon = contactpersoon
writing-gap-gemeente = gemeente
writing-gap-afspraak = afspraak
writing-gap-opvang = opvang
writing-gap-ik = jouw naam
writing-gap-team = team

## Notes
note-label = Notitie
note-by = Notitie van { $name }
note-only-colleagues = Alleen collega's lezen dit. { $name } ziet het niet.
note-text = Jouw notitie
note-hint = Typ @ om een collega te roepen. Ctrl+Enter bewaart.
note-call = Roep een collega
note-call-nobody = Niemand
note-called = Geroepen: { $names }
note-keep = Bewaar notitie
note-change = Wijzigen
note-take-back = Terugnemen
note-taken-back = Deze notitie is teruggenomen.
note-was-changed = gewijzigd
note-empty = Er staat nog geen tekst in je notitie.
note-too-long = Je notitie is te lang. Deel hem in tweeën.
inbox-note-note-kept = De notitie is bewaard. Alleen collega's zien hem.
inbox-note-note-changed = De notitie is gewijzigd.
inbox-note-note-removed = De notitie is teruggenomen.

## Messages for later
later-open = Stuur later
later-when = Wanneer?
later-preset-tomorrow = Morgenochtend
later-preset-monday = Na het weekend
later-preset-week = Over een week
later-own = Zelf kiezen
later-date = Datum
later-time = Tijd
later-plan = Inplannen
later-label = Wordt verstuurd op { $moment }
later-label-held = Niet verstuurd: kijk eerst
later-by = Gepland bericht van { $name }
later-text = Het bericht
later-change = Wijzigen
later-keep = Plannen
later-send-now = Nu versturen
later-cancel = Niet versturen
later-somebody = Deze persoon
later-past = Dat moment is al geweest. Kies een later moment.
later-too-far = Dat is meer dan een jaar vooruit. Kies een eerder moment.
later-quiet = Van 21:00 tot 8:00 is het stil. Het kan wel op { $moment }. Dat staat nu klaar.
later-many = Er gaan die dag al 3 berichten. Kies een andere dag.
later-no-moment = Kies een dag en een tijd.
later-no-files = Een bestand gaat meteen mee. Verstuur het nu, of haal het weg.
later-over-sent = Dit bericht is al verstuurd.
later-over-cancelled = Dit bericht gaat niet meer. Schrijf het opnieuw.
later-held-wrote = { $name } schreef intussen. Klopt het bericht van { $writer } nog?
later-held-opted-out = { $name } wil geen berichten. Moet het bericht van { $writer } toch?
later-held-blocked = { $name } is geblokkeerd. Moet het bericht van { $writer } toch?
later-held-handed-over = { $name } kreeg een andere contactpersoon. Klopt het bericht van { $writer } nog?
later-held-writer-gone = { $writer } antwoordt hier niet meer. Wil jij dit bericht aan { $name } sturen?
later-held-unreachable = { $name } heeft nu geen telefoon of chat. Bel, of geef het door.
later-held-late = Het moment is voorbij. Klopt het bericht van { $writer } aan { $name } nog?
inbox-badge-held-message = Bericht wacht
inbox-nudge-staff-message = Bericht van een collega
inbox-note-later-planned = Het bericht staat klaar. Het gaat op het moment dat je koos.
inbox-note-later-changed = Het bericht staat klaar.
inbox-note-later-cancelled = Het bericht wordt niet verstuurd.
inbox-note-later-sent = Het bericht is verstuurd.

## Files
files-add = Bestand
files-label = Foto of pdf
files-hint = Hoogstens 5, elk 10 MB. De plek in een foto gaat eruit.
files-drop = weghalen

## How a message fares
delivery-web-chat = Staat in de webchat
delivery-sent = Verstuurd om { $clock }
delivery-again = Nog niet aangekomen. { $count ->
    [one] We probeerden het 1 keer. Weer om { $clock }.
   *[other] We probeerden het { $count } keer. Weer om { $clock }.
}
delivery-blocked = Geblokkeerd: dit kanaal werkt niet meer. Bel, of vraag om een ander kanaal.
delivery-other-way = Dit kanaal werkt niet meer. Het ging via een ander kanaal.
delivery-failed = Niet aangekomen. Probeer het opnieuw, of bel.
delivery-try-again = Probeer opnieuw
inbox-note-again = We sturen het bericht opnieuw.

## The page with ready replies
reply-title = Standaardantwoorden
reply-lead = Teksten die je vaak stuurt. Typ / in een antwoord om er een te kiezen.
reply-new = Nieuw antwoord
reply-none = Er zijn nog geen standaardantwoorden. Maak het eerste.
reply-used = { $count ->
    [0] nog niet gestuurd
    [one] { $count } keer gestuurd
   *[other] { $count } keer gestuurd
}
reply-of-all = Voor alle teams
reply-only-dutch = alleen Nederlands
reply-field-name = Naam in de lijst
reply-field-shortcut = Kort woord
reply-field-team-id = Voor wie
reply-field-nl = Tekst in het Nederlands
reply-field-en = Tekst in het Engels
reply-field-active = In gebruik
reply-hint-shortcut = Zoals: bellen. Dan typ je /bellen.
reply-hint-text = Korte zinnen, gewone woorden. Schrijf “je”.
reply-hint-english = Mag leeg blijven. Dan gaat de Nederlandse tekst.
reply-gaps = Deze woorden vult Stapje in:
reply-unknown-gap = Dit woord tussen haakjes kent Stapje niet.
reply-shortcut-letters = Gebruik 2 tot 20 kleine letters, cijfers of streepjes.
reply-shortcut-taken = Dit korte woord is al gebruikt.
reply-team-gone = Kies een team uit de lijst.
reply-done-kept = Het antwoord is bewaard.
reply-done-off = Het antwoord staat niet meer in de lijst.
reply-done-on = Het antwoord staat weer in de lijst.
