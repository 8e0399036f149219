# Small steps. Each answer is appreciation; nothing is ever lost. $tone is 1 to 4: the same in other words.

step-what = Welke stap wil je zetten?
step-what-left = Wat wil je nog doen?
step-what-smaller = Wat is een kleiner stukje?
step-when = Wanneer wil je dat doen?
step-when-new = Wanneer past het beter?
step-when-again = Schrijf het zo: morgen om 10:00. Wanneer wil je het doen?
step-first = Wat is het eerste dat je doet? Iets van vijf minuten.

## The whole step, said back in lines
step-set =
    Dit is je stap: { $what }.
    Wanneer: { $when }.
# Stands behind "Wanneer:" when no time was chosen.
step-no-time = als het jou past
step-where = Waar: { $place }.
step-with = Samen met: { $helper }.
step-begin = Begin zo: { $first }.
step-goal = Dit hoort bij je doel: { $goal }.
step-help-question = Wat helpt je?
step-ready = Mooi. Je stap staat klaar. Je kunt hem altijd nog verplaatsen.
step-will-remind = Goed. Ik stuur je een seintje op { $moment }. Daarna vraag ik hoe het ging.
step-will-ask = Goed. Ik vraag je op { $moment } hoe het ging.
step-remind-too-late = Dat moment is al voorbij. Daarom stuur ik geen herinnering.

## Who comes along
step-who = Wie kan er mee?
step-who-else = Wie gaat er mee? Een naam is genoeg.
step-comes-along = Fijn. Je doet het samen met: { $helper }.
step-helper-contact = mijn contactpersoon
step-helper-family = familie of een vriend
step-company-words = Vraagt of je meegaat bij: { $what }
step-place-kept = Goed. Ik heb erbij gezet waar het is: { $place }.

## What is open, what is done
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

## How it went
nudge-step-begin =
    Je vroeg om een seintje voor je stap: { $what }.
    Begin zo: { $first }.
nudge-step-after = Hoe ging het met je stap: { $what }?
step-done = { $tone ->
    [1] Wat goed. Dit is je gelukt: { $what }.
    [2] Mooi zo. Je hebt het gedaan: { $what }.
    [3] Knap van je. Deze stap heb je gezet: { $what }.
   *[4] Fijn, dat is klaar: { $what }. Daar mag je trots op zijn.
}
step-partly = { $tone ->
    [1] Een deel is ook een stap. Fijn dat je begon met: { $what }.
    [2] Je bent begonnen met: { $what }. Beginnen is vaak het lastigste.
    [3] Mooi. Een stuk is al gedaan: { $what }.
   *[4] Mooi. Elk stukje telt, ook van: { $what }.
}
step-partly-more = Wat nog over is, kan je volgende stap zijn.
step-not-done = { $tone ->
    [1] Het liep anders. Dat kan. Je stap blijft staan: { $what }.
    [2] Goed dat je het zegt. Je stap staat er nog: { $what }.
    [3] Sommige dagen gaan zo. Je stap wacht rustig op je: { $what }.
   *[4] Dank je voor je eerlijke antwoord. Niets is weg: { $what }.
}
step-easier = Wat zou het makkelijker maken?
step-easier-heard = Dank je. Ik heb het erbij gezet. Kies wat je wilt, of laat het even.
step-moved = { $tone ->
    [1] Goed dat je een ander moment kiest.
    [2] Prima. Zo past het beter bij je dag.
    [3] Fijn. Een nieuw moment is ook een stap.
   *[4] Dat is goed. Je stap gaat gewoon mee.
}
step-reminder-moves-along = Mijn seintje schuift mee.
step-dropped = Dat is goed. Deze stap hoeft niet meer: { $what }.
step-stays = Dat is goed. Je stap blijft gewoon staan.
step-which = Over welke stap gaat het?
step-done-unplanned = Wat goed dat je dat hebt gedaan. Ik heb het erbij gezet.
step-none-to-miss = Dat geeft niets. Een nieuwe stap kiezen kan altijd.

## Made by the contactperson, together
step-made-together = { $who } heeft jullie stap opgeschreven.
step-made-promise = Ik stuur je een seintje op { $moment }.
step-made-question = Klopt het zo?
step-wrong-what = Goed dat je het zegt. Wat klopt er niet?
step-wrong-heard = Dank je. Ik geef het door aan je contactpersoon.
step-wrong-words = Zegt dat dit niet klopt: { $what }. “{ $said }”

button-today = Vandaag
button-tomorrow = Morgen
button-skip = Sla over
button-company = Iemand mee
button-step-ready = Klaar
button-for-goal = Zet bij een doel
button-contact-person = Mijn contactpersoon
button-family = Familie of een vriend
button-somebody-else = Iemand anders…
button-what-is-left = Verder met de rest
button-other-moment = Ander moment
button-another-step = Een andere stap
button-later = Ik doe het later
button-step-right = Klopt
button-step-wrong = Klopt niet
button-step-drop = Weghalen

## Beside a thread, for staff
inbox-nudge-step-after = Vragen hoe het stapje ging
inbox-step-with = met { $helper }
inbox-step-first = Begint met: { $first }
inbox-step-remind = seintje
inbox-step-mark-done = Gedaan
inbox-step-mark-partly = Deels
inbox-step-make = Samen een stap maken
inbox-step-hint = Alleen de stap is nodig. De rest mag leeg.
inbox-step-what = Wat, in eigen woorden
inbox-step-date = Datum
inbox-step-time = Tijd
inbox-step-place = Waar
inbox-step-first-action = Eerste vijf minuten
inbox-step-helper = Wie gaat mee
inbox-step-wants-reminder = Stuur een seintje en vraag daarna hoe het ging
inbox-step-save = Bewaren en vertellen
inbox-step-empty = Vul in wat de stap is.
inbox-step-unreadable = Controleer datum en tijd. Een tijd heeft een datum nodig.
inbox-step-past = Dat moment is al voorbij. Kies een later moment.
inbox-step-no-moment = Voor een seintje is een datum nodig.
inbox-note-step-made = De stap staat. De deelnemer kreeg een bericht.
inbox-note-step-marked = Genoteerd bij de stap.
