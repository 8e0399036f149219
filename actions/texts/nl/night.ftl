# The pages beside the bed board, for the night shift and the day team: telegram short.

night-nav-label = Deze nacht
night-nav-board = Bedden
night-nav-guests = Blijvers
night-nav-turn-aways = Niet binnen
night-nav-waiting = Wachtlijst
night-nav-handover = Overdracht
night-nav-switches = Kou en sluiting
night-nav-print = Ontruimingslijst
night-nav-figures = Cijfers
night-shelter = Opvang
night-other-shelter = andere opvang
night-all-shelters = Alle opvang
night-choose = Kies …
night-anywhere = Maakt niet uit
night-back = Terug
night-keep = Bewaar
night-undo = Toch niet
night-to-board = Naar de bedden
night-bed = bed { $bed }
night-unknown = onbekend
night-print = Afdrukken
night-group = { $group ->
    [man] Man
    [vrouw] Vrouw
    [gezin] Gezin
    [jongere] Jongere
    [kind] Kind
   *[other] { $group }
}
night-group-unknown = Weet ik niet
night-changed-already = Dit was net al veranderd. Je ziet nu de nieuwe stand.
night-form-broken = Dit formulier was niet compleet. Probeer het nog eens.
night-other-night = Deze pagina was nog van een andere nacht. Hij is nu ververst.
night-which-group = Kies voor wie het is.
night-which-facility = Kies een opvang.
night-which-reason = Kies een reden.
night-which-name = Schrijf een naam op. Een voornaam is genoeg.
night-how-many = Vul een aantal in, van 1 tot 20.

## Guests of last night who stay
night-guests-title = Wie blijft nog een nacht?
night-guests-lead = Deze gasten sliepen hier gisteren. Vink aan wie blijft, voor de nacht van { $day }.
night-guests-none = Gisteren sliep hier niemand met een naam.
night-guests-all = Alle { $count } aanvinken
night-guests-nobody = Niemand aanvinken
night-guests-stay = Blijven vannacht
night-guests-in = Binnen
night-guests-held = Vastgehouden
night-guests-other-bed = bezet: krijgt ander bed
night-guests-all-in = Iedereen heeft al een bed.
night-guests-nameless = { $count ->
    [one] Ook sliep hier { $count } gast zonder naam. Check die in op het bord.
   *[other] Ook sliepen hier { $count } gasten zonder naam. Check die in op het bord.
}
night-guests-done = { $count ->
    [0] Niemand nieuw ingecheckt
    [one] { $count } gast blijft
   *[other] { $count } gasten blijven
}
night-guests-got-own = weer bed { $bed }
night-guests-got-other = bed { $bed } (bed { $beds } was niet vrij)
night-guests-without = { $count ->
    [one] Voor { $count } gast is geen bed vrij
   *[other] Voor { $count } gasten is geen bed vrij
}
night-guests-to-list = Naar de wachtlijst
night-nobody-ticked = Vink eerst aan wie blijft.

## Who did not get in
night-turned-away-title = Wie kwam niet binnen?
night-turned-away-lead = Twee tikken: wie en waarom. Geen namen.
night-turned-away-who = Wie?
night-turned-away-many = Hoeveel mensen?
night-turned-away-why = Waarom?
night-turned-away-tonight = { $count ->
    [0] Vannacht
    [one] Vannacht: { $count } persoon
   *[other] Vannacht: { $count } personen
}
night-turned-away-none = Nog niemand.
night-turned-away-noted = Genoteerd.
night-turned-away-undone = Ongedaan gemaakt.
night-refer = Waarheen?
night-refer-where = Waarheen verwezen?
night-refer-else = Ergens anders
night-referred-to = naar { $place }
night-referred-noted = Bewaard waarheen.

## The waiting list
night-waiting-title = Wachtlijst
night-waiting-lead = Wie het eerst komt, staat bovenaan.
night-waiting-none = Niemand wacht.
night-waiting-free = Nu vrij:
night-waiting-full = Nu niets vrij.
night-waiting-somebody = Iemand
night-waiting-by-chat = Chat: krijgt vanzelf bericht
night-waiting-at-door = Opgeschreven
night-waiting-since = sinds { $clock }
night-waiting-offer = Bed { $bed } aangeboden, { $place }, tot { $until }
night-waiting-place = Krijgt plek
night-waiting-is-in = Is er: inchecken
night-waiting-hold = Hou bed vast
night-waiting-leaves = Weg
night-waiting-off = Van de lijst gehaald
night-waiting-off-at = om { $clock }
night-waiting-put-back = Terug op de lijst
night-waiting-add = Zet op de lijst
night-waiting-name = Naam
night-waiting-for = Voor wie?
night-waiting-where = Welke opvang?
night-waiting-add-button = Zet op de lijst
night-waiting-added = Staat op de lijst.
night-waiting-in = Bed { $bed } is ingecheckt, { $place }.
night-waiting-held = Bed { $bed } is vastgehouden, { $place }, tot { $until }.
night-waiting-left = Van de lijst gehaald.
night-waiting-back = Staat weer op de oude plek.
night-waiting-chat-offers = Wie via de chat wacht, krijgt vanzelf een plek aangeboden.

## Handover
night-handover-title = Overdracht
night-handover-so-far = Stand van { $clock }.
night-handover-over = De nacht is voorbij.
night-handover-nights = Andere nacht
night-notes = Notities
night-notes-none = Nog geen notitie.
night-note-label = Voor de collega's die komen
night-note-about = Over
night-note-keep = Notitie bewaren
night-note-kept = Bewaard. De dagdienst ziet het in de inbox.
night-note-empty = Er staat nog geen tekst in de notitie.
night-note-too-long = De notitie is te lang. Maak er twee van.
night-note-too-late = Bij deze nacht kun je niets meer schrijven.
night-note-read-by = Gelezen:
night-note-unread = Nog niet gelezen.
night-not-yet = Deze nacht is er nog niet.
night-summary = In cijfers
night-figure-in = binnengekomen
night-figure-turned-away = niet binnen
night-figure-waiting = wachten
night-summary-quiet = Niets te melden: { $names }.
night-sum-title = Overdracht, nacht van { $day }
night-sum-quiet = Niets te melden.
night-sum-in = { $count } binnengekomen
night-sum-left = { $count } weer weg
night-sum-held = { $count } nog vastgehouden
night-sum-expired = { $count ->
    [one] { $count } plek verlopen
   *[other] { $count } plekken verlopen
}
night-sum-no-show = { $count } niet gekomen
night-sum-cancelled = { $count } afgezegd
night-sum-ended = { $count } gestopt door sluiting
night-sum-turned-away = { $who } niet binnen: { $what }
night-sum-broken = buiten gebruik: bed { $beds }
night-sum-extra = { $count ->
    [one] { $count } extra bed, bezet: { $taken }
   *[other] { $count } extra bedden, bezet: { $taken }
}
night-sum-closed = gesloten
night-sum-closed-until = gesloten tot en met { $day }
night-sum-waiting = Wachtten: { $who }
night-sum-queue = { $count ->
    [one] { $what }: { $count } wacht, { $done } met plek
   *[other] { $what }: { $count } wachten, { $done } met plek
}
night-inbox-unread = Overdracht van vannacht.
night-inbox-unread-of = Overdracht van { $day }.
night-inbox-read = Nu lezen

## Switches
night-switches-title = Kou en sluiting
night-cold = Koudweerregeling
night-cold-is-on = Staat aan
night-cold-is-planned = Gepland
night-cold-is-off = Staat uit.
night-cold-on = Zet aan …
night-cold-off = Zet uit …
night-closed = Opvang gesloten
night-all-open = Alles is open.
night-planned = Gepland
night-close = Sluit …
night-open = Open weer …
night-first = Eerste nacht
night-last = Laatste nacht
night-last-or-open = Laatste nacht (leeg: nog geen einde)
night-why = Reden
night-from = Vanaf de nacht van { $day }, nog zonder einde.
night-one = De nacht van { $day }.
night-from-to = Van de nacht van { $day } tot en met { $until }.
night-which-nights = Kies de nachten.
night-nights-order = Kies een nacht vanaf vannacht. De laatste komt na de eerste.
night-nights-far = Kies een nacht binnen 60 dagen, of laat het einde leeg.
night-ask-close = { $place } sluiten?
night-ask-open = { $place } weer openen?
night-ask-cold = Koudweerregeling aanzetten?
night-ask-thaw = Koudweerregeling uitzetten?
night-yes-close = Ja, sluit
night-yes-open = Ja, open weer
night-yes-cold = Ja, zet aan
night-yes-thaw = Ja, zet uit
night-what-happens = Dit gebeurt er
night-effect-no-beds = { $count ->
    [one] { $count } bed wordt niet meer uitgegeven.
   *[other] { $count } bedden worden niet meer uitgegeven.
}
night-effect-holds = { $count ->
    [0] Er staan geen plekken vast.
    [one] { $count } vastgehouden plek stopt.
   *[other] { $count } vastgehouden plekken stoppen.
}
night-effect-told = { $count ->
    [0] Niemand krijgt een bericht.
    [one] { $count } persoon krijgt nu bericht van Stapje.
   *[other] { $count } mensen krijgen nu bericht van Stapje.
}
night-effect-inside = { $count ->
    [one] { $count } persoon is binnen en blijft ingecheckt.
   *[other] { $count } mensen zijn binnen en blijven ingecheckt.
}
night-effect-beds-again = { $count ->
    [one] { $count } bed doet weer mee.
   *[other] { $count } bedden doen weer mee.
}
night-effect-holds-stay-ended = Plekken die stopten, komen niet vanzelf terug.
night-effect-extra = { $count ->
    [0] Er zijn nog geen extra bedden ingevoerd.
    [one] { $count } extra bed doet mee.
   *[other] { $count } extra bedden doen mee.
}
night-effect-cold-told = { $count ->
    [0] Niemand vroeg om een bericht bij kou.
    [one] { $count } persoon die buiten slaapt, krijgt bericht.
   *[other] { $count } mensen die buiten slapen, krijgen bericht.
}
night-effect-cold-already = Let op: het staat al aan tot en met { $day }. Wie al bericht kreeg, krijgt het nog eens.
night-effect-extra-gone = { $count ->
    [0] Er zijn geen extra bedden.
    [one] { $count } extra bed wordt niet meer uitgegeven.
   *[other] { $count } extra bedden worden niet meer uitgegeven.
}
night-effect-held-stay = { $count ->
    [one] { $count } extra bed is vastgehouden. Dat blijft zo.
   *[other] { $count } extra bedden zijn vastgehouden. Dat blijft zo.
}
night-effect-unsaid = Berichten die nog niet weg zijn, gaan niet meer weg.
night-closed-now = { $count ->
    [0] { $place } is gesloten.
    [one] { $place } is gesloten. { $count } plek gestopt.
   *[other] { $place } is gesloten. { $count } plekken gestopt.
}
night-opened-now = { $place } is weer open.
night-cold-on-now = De koudweerregeling staat aan.
night-cold-off-now = De koudweerregeling staat uit.

## The list for a fire drill
night-print-title = Ontruimingslijst
night-print-lead = Wie nu binnen is, per kamer. Druk af en vink af bij de verzamelplek.
night-print-made = Gemaakt op { $day } om { $clock }
night-print-inside = Binnen: { $count }
night-print-held = Vastgehouden, nog niet binnen: { $count }
night-print-nobody = Volgens de lijst is niemand binnen.
night-print-empty = Niemand binnen: { $names }.
night-print-room = Kamer { $room }
night-print-no-room = Kamer onbekend
night-print-held-title = Vastgehouden: waarschijnlijk nog niet binnen
night-print-seen = Gezien
night-print-bed = Bed
night-print-name = Naam
night-print-group = Voor
night-print-until = Tot
night-print-hidden = bezet
night-print-others = Ook binnen (collega's, bezoek):
night-print-counted = Geteld bij de verzamelplek:
