# Night staff at the door: telegram short.

occupancy-which-facility = Welke opvang?
occupancy-which-group = Welke groep?
occupancy-which-bed = Welk bed? Typ bijvoorbeeld: nachtopvang bed 4 kapot.

occupancy-in = { $free ->
    [one] { $noun } binnen in { $place } (bed { $beds }). Nog { $free } plek vrij voor { $group }.
   *[other] { $noun } binnen in { $place } (bed { $beds }). Nog { $free } plekken vrij voor { $group }.
}
occupancy-out = { $free ->
    [one] { $noun } vertrokken uit { $place } (bed { $beds }). Nu { $free } plek vrij voor { $group }.
   *[other] { $noun } vertrokken uit { $place } (bed { $beds }). Nu { $free } plekken vrij voor { $group }.
}
occupancy-no-more = { $done } van { $asked } ingeboekt. Geen vrij bed meer, of bed al bezet.
occupancy-fewer-in = { $done } van { $asked } uitgeboekt. Meer stonden er niet binnen.

occupancy-broken = Bed { $bed } buiten gebruik.
occupancy-mended = Bed { $bed } weer in gebruik.
occupancy-no-such-bed = Bed { $bed } ken ik niet. Kijk het nummer na.

occupancy-count = { $place }, { $group }: { $taken } binnen, { $free } vrij, { $held } vastgehouden. { $age }
occupancy-is-it-right = Klopt dit?
occupancy-recounted = Telling vastgelegd om { $at }.

occupancy-undone = { $count ->
    [one] Teruggedraaid: { $count } bed.
   *[other] Teruggedraaid: { $count } bedden.
}
occupancy-undo-too-late = Terugdraaien lukt niet meer. Het bed is intussen veranderd.

## Shelters, as buttons
facility-nachtopvang = Nachtopvang
facility-crisisopvang = Crisisopvang
facility-24-uursopvang = 24-uursopvang
facility-jongerenopvang = Jongerenopvang
facility-gezinskamer = Gezinskamer
