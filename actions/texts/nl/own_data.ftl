# Pages on which a region keeps its own words, rhythms and terms. Colleagues read them.

own-nav-texts = Teksten
own-nav-rhythms = Ritmes
own-nav-terms = Termijnen
own-look = Eerst bekijken

own-text-title = Teksten
own-text-lead = Wat Stapje zegt, in jullie eigen woorden. Wat je bewaart, geldt meteen.
own-text-find = Zoek woorden
own-text-subject = Onderwerp
own-text-every = Alle onderwerpen
own-text-look-for = Zoeken
own-text-found = Gevonden
own-text-ours = In jullie eigen woorden
own-text-none-found = Geen tekst gevonden. Probeer één woord uit de zin.
own-text-none = Nog niets. Zoek een zin die bij jullie anders moet klinken.
own-text-own = eigen
own-text-more = En nog { $count }. Zoek preciezer.
own-text-one = Tekst: { $subject }
own-text-field-nl = Nederlands
own-text-field-en = Engels
own-text-gaps = Stapje vult dit in, laat het staan: { $names }. Schrijf het met een dollarteken tussen accolades.
own-text-reads = Zo leest het
own-text-sentence-long = Deze zin is lang. Maak er twee van: “{ $said }”
own-text-brought = Zo zegt Stapje het zelf
own-text-take-back = Terug naar de tekst van Stapje
own-text-kept = Bewaard. Het geldt nu.
own-text-back = Stapje zegt het weer op zijn eigen manier.
own-text-broken = Zo kan Stapje dit niet lezen. Kijk naar de accolades.
own-text-long = Dit is te lang. Maak het korter.
own-text-unknown-gap = Hier staat iets tussen accolades dat Stapje niet kan invullen.
own-text-lost-gap = Er mist iets dat Stapje invult. Zet het terug.
own-text-lost-number = Er mist een telefoonnummer. Laat elk nummer staan.

own-rhythm-title = Ritmes
own-rhythm-lead = Hoe vaak Stapje vraagt hoe het gaat. Een ritme heeft fasen, van vaak naar minder.
own-rhythm-in-a-year =
    { $count ->
        [one] { $count } keer in het eerste jaar
       *[other] { $count } keer in het eerste jaar
    }
own-rhythm-hint = Vul de fasen in van boven naar beneden. De laatste fase heeft geen einde.
own-rhythm-phase = Fase { $number }
own-rhythm-every = Elke
own-rhythm-for = Tot
own-rhythm-unit-days = dagen
own-rhythm-unit-months = maanden
own-rhythm-unit-of = { $what }: dagen of maanden
own-rhythm-days =
    { $count ->
        [one] { $count } dag
       *[other] { $count } dagen
    }
own-rhythm-months =
    { $count ->
        [one] { $count } maand
       *[other] { $count } maanden
    }
own-rhythm-until = elke { $every } tot { $until }
own-rhythm-ahead = Wie vandaag begint, hoort Stapje op
own-rhythm-field-phases = Fasen
own-rhythm-count = Dit getal past niet. Kies een kleiner getal.
own-rhythm-after-the-last = De fase hiervoor heeft geen einde. Geef die eerst een einde.
own-rhythm-must-go-on = De laatste fase gaat door. Laat het einde leeg.
own-rhythm-not-later = Deze fase eindigt niet later dan de vorige.
own-rhythm-kept = Bewaard. Het geldt vanaf de volgende vraag.
own-rhythm-back = Dit ritme telt weer zoals Stapje het meebrengt.

own-term-title = Termijnen
own-term-lead = Hoe lang iets mag duren in de schuldhulp, en waar dat staat.
own-term-first-talk = Eerste gesprek
own-term-first-talk-urgent = Eerste gesprek bij dreiging
own-term-decision = Besluit
own-term-weeks =
    { $count ->
        [one] { $count } week
       *[other] { $count } weken
    }
own-term-working-days =
    { $count ->
        [one] { $count } werkdag
       *[other] { $count } werkdagen
    }
own-term-today = vraag van vandaag: uiterlijk { $day }
own-term-no-length = Geen algemene termijn. Een loket kan een eigen termijn hebben.
own-term-not-checked = nakijken
own-term-field-length = Lengte
own-term-field-source = Waar dit staat
own-term-field-assumption = Hoe wij het lezen
own-term-field-verified = Iemand heeft dit nagekeken
own-term-hint-weeks = In weken.
own-term-hint-working-days = In werkdagen. De eerste dag telt niet mee.
own-term-length = Vul een heel getal in dat hier past.
own-term-example = Wie het { $today } vraagt, is uiterlijk { $day } aan de beurt.
own-term-running = Een vraag die al loopt, houdt zijn eigen dag.
own-term-kept = Bewaard. Het geldt voor nieuwe vragen.
own-term-back = Deze termijn telt weer zoals Stapje hem meebrengt.
