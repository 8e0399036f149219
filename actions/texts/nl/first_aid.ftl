# First aid when a home, energy or insurance may be lost: one small part at a time (first_aid.yml). What is said about
# the law is true for everybody and promises nothing (DOMAIN.md section 5). Numbers are configured data, never here.

## Whom to call: lines with names and numbers follow
first-aid-call-today = Bel vandaag:
first-aid-call-now = Nu bellen kan ook:
first-aid-call-later = Nu zijn de kantoren dicht. Bel vanaf { $day } om { $clock }:
first-aid-call-nobody = Ik weet hier geen nummer voor. Een mens zoekt dat voor je uit.

## What comes next, as buttons
button-first-aid-say = Wat zeg ik dan?
button-first-aid-bring = Wat neem ik mee?
button-first-aid-more = Wat kan er nog meer?

## Somebody may lose their home
first-aid-eviction-calm = Iemand uit huis zetten mag alleen als een rechter dat zegt.
first-aid-eviction-say =
    Je kunt dit voorlezen:
    “Ik kreeg een brief: misschien raak ik mijn huis kwijt. Wie kan mij vandaag helpen?”
first-aid-eviction-bring =
    Neem mee wat je hebt: de brief, je ID-kaart en je huurcontract.
    Is er iets kwijt? Ga toch.
first-aid-eviction-more =
    Schuldhulp kan de rechter vragen om te wachten. Dat wachten kan tot 6 maanden duren.
    Geen plek voor vannacht? Kies dan Slaapplek zoeken.

## Energy or water may be cut off
first-aid-cut-off-calm = Afsluiten kan soms wachten. Schuldhulp kan dat aan de rechter vragen.
first-aid-cut-off-say =
    Je kunt dit voorlezen:
    “Mijn energie of water gaat misschien dicht. Wie kan mij vandaag helpen?”
first-aid-cut-off-bring =
    Neem mee wat je hebt: de brief, je ID-kaart en je laatste rekening.
    Is er iets kwijt? Ga toch.
first-aid-cut-off-more =
    Bel ook het bedrijf dat de brief stuurde. Vertel dat je hulp zoekt bij schulden.
    Vraag of ze even willen wachten.

## Health insurance may stop
first-aid-insurance-calm = Stoppen kan soms wachten. Schuldhulp kan dat aan de rechter vragen.
first-aid-insurance-say =
    Je kunt dit voorlezen:
    “Mijn zorgverzekering stopt misschien. Wie kan mij vandaag helpen?”
first-aid-insurance-bring =
    Neem mee wat je hebt: de brief, je ID-kaart en je zorgpas.
    Is er iets kwijt? Ga toch.
first-aid-insurance-more =
    Bel ook je zorgverzekering. Vertel dat je hulp zoekt bij schulden.
    Vraag of ze even willen wachten.

## A letter of a bailiff or a court
first-aid-bailiff-calm = Een deurwaarder werkt tussen 7:00 en 20:00, niet in de nacht.
first-aid-bailiff-say =
    Je kunt dit voorlezen:
    “Ik kreeg een brief van een deurwaarder. Wat kan ik vandaag doen?”
first-aid-bailiff-bring =
    Neem mee wat je hebt: de brief, je ID-kaart en een bewijs van je inkomen.
    Is er iets kwijt? Ga toch.
first-aid-bailiff-more =
    Staat er dwangbevel op de brief? Dan hoeft er geen rechter bij. Bel dan vandaag nog.
    Van je inkomen blijft altijd een deel voor jou.

## Somebody takes a part of the income
first-aid-attachment-calm = Van je inkomen blijft altijd een deel voor jou. Dat staat in de wet.
first-aid-attachment-say =
    Je kunt dit voorlezen:
    “Er is beslag op mijn geld. Wil je met mij nakijken of het klopt?”
first-aid-attachment-bring =
    Neem mee wat je hebt: de brief, je ID-kaart en een bewijs van je inkomen.
    Is er iets kwijt? Ga toch.
first-aid-attachment-more =
    Over beslag krijg je binnen 8 dagen bericht. Bewaar die brief.
    Geen geld voor eten? Zeg het hier, dan kijken we verder.

## A letter that nobody has read or can place
first-aid-unknown-calm = Een brief is soms spannend. Alleen openmaken hoeft niet.
first-aid-unknown-say =
    Je kunt dit voorlezen:
    “Ik heb een brief die ik niet snap. Wie kan met mij meekijken?”
first-aid-unknown-bring =
    Neem de brief mee, ook als hij dicht is. Neem je ID-kaart mee.
    Is er iets kwijt? Ga toch.
first-aid-unknown-more =
    Staat er vonnis, dwangbevel of ontruiming op? Dan heeft het haast.
    Maak een foto en stuur hem hier.

## A free line about money
first-aid-free-line = Bellen kan ook: { $place }, { $phone }. Dat is gratis.
