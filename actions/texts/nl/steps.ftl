# Small steps. Each answer is appreciation; nothing is ever lost.

step-what = Welke stap wil je zetten?
step-when = Wanneer wil je dat doen?
step-when-again = Schrijf het zo: morgen om 10:00. Wanneer wil je het doen?
step-set =
    Je stap staat genoteerd: { $what }.
    Wanneer: { $when }.
# Stands behind "Wanneer:" when no time was chosen.
step-no-time = als het jou past
step-remind-question = Zal ik je eraan herinneren?
step-will-remind = Goed. Ik herinner je op { $day } om { $clock }.
step-remind-too-late = Dat moment is al voorbij. Daarom stuur ik geen herinnering.

steps-open = { $count ->
    [one] Deze stap staat nog open:
   *[other] Deze stappen staan nog open:
}
    { $steps }
steps-more = En nog { $count }.
steps-done =
    Dit heb je al gedaan:
    { $steps }
steps-none-open = Er staat nu niets open. Wil je een nieuwe stap kiezen?
steps-none-yet = Er staat nog geen stap voor je klaar. Wil je er een kiezen?

step-done = Wat goed. Dit is je gelukt: { $what }.
step-partly = Een deel is ook een stap. Fijn dat je begon met: { $what }.
step-not-done = Het liep anders. Dat kan. Je stap blijft staan: { $what }. Wat past je nu beter?
step-which = Over welke stap gaat het?
step-done-unplanned = Wat goed dat je dat hebt gedaan. Ik heb het erbij gezet.
step-none-to-miss = Dat geeft niets. Een nieuwe stap kiezen kan altijd.
