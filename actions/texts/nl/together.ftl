# Working together in the inbox: who looks along, alerts, blocking, merging.
live-away = Even geen verbinding. Wat je ziet, kan oud zijn. We proberen het steeds opnieuw.
presence-watching = Kijkt mee: { $names }
presence-typing = { $count ->
    [one] { $names } typt…
   *[other] { $names } typen…
}
presence-both = { $count ->
    [one] { $names } typt ook een antwoord. Spreek af wie het verstuurt.
   *[other] { $names } typen ook een antwoord. Spreek af wie het verstuurt.
}

alerts-title = Meldingen
alerts-desktop = Melding op je scherm
alerts-sound = Geluid
alerts-hint = Dit geldt alleen voor deze browser. In een melding staan nooit namen of woorden van een deelnemer.
alerts-denied = Je browser laat geen meldingen toe. Zet ze aan bij de instellingen van je browser.
alerts-try = Geluid proberen
alerts-message = Nieuw bericht in Stapje
alerts-crisis = Dringend: kijk in Stapje

block-badge = Geblokkeerd
block-until = Geblokkeerd tot { $moment }. Een crisis komt wel door.
block-no-end = Geblokkeerd tot een collega het opheft. Een crisis komt wel door.
block-why = Reden: { $reason }
block-title = Blokkeren
block-reason = Waarom? Alleen collega's zien dit.
block-days = Hoe lang?
block-days-1 = Tot morgen
block-days-7 = Een week
block-days-30 = Dertig dagen
block-days-always = Tot een collega het opheft
block-hint = Berichten geven dan geen melding. De deelnemer krijgt één regel met hulpnummers.
block-do = Blokkeren
block-undo = Opheffen
block-reason-needed = Schrijf een korte reden en kies hoe lang.
inbox-note-blocked = Dit gesprek is geblokkeerd. Een crisis komt wel door.
inbox-note-unblocked = De blokkade is voorbij.

## Two that are one
merge-title = Samenvoegen
merge-link = Dit is iemand die we al kennen
merge-back = Terug naar het gesprek
merge-back-find = Terug naar zoeken
merge-who = Wie is { $name } nog meer?
merge-lead = Zoek het andere gesprek van dezelfde persoon. Daarna zie je beide naast elkaar.
merge-search = Naam, of de vier tekens van een bezoeker
merge-search-hint = Je ziet alleen wie je in de inbox mag zien.
merge-find = Zoek
merge-none = Niemand gevonden. Probeer een deel van de naam.
merge-a-visitor = een bezoeker
merge-sure = Zijn dit dezelfde persoon?
merge-kept = blijft
merge-gone = gaat erin op
merge-goes = gaat mee
merge-swap = Wissel om: laat de ander blijven
merge-row-contact = Contactpersoon
merge-row-last = Laatste bericht
merge-row-messages = Berichten
merge-row-appointments = Afspraken die komen
merge-row-steps = Stapjes
merge-row-goals = Doelen
merge-row-requests = Aanvragen schuldhulp
merge-row-nights = Nachten in de opvang
merge-row-tasks = Open taken
merge-row-notes = Notities
merge-row-plan = Check-ins
merge-row-money = Geldcheck
merge-row-addresses = Telefoons en chats
merge-clash-plan = Beide hebben check-ins. Welk ritme geldt?
merge-clash-money = Beide hebben een geldcheck. Welke geldt?
merge-clash-request = Beide hebben een open aanvraag voor schuldhulp.
merge-choice-of = Dat van { $name }
merge-choice-both = Beide aanvragen lopen door
merge-stuck-hold = Voor beide is een bed vrijgehouden. Laat er eerst één los op het beddenbord.
merge-stuck-bed = Beide slapen nu in een bed. Zet dat eerst recht op het beddenbord.
merge-promise = We wissen niets. Beide telefoons komen in één gesprek. Je kunt dit ongedaan maken.
merge-do = Voeg samen
merge-done-line = { $by } voegde { $name } hier samen op { $moment }.
merge-undone-line = Dat is ongedaan gemaakt op { $moment }.
merge-see = Bekijk
merge-before = Eerder samengevoegd
merge-undo = Maak ongedaan
merge-undo-hint = Alles gaat terug. Wat daarna kwam, blijft in dit gesprek.
merge-no-same = Kies twee gesprekken die niet hetzelfde zijn.
merge-no-staff = Een gesprek van een collega kan niet samengevoegd worden.
merge-no-gone = Een van beide is al samengevoegd. Zoek opnieuw.
merge-no-visitor-kept = De deelnemer blijft, de bezoeker gaat erin op. Wissel om.
merge-no-clash = Kies eerst wat er geldt. Kijk hieronder.
merge-no-unknown = Dit is niet gevonden. Kijk opnieuw.
merge-no-undone = Dit was al ongedaan gemaakt.
merge-no-taken = Er is een nieuw gesprek met deze persoon. Voeg dat eerst samen.
inbox-note-merged = Samengevoegd. Alles staat nu in dit gesprek.
inbox-note-unmerged = Ongedaan gemaakt. Het zijn weer twee gesprekken.

## What the audit trail says of it, after the name of who did it
audit-did-conversation-blocked = heeft dit gesprek geblokkeerd
audit-did-conversation-unblocked = heeft de blokkade opgeheven
audit-did-person-searched = heeft gezocht wie dit nog meer is
audit-did-person-compared = heeft twee gesprekken naast elkaar gelegd
audit-did-person-merged = heeft twee gesprekken samengevoegd
audit-did-person-merge-undone = heeft het samenvoegen ongedaan gemaakt
