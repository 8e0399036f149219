# What Stapje says of its own accord. $where is empty or begins with ", ".

nudge-check-in = Hoi { $name }. Hoe gaat het met je?
nudge-step-reminder = Je vroeg om een seintje voor je stap: { $what }. Klein beginnen is ook goed.
nudge-hold-reminder = Je plek in de opvang is voor jou tot { $until }. Kom je nog?

## A place that was held
nudge-hold-over = Je plek bij { $place } is weer vrij voor anderen. Kom je nog? Dan zoek ik opnieuw.
nudge-hold-over-waits = Je staat nog op de lijst.
nudge-hold-closed =
    Bij { $place } kun je niet slapen in de nacht van { $day }.
    Dat ligt niet aan jou. Zal ik een andere plek zoeken?
nudge-place-free =
    Er is een plek voor je bij { $place }.
    Ik hou hem vast tot { $until }. Kom je?

## Cold weather; each line only when it is known
nudge-cold = Het is koud. Daarom zijn er extra bedden.
nudge-cold-place = Dat is bij { $place }.
nudge-cold-opens = Je kunt er terecht vanaf { $opens }.
nudge-cold-free = { $free ->
    [0] Nu is er geen plek vrij. Later kan er een vrijkomen.
    [one] Nu is er { $free } plek vrij.
   *[other] Nu zijn er { $free } plekken vrij.
}
nudge-address = Adres: { $address }
nudge-counted = Geteld: { $moment }.

## The night shift, at opening time
nudge-count-ask = Klopt de telling van { $place }?
nudge-count-line = • { $group }: { $taken } binnen, { $free } vrij, { $held } vastgehouden
nudge-count-else = Anders? Typ bijvoorbeeld: 2 mannen binnen { $place }.

