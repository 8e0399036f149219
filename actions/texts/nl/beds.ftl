# Beds for people who need one. Every count says how old it is.

beds-free = { $free ->
    [one] { $place }: { $free } plek vrij voor { $group }.
   *[other] { $place }: { $free } plekken vrij voor { $group }.
}
beds-full = { $place }: nu geen plek vrij voor { $group }.
beds-stale = Dit kan nu anders zijn.
beds-stale-call = Bel even of dit nog klopt: { $phone }.
beds-total = { $free ->
    [0] Er is nu geen plek vrij.
    [one] In totaal is { $free } plek vrij.
   *[other] In totaal zijn { $free } plekken vrij.
}
beds-group-total = { $free ->
    [0] • { $group }: vol
   *[other] • { $group }: { $free } vrij
}

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
beds-age-unknown = Ik weet niet wanneer er is geteld.

## What nobody told about a shelter, after its line
beds-unknown-pet = Of je huisdier mee mag, weet ik niet.
beds-unknown-step-free = Of er een trap is, weet ik niet.
beds-call-even = Bel even: { $phone }.
beds-ask-human = Vraag het een mens.

## Around the numbers
beds-night = Dit gaat over de nacht van { $day }.
beds-closed = { $place } is die nacht dicht.
beds-closed-tonight = { $place } is vannacht dicht.
beds-cold = Het is koud. Daarom zijn er extra bedden.
beds-open = Open van { $opens } tot { $closes }.
beds-price = Een nacht kost € { $euros }.
beds-costs-nothing = Een nacht kost niets.
beds-together = Ik hou 1 plek per persoon vast. Of jullie bij elkaar slapen, weet ik niet.
beds-none-in-town = In { $municipality } ken ik geen opvang. Ik kijk in de buurt.
beds-elsewhere = Hier is wel plek:

## What can be done
beds-shall-i-hold = Zal ik een plek voor je vasthouden bij { $place }?
beds-hold-on-the-day = Ik kan een plek vasthouden op de dag zelf. Vraag het me dan weer.
beds-all-full = Later kan er nog een plek vrijkomen.
beds-can-wait = Ik kan je op de wachtlijst zetten.
beds-you-wait = Je staat op de wachtlijst. Als er een plek vrijkomt, hoor je het van mij.
beds-call = Je kunt ook bellen: { $place }, { $phone }.
beds-human-today = Ik heb het met spoed doorgegeven. Een mens leest het vandaag.
beds-human-later = Ik heb het met spoed doorgegeven. Een mens leest het pas op { $day } om { $clock }.
beds-danger = Ben je in gevaar? Bel 112.
beds-cold-danger = Heb je het heel koud of ben je in gevaar? Bel 112.

## Nothing fits
beds-no-such-place = Zo'n plek ken ik hier niet. Een mens kan met je meekijken.
beds-no-fit-pet = Ik vind nu geen plek waar je huisdier mee kan. Een mens kan met je meezoeken.
beds-no-fit-children = Ik vind nu geen plek waar kinderen mee kunnen. Een mens kan met je meezoeken.
beds-no-fit-step-free = Ik vind nu geen plek zonder trap. Een mens kan met je meezoeken.
beds-no-fit-age = Ik vind nu geen plek die bij je leeftijd past. Een mens kan met je meezoeken.

## Holding a place
beds-for-whom = Voor wie is de plek?
beds-held =
    Ik hou een plek voor je vast bij { $place }, tot { $until }.
    Kom je niet, zeg het dan gerust.
beds-held-already = Er staat al een plek voor je vast bij { $place }, tot { $until }.
beds-held-longer = Goed, ik hou je plek bij { $place } langer vast: tot { $until }.
beds-longer-later = Dat kan straks. Je plek is voor jou tot { $until }. Vraag het me vlak daarvoor.
beds-not-longer = Nog langer lukt me niet. Je plek is voor jou tot { $until }.
beds-call-if-late = Kom je later? Bel dan even: { $place }, { $phone }.
beds-held-for = Vast voor { $who }: { $place }, bed { $bed }, tot { $until }.
beds-what-name = Een voornaam is genoeg. Het mag ook zonder. Hoe heet je?
beds-what-time = Hoe laat ben je er ongeveer?
beds-on-time = Fijn, je komt om { $coming }. Je plek is voor jou tot { $until }.
beds-late = Je komt om { $coming }. Je plek is voor jou tot { $until }. Je mag hem langer vasthouden.
beds-see-you = Goed. Je plek is voor jou tot { $until }.
beds-good-you-come = Fijn dat je komt. Je plek bij { $place } is voor jou tot { $until }.
beds-place-stays = Dat is goed. Je plek blijft gewoon voor je vast.
beds-just-gone = Die plek is net weg. Dat ligt niet aan jou.
beds-none-to-hold = Er is nu geen plek vrij voor { $group }.
beds-nothing-held = Er staat nu geen plek voor je vast.
beds-released = Dank je. De plek bij { $place } is weer vrij.
beds-left-waiting-list = Goed. Je staat niet meer op de wachtlijst. Je mag het altijd weer vragen.
