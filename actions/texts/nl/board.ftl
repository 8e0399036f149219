# Tonight's beds, for the night shift.

board-title = Bedden vannacht
board-night = De nacht van { $day }.
board-read-only = Je kunt meekijken, niet wijzigen.

## The bar at the top
board-pages = Meer over bedden
board-menu = Meer
board-seek = Zoek opvang of groep
board-find = Zoek

## At a glance
board-totals = Vrij in alle opvang
board-chip = vrij voor { $group }
board-glance = Opvang
board-free-of = vrij voor { $group }, van { $total }
board-no-beds = geen bedden
board-on-hold = { $count } vastgehouden
board-broken-count = { $count } buiten gebruik
board-counted = geteld { $span } geleden
board-never-counted = nog nooit geteld
board-stale = (oud: tel opnieuw)
board-count-right = Telling klopt
board-cold = Koud weer: extra bedden tot en met { $day }.
board-closed = { $place } is vannacht gesloten.
board-some = Je ziet { $count } van { $total } plekken. Zoek voor meer.
board-none-found = Niets gevonden. Kijk of de naam klopt.

## One bed
board-bed = Bed { $bed }
board-room = kamer { $room }
board-extra = extra bed
board-more = Bed { $bed }: meer
board-state-free = Vrij
board-state-held = Vastgehouden
board-state-taken = Bezet
board-state-out-of-order = Buiten gebruik
board-state-closed = Gesloten
board-until = tot { $clock }
board-expected = komt rond { $clock }
board-check-in = Inchecken:
board-check-in-here = Inchecken
board-arrive = Is er: inchecken
board-extend = Langer
board-no-show = Niet gekomen
board-release = Vrijgeven
board-check-out = Uitchecken
board-mistake = Was een vergissing
board-keep = Sluit
board-who = Wie slaapt hier?
board-who-hint = Typ twee letters. Bekende gasten komen vanzelf.
board-nobody-found = Geen bekende gast.
board-new-guest = Nieuwe gast met deze naam:
board-head-man = man
board-head-vrouw = vrouw
board-head-kind = kind
board-head-none = niet gezegd
board-no-name = Haal de naam weg
board-move = Ander bed
board-move-where = Naar welk bed?
board-move-none = Er is geen ander bed vrij.
board-break = Buiten gebruik zetten
board-break-why = Wat is er met het bed?
board-break-do = Zet
board-reason-broken = Kapot
board-reason-dirty = Schoonmaken
board-reason-leak = Lekkage
board-reason-vermin = Ongedierte
board-reason-other = Iets anders
board-in-order = Weer in orde

## What was done
board-changed-already = Dit bed was net al veranderd. Je ziet nu de nieuwe stand.
board-note-in = Bed { $bed } is ingecheckt.
board-note-out = Bed { $bed } is weer vrij.
board-note-mistake = Bed { $bed } is weer vrij. Er was niemand.
board-note-released = Bed { $bed } is vrijgegeven.
board-note-no-show = Bed { $bed } is vrij: niet gekomen.
board-note-longer = Bed { $bed } blijft langer vastgehouden.
board-note-named = De gast in bed { $bed } is aangepast.
board-note-moved = Verplaatst naar bed { $bed }.
board-note-broken = Bed { $bed } is buiten gebruik.
board-note-mended = Bed { $bed } is weer in orde.
board-note-undone = Ongedaan gemaakt: bed { $bed }.
board-note-counted = Dank je. De telling is weer vers.
board-note-who = Wie is het?
board-undo = Ongedaan maken

## Without a connection. COUNT and BED are filled in by the page.
board-queue-one = 1 wijziging wacht – wordt verstuurd zodra er verbinding is.
board-queue-many = COUNT wijzigingen wachten – worden verstuurd zodra er verbinding is.
board-queue-saving = wordt bewaard
board-queue-waits = wacht op verbinding
board-queue-login = Wijzigingen wachten: COUNT. Log in, dan worden ze verstuurd.
board-queue-other = Op dit toestel wachten wijzigingen van een collega: COUNT. Laat die even inloggen.
board-queue-gone = BED: dit kon niet meer. Het bed was al veranderd.
board-queue-failed = BED: dit is niet bewaard. Tik het nog eens aan.
board-queue-seen = Gezien
