# Figures about beds, for staff and for a letter to the council.

figures-title = Cijfers
figures-tabs = Soort cijfers
figures-view-occupancy = Bezetting
figures-view-people = Mensen
figures-view-regulars = Langslapers
figures-view-demand = Niet binnen
figures-view-lengths = Verblijfsduur
figures-rules = Zo is er geteld
figures-nothing = Er is niets geteld in deze periode.

## Choosing
figures-choose = Kies
figures-span = Periode
figures-span-night = Nacht
figures-span-week = Week
figures-span-month = Maand
figures-span-year = Jaar
figures-span-between = Van – tot en met
figures-day = Datum
figures-until = Tot en met (alleen bij ‘Van – tot en met’)
figures-facility = Opvang
figures-kind = Soort opvang
figures-municipality = Gemeente
figures-everything = Alles
figures-show = Toon
figures-earlier = Vorige
figures-later = Volgende
figures-period-night = De nacht van { $first }.
figures-period = De nachten van { $first } tot en met { $last }.
figures-running = De nacht van vandaag loopt nog.
figures-csv = Opslaan voor Excel (CSV)
figures-print-hint = Afdrukken kan met je browser.

## Small numbers
figures-hidden = verborgen
figures-few = < 10
figures-hidden-rule = ‘{ figures-hidden }’: minder dan 10 mensen, of een getal waarmee je dat kunt uitrekenen. 0 is altijd te zien.

## This evening
figures-evening = Vanavond tot nu toe
figures-evening-over = Wat er die nacht gebeurde
figures-evening-rule = Tellingen van gebeurtenissen, voor wie er werkt. Hier is niets verborgen.
figures-arrived = Binnengekomen
figures-inside = Nu binnen
figures-gone = Weer vertrokken
figures-held = Nu vastgehouden
figures-expired = Tijd was om
figures-no-show = Bed bleef leeg
figures-refused = Niet binnen

## Occupancy
figures-occupancy-sum = { $share } bezet: { $used } van { $offered } bednachten.
figures-occupancy-rule = Bezet: in een bed sliep die nacht iemand. Telt mee: elk bed dat je die nacht kon uitgeven. Niet: bedden buiten gebruik, dichte nachten, extra bedden zonder kou. Wel altijd: een bed waarin iemand sliep. Bednachten zijn geen mensen. Daarom is hier niets verborgen.
figures-table-nights = Bezetting per nacht en groep
figures-table-months = Bezetting per maand en groep
figures-table-facilities = Bezetting per opvang en groep
figures-night = Nacht
figures-month = Maand
figures-group = Groep
figures-all = Alle groepen
figures-used = Bezet
figures-offered = Uit te geven
figures-share = Deel bezet
figures-of = { $used } van { $offered }
figures-chart = Bezette bedden: { $group }
figures-chart-about = { $bars } staven. Meeste bezet: { $top } van { $offered }. Minste: { $low }. De tabel eronder zegt alles.
figures-chart-most = tot { $most }
figures-legend-used = Bezet
figures-legend-offered = Uit te geven
figures-legend-full = Vol

## People
figures-people-rule = Ieder mens telt één keer per soort opvang, hoe vaak ook geslapen. Iemand in twee soorten telt in beide. Tel de soorten dus niet op. Elk deel is apart afgerond op hele procenten. Samen kan dat 99 of 101 zijn.
figures-people-unnamed-rule = Nachten zonder naam zijn niet als mensen te tellen. Het echte aantal mensen kan hoger zijn.
figures-table-people = Verschillende mensen per soort opvang
figures-counted = Wie telt mee
figures-counted-all = iedereen
figures-counted-adults = volwassenen; kinderen apart
figures-people = Mensen
figures-proportion = Deel
figures-head-man = Man
figures-head-vrouw = Vrouw
figures-head-kind = Kind
figures-head-none = Niet bekend
figures-unnamed = Nachten zonder naam
figures-letter = { $kind }: { $count } mensen: { $parts }.
figures-letter-apart = { $kind }: { $count } volwassenen: { $parts }. Daarnaast kinderen: { $children }.
figures-part-man = { $share } man
figures-part-vrouw = { $share } vrouw
figures-part-kind = { $share } kind
figures-part-none = { $share } niet bekend
figures-part-hidden = { $head } verborgen
figures-letter-title = Voor een brief

## Regulars
figures-regulars-rule = Een langslaper sliep hier in minstens { $least } van de laatste { $of } nachten. Die grens is onze keuze. De groep is die van het laatste bed.
figures-least = Minstens zoveel nachten
figures-of-nights = Van de laatste zoveel nachten
figures-table-regulars = Langslapers per groep
figures-table-names = Namen van langslapers
figures-guests = Gasten
figures-name = Naam
figures-nights = Nachten
figures-names-show = Toon namen
figures-names-logged = Dat je de namen bekijkt, wordt opgeschreven.

## Demand that was not met
figures-demand-rule = Een telling aan de deur, zonder namen. Iemand kan op twee avonden geteld zijn. Per avond is niets verborgen; per groep en reden wel.
figures-table-refused = Niet binnen, per groep en reden
figures-table-unmet-nights = Vraag zonder plek, per nacht
figures-table-unmet-months = Vraag zonder plek, per maand
figures-too-few-to-split = Samen minder dan 10 mensen. Dat wordt niet uitgesplitst.
figures-reason = Reden
figures-group-none = groep niet bekend
figures-total = Samen
figures-cancelled = Afgezegd
figures-closed = Opvang ging dicht
figures-waited = Op de wachtlijst
figures-placed = Daarvan geplaatst

## Length of stay
figures-lengths-rule = Nachten achter elkaar van één gast in één opvang. { $gap ->
    [one] Eén gemiste nacht maakt
   *[other] { $gap } gemiste nachten maken
 } er een nieuw verblijf van. Die grens is onze keuze. Geteld: verblijven die in deze periode eindigden, met al hun nachten. Zonder naam telt niet mee.
figures-lengths-quartiles = Een kwart bleef niet langer dan het eerste getal. De helft bleef niet langer dan de mediaan. Drie kwart bleef niet langer dan het laatste getal.
figures-table-lengths = Hoe lang mensen bleven
figures-table-spread = Verblijven per duur
figures-stays = Verblijven
figures-quarter = Een kwart
figures-median = Mediaan
figures-three-quarters = Drie kwart
figures-going-on = Loopt nog
figures-length = { $least }–{ $most } nachten
figures-length-one = 1 nacht
figures-length-more = { $least } nachten of meer

## Appointments, and how far reminding them came
figures-view-appointments = Afspraken
figures-table-reminded = Gekomen of niet, naar hoe ver het herinneren kwam
figures-reminded = Herinnerd
figures-reminded-none = Niets gehoord
figures-reminded-made = Alleen bericht bij het maken
figures-reminded-day-before = Ook de dag ervoor
figures-reminded-two-hours = Ook op de dag zelf
figures-reminded-yes = Zei: ik kom
figures-reminded-leave = Koos een tijd om weg te gaan
figures-kept = Was er
figures-missed = Was er niet
figures-cancelled-in-time = Op tijd afgezegd
figures-unrecorded = Niet ingevuld
figures-missed-share = Aandeel er niet
figures-reminded-rule = Elke afspraak telt één keer, in de regel van het verste dat gebeurde. Alle locaties samen. Aandeel: er niet van alle die er wel of niet waren.
figures-reminded-proof-rule = Dit bewijst niet dat een herinnering helpt. Wie antwoordt, was misschien toch gekomen.
