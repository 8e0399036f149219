# What somebody reads who gets everything that is kept of them: the page of the link, and the pages in the file.

data-title = Jouw gegevens
data-lead = Hier haal je alles op wat Stapje van je bewaart. De link werkt één keer.
data-care = Het bestand is van jou. Bewaar het op een plek die veilig is.
data-fetch = Haal alles op
data-gone-title = Deze link werkt niet meer
data-gone = De link werkt één keer, binnen een dag. Vraag je contactpersoon om een nieuwe.
data-made = Gemaakt voor { $name }, op { $moment }.
data-machine = In data.json staat alles nog eens. Een ander programma kan dat lezen.
data-you = Wie je bent
data-talk = Wat er is gezegd
data-you-said = Jij
data-human-said = Een mens
data-stapje-said = Stapje
data-moods = Hoe het ging
data-mood-good = goed
data-mood-so-so = gaat wel
data-mood-bad = niet goed
data-goals = Je doelen
data-steps = Je stappen
data-appointments = Je afspraken
data-debts = Hulp bij schulden
data-notes = Wat collega's opschreven
data-pictures = Plaatjes
data-picture = Plaatje { $number }
data-files = Bestanden
data-looked = Wie er keek
data-times = { $count } keer
data-emergency = bij nood
data-all = Alles bij elkaar
data-all-lead = Zoveel bewaart Stapje van je:
data-rights = Wat je kunt doen
data-rights-lead = Klopt er iets niet, of wil je het kwijt? Zeg het in de chat, of tegen je contactpersoon.
data-readme =
    Dit zijn jouw gegevens.
    Open index.html om ze te lezen.
    data.json is voor programma's, in files staan plaatjes.
