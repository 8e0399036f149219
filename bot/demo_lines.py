"""What example people say in their example lives: made up, and nobody's own words."""

from __future__ import annotations

MUNICIPALITIES = ("Almelo", "Twenterand", "Wierden", "Hellendoorn", "Rijssen-Holten", None)
ASKED = "Hoe gaat het met je?"
HEARD = "Dank je. Goed dat je het zegt."
SILENT = "3 keer gevraagd, nog geen antwoord."
DANGER = "ik trek het niet meer"
THERE = "Ik ben er. Ik bel je nu, is dat goed?"
MOODS = {
    "good": ("gaat goed", "prima, heb lekker geslapen", "goed, de bank is er", "beter dan vorige week"),
    "so_so": ("gaat wel", "mwah", "beetje druk in mijn hoofd", "veel post weer"),
    "bad": ("niet zo goed", "slecht geslapen", "ik maak me zorgen over de huur", "zwaar deze week"),
}
QUESTIONS = (
    "kan iemand mij bellen?", "ik snap deze brief niet", "mag ik een mens spreken",
    "wanneer is mijn afspraak ook alweer",
    "kan de afspraak later?", "ik heb de sleutel nog niet gekregen", "er is iets met mijn uitkering",
)  # fmt: skip
ANSWERS = (
    "Ik bel je vandaag nog even.", "Neem de brief mee, dan kijken we samen.",
    "Dat kan. Zullen we morgen om 10:00 bellen?",
    "Ik vraag het na en laat het je weten.", "Goed dat je het vraagt. Ik zoek het uit.",
)  # fmt: skip
THANKS = ("dank je", "top", "oke fijn", "is goed")
STEPS = (
    "de post van deze week openmaken", "de huisarts bellen", "een inschrijving bij de woningcorporatie doen",
    "tien minuten buiten lopen", "mijn zus een bericht sturen", "het energiecontract zoeken", "naar de inloop gaan",
    "een ID-kaart aanvragen", "de bibliotheek bekijken", "een boodschappenlijst maken",
)  # fmt: skip
PLACES = ("Inloop, Voorbeeldplein 1", "Telefonisch", "Bij je thuis", "Voorbeeldstraat 1")
