# Beds for people who need one. Every count says how old it is.

beds-free = { $free ->
    [one] { $place }: { $free } plek vrij voor { $group }. { $age }
   *[other] { $place }: { $free } plekken vrij voor { $group }. { $age }
}
beds-full = { $place }: nu geen plek vrij voor { $group }. { $age }
beds-stale = Dit kan nu anders zijn.
beds-total = { $free ->
    [0] Er is nu geen plek vrij.
    [one] In totaal is { $free } plek vrij.
   *[other] In totaal zijn { $free } plekken vrij.
}
beds-group-total = { $free ->
    [0] • { $group }: vol
   *[other] • { $group }: { $free } vrij
}
# Under the totals: the age of the oldest count.
beds-counted = { $age }

beds-age-now = Net geteld, om { $at }.
beds-age-minutes = { $minutes ->
    [one] Geteld om { $at }, { $minutes } minuut geleden.
   *[other] Geteld om { $at }, { $minutes } minuten geleden.
}
beds-age-hours = Geteld om { $at }, { $hours } uur geleden.
beds-age-days = { $days ->
    [one] Geteld: { $days } dag geleden.
   *[other] Geteld: { $days } dagen geleden.
}
beds-age-unknown = Onbekend wanneer er is geteld.

beds-night = Dit gaat over de nacht van { $day }.
beds-no-such-place = Zo'n plek ken ik hier niet. Een mens kan met je meekijken.

beds-shall-i-hold = Zal ik een plek voor je vasthouden?
beds-all-full = Later kan er nog een plek vrijkomen. Vraag het me straks nog eens.
beds-call = Je kunt de opvang ook bellen: { $phone }.

## Holding a place
beds-for-whom = Voor wie is de plek?
beds-held =
    Ik hou een plek voor je vast bij { $place }, tot { $until }.
    Kom je niet, zeg het dan gerust.
beds-address = Adres: { $address }
beds-none-to-hold = Er is nu geen plek vrij voor { $group }.
beds-nothing-held = Er staat nu geen plek voor je vast.
beds-released = Dank je. De plek bij { $place } is weer vrij.
