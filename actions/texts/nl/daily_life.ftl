# Food, clothes, money for today, and a home. When a human reads it follows as the next paragraph.

basics-first =
    Wat naar. Goed dat je het zegt.
    Voor eten of kleren kun je vandaag naar een opvang of het Leger des Heils.
housing-no-promise =
    Wachten op een huis is zwaar. Niemand kan beloven hoe lang het duurt.
    Een mens kan nakijken hoe het bij jou zit.
housing-problem-heard =
    Vervelend dat er iets mis is in je huis.
    Brand of gaslucht: ga naar buiten en bel 112.
