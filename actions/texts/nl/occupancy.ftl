# Night staff at the door: telegram short.

occupancy-which-facility = Welke opvang?
occupancy-which-group = Welke groep?
occupancy-which-bed = Welk bed? Typ bijvoorbeeld: bed 4 kapot.
occupancy-guest-has-bed = { $name } heeft vannacht al een ander bed.
occupancy-which-guest = Welke { $name }?
occupancy-new-guest = Iemand anders, nieuw
occupancy-guest-since = { $name } (sinds { $year })

occupancy-in = { $noun } binnen bij { $place }: bed { $beds }.
occupancy-out = { $noun } weg bij { $place }: bed { $beds }.
occupancy-waiting = { $count ->
    [one] Wachtlijst: 1. De plek gaat eerst naar die persoon.
   *[other] Wachtlijst: { $count }. De plek gaat eerst naar hen.
}
occupancy-no-room = Geen vrij bed voor { $noun } bij { $place }.
occupancy-room-too-small = { $done } van { $asked } past in de kamer.
occupancy-room-empty = Kamer { $room } was al leeg.
occupancy-other-group = Bed { $bed } is een bed voor { $group }.
occupancy-fewer-in = { $done } van { $asked } uitgeboekt. Meer zonder naam staan er niet.
occupancy-who-left = Wie is weg? Zie ook het bord: { $board }
occupancy-guest-in = { $name } (bed { $bed })
occupancy-nobody-called = Geen { $name } binnen bij { $place }.
occupancy-bed-is = { $state ->
    [taken] Bed { $bed } was al bezet.
    [free] Bed { $bed } was al vrij.
    [held] Bed { $bed } is vastgehouden, er ligt niemand in.
    [out_of_order] Bed { $bed } is buiten gebruik.
    [closed] Bed { $bed } is dicht.
   *[other] Bed { $bed } staat er vannacht niet.
}
occupancy-bed-why = { $state ->
    [closed] Bed { $bed } is dicht: { $reason }.
   *[other] Bed { $bed } is buiten gebruik: { $reason }.
}
occupancy-bed-held = Bed { $bed } is vastgehouden tot { $until } ({ $who }).
occupancy-held-is-in = Die is er: bed { $bed }
occupancy-hold-over = Die plek wordt niet meer vastgehouden.

occupancy-broken = Bed { $bed } buiten gebruik: { $reason }.
occupancy-broken-already = Bed { $bed } was al buiten gebruik.
occupancy-broken-taken = In bed { $bed } ligt iemand. Die blijft staan.
occupancy-broken-held = Bed { $bed } is vastgehouden. Regel een ander bed.
occupancy-mended = Bed { $bed } weer in gebruik.
occupancy-not-broken = Bed { $bed } was niet buiten gebruik.
occupancy-recounted = Telling vastgelegd om { $at }.

# What was taken back, in a few words.
occupancy-in-short = { $noun } binnen, bed { $beds }
occupancy-out-short = { $noun } weg, bed { $beds }
occupancy-broken-short = bed { $bed } buiten gebruik
occupancy-mended-short = bed { $bed } weer in gebruik
