# What night staff type at a full door: counts, full, refusals, notes, switches. Telegram short.

door-group-free = { $group ->
    [man] m { $free }
    [vrouw] v { $free }
    [gezin] gezin { $free }
    [jongere] jongere { $free }
    [kind] kind { $free }
   *[other] { $group } { $free }
}
door-held = { $count } vastgehouden
door-no-beds = geen bedden
door-free-now = Nu vrij bij { $place }: { $free }.
door-form-dropped = De vorige vraag is vervallen.
door-done-already = Dit is al gedaan.
door-which-meaning = Wat bedoel je?
door-only-looking = Je kunt meekijken, niet wijzigen. Het bord: { $board }
door-no-such-place = Opvang { $place } ken ik hier niet.
door-no-such-bed = Bed { $beds } ken ik niet bij { $place }. Niets gewijzigd.
door-no-such-room = Kamer { $beds } ken ik niet bij { $place }. Niets gewijzigd.
door-none-such = Zulke bedden zijn er hier niet.
door-left-as-it-was = Niets gewijzigd.

## Taking back
door-undone = Teruggedraaid: { $what }.
door-undo-too-late = Terugdraaien lukt niet meer. Het is intussen veranderd.
door-undo-nothing = Niets om terug te draaien. Typ wat er moet veranderen.
door-undo-another = Het laatste was: { $what }. Dat terugdraaien?

## Two meanings, as buttons
door-means-came = Net binnen: { $noun }
door-means-left = Weg: { $noun }
door-means-inside = In totaal { $count } binnen
door-means-places = Nog { $count } plek vrij
door-means-bed-taken = Bed { $bed } is bezet
door-means-bed-free = Bed { $bed } is leeg
door-means-question = Ik vraag hoeveel er vrij is

## The count
door-count-agreed = { $place } klopt. Telling { $at }.
door-count-short = de telling
door-count-more = { $count } meer dan de telling ({ $recorded }). Wie?
door-count-fewer = { $count } minder dan de telling ({ $recorded }). Wie is weg?
door-count-mixed = Gemengd? Typ bijvoorbeeld: 2 m 1 v binnen.
door-count-held = { $held } vastgehouden. Zijn die er al? Zie het bord: { $board }
door-count-not-all = Niet geplaatst: { $noun }. Zie het bord: { $board }
door-count-gone = Volgens de bedden { $noun } te veel. Weg?
door-count-unchanged = Niets gewijzigd. Kijk per bed op het bord: { $board }
door-count-too-many = { $place } heeft { $room } bedden: { $noun } te veel. Niets genoteerd.
door-label-in = Erbij: { $noun }
door-label-gone = Weg: { $noun }
door-label-dont-know = Weet ik niet
door-label-extra-beds = Extra bedden (koudweer)
door-label-count-right = Telling klopt

## Full
door-free-for = { $free } vrij voor { $group }
door-full-but = Volgens de telling nog { $noun }. Klopt vol?
door-full-what = Wat doe ik met die bedden?
door-full-not = Goed. De telling blijft zo.
door-full-reason = vol gemeld
door-label-all-taken = Ja, alles bezet
door-label-not-full = Nee
door-label-set-taken = Op bezet, zonder naam
door-label-set-broken = Buiten gebruik

## Turned away
door-which-refusal = Waarom?
door-refused = Niet binnen bij { $place }: { $noun }, { $why }.
door-referred = Verwezen naar { $to }.
door-refused-short = { $noun } niet binnen
door-note-refusal = Niet binnen noteren

## What is free
door-line = { $place }: { $free } · { $count } binnen
door-line-aged = { $place }: { $free } · { $count } binnen ({ $age })
door-line-closed = { $place }: dicht ({ $reason })
door-all-counted = Geteld: { $age }
door-never-counted = nooit geteld
door-counted-stale = { $at }, oud
door-counted-days = { $days ->
    [one] { $days } dag oud
   *[other] { $days } dagen oud
}
door-bed-line = { $state ->
    [free] { $place } bed { $bed }: vrij
    [taken] { $place } bed { $bed }: bezet ({ $who })
    [held] { $place } bed { $bed }: vastgehouden tot { $until } ({ $who })
    [closed] { $place } bed { $bed }: dicht
   *[other] { $place } bed { $bed }: buiten gebruik
}

## Did not come
door-no-hold = Er staat niets vast voor { $name }.
door-which-hold = Welke plek?
door-hold-label = { $place } bed { $bed }, tot { $until }
door-no-show = Niet gekomen: bed { $beds } bij { $place } is weer vrij.
door-no-show-short = niet gekomen, bed { $beds }

## Note for the day
door-note-kept = Bewaard voor de dag.
door-note-short = de overdracht

## Switches
door-cold-ask = Koudweer van { $first } tot en met { $last }? Extra bedden: { $extra }. Bericht aan: { $people } mensen.
door-cold-off-ask = Koudweer uit? Extra bedden weg: { $extra }. Wie er ligt, blijft.
door-cold-on = Koudweer aan tot en met { $day }.
door-cold-is-off = Koudweer staat uit.
door-cold-short = koudweer aan
door-label-cold-on = Ja, koudweer aan
door-label-cold-off = Ja, koudweer uit
door-close-ask = { $place } dicht van { $first } tot en met { $last }? Vastgehouden plekken die vervallen: { $held }. Binnen: { $taken }, die blijven.
door-close-open-end-ask = { $place } dicht vanaf { $first }, tot je typt "weer open"? Vastgehouden plekken die vervallen: { $held }. Binnen: { $taken }, die blijven.
door-closed = { $place } is dicht. Vervallen plekken: { $held }. Zij krijgen bericht.
door-closed-already = { $place } is al dicht.
door-closed-short = { $place } dicht
door-open-ask = { $place } weer open? Was dicht: { $reason }.
door-is-open = { $place } is open.
door-label-close = Ja, dicht
door-label-open = Ja, weer open
