# Debt help: no blame, no amounts, free numbers first.

debt-first = Goed dat je hulp vraagt bij schulden. Dat is een stap.
debt-urgent-first = Goed dat je dit nu zegt. Dit heeft haast.

debt-which-kind = Om wat voor schuld gaat het?
debt-which-letter = Heb je een brief over een van deze dingen?
debt-which-municipality = In welke gemeente woon of slaap je?
debt-which-municipality-again = Je dorp of stad is genoeg. In welke gemeente woon of slaap je?
debt-consent =
    Het gaat om: { $kinds }.
    Ik deel alleen wat je hierover vertelde.
    Mag ik dit doorgeven aan schuldhulp in { $municipality }?

debt-passed-on =
    Ik heb je vraag doorgegeven aan schuldhulp in { $municipality }.
    Iemand van schuldhulp neemt contact met je op.
debt-passed-on-urgent =
    Ik heb je vraag met spoed doorgegeven aan schuldhulp in { $municipality }.
    Iemand van schuldhulp neemt snel contact met je op.
debt-due = Volgens de wet is het eerste gesprek uiterlijk op { $day }.
debt-running =
    Ik heb je vraag al doorgegeven. Dit bericht heb ik erbij gezet.
    Het eerste gesprek is uiterlijk op { $day }.
debt-not-passed-on = Dat is goed. Ik geef niets door.
debt-stopped = Goed, we stoppen. Ik geef niets door. Later verder gaan kan altijd.
debt-geldfit = Bellen kan ook: Geldfit, 0800-8115. Dat is gratis en je naam is niet nodig.
debt-visitor = Een mens kan met je meekijken. Wil je iemand spreken?

## Kinds of debts, as buttons and (in small letters) in debt-consent
debt-type-huur = Huur
debt-type-energie = Energie
debt-type-water = Water
debt-type-zorgverzekering = Zorgverzekering
debt-type-boetes = Boetes
debt-type-belasting = Belasting
debt-type-telefoon = Telefoon
debt-type-lening = Lening
debt-type-alimentatie = Alimentatie
debt-type-webwinkel = Webwinkel
debt-type-overig = Een andere schuld

## What a letter may say, as buttons
debt-threat-none = Nee, geen van deze
debt-threat-bailiff = Deurwaarder of vonnis
debt-threat-eviction = Ik moet mijn huis uit
debt-threat-cut-off = Energie of water gaat dicht
debt-threat-insurance = Mijn zorgverzekering stopt
debt-threat-unknown = Ik weet het niet

## Municipalities, as buttons
municipality-almelo = Almelo
municipality-hellendoorn = Hellendoorn
municipality-rijssen-holten = Rijssen-Holten
municipality-tubbergen = Tubbergen
municipality-twenterand = Twenterand
municipality-wierden = Wierden
