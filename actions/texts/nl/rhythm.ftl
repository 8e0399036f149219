# How often Stapje asks how it goes. $rhythm is made of the first lines: "elke 2 weken op dinsdag om 10:30".

rhythm-twice-a-week = twee keer per week
rhythm-weeks = { $count ->
    [one] elke week
   *[other] elke { $count } weken
}
rhythm-days = { $count ->
    [one] elke dag
   *[other] elke { $count } dagen
}
rhythm-months = { $count ->
    [one] elke maand
   *[other] elke { $count } maanden
}
rhythm-quarter = elke 3 maanden
rhythm-at = om { $clock }
rhythm-day-at = op { $day } om { $clock }
rhythm-nothing = niet meer vanzelf
rhythm-only-if-wished = alleen als de deelnemer dat wil

## What the client reads
rhythm-now = Ik vraag { $rhythm } hoe het gaat. Wat wil je veranderen?
rhythm-no-plan = Ik vraag nu niet vanzelf hoe het gaat. Een mens kan dat voor je regelen.
rhythm-opted-out = Ik stuur je nu geen berichten. Wil je ze weer?
rhythm-which-day = Op welke dag zal ik het vragen?
rhythm-which-hour = Hoe laat zal ik het vragen?
rhythm-which-pause = Dat is goed. Hoe lang zal ik niets vragen?
rhythm-changed = Ik vraag het je voortaan { $rhythm }. De eerste keer: { $day }.
rhythm-changed-none = Dat is goed. Ik vraag het je nu niet meer vanzelf.
rhythm-changed-opted-out = Dat is goed. Ik stuur je nu geen berichten, en dat blijft zo.
rhythm-paused = Dat is goed. Ik vraag je even niets. De eerste keer weer: { $day }.
rhythm-paused-day = Dat is goed. Op { $first } vraag ik niets. De volgende keer: { $day }.
rhythm-paused-days = Dat is goed. Ik vraag niets van { $first } tot en met { $last }. De volgende keer: { $day }.
rhythm-quiet = Zo laat of zo vroeg laat ik je graag met rust. Welke tijd past ook?
rhythm-already = Zo is het al: { $rhythm }. Wil je iets anders?
rhythm-as-it-was = Het is weer zoals het was.
rhythm-never = Dat is goed. Ik vraag het niet meer vanzelf. Je kunt mij altijd schrijven.
nudge-after-year = We schrijven elkaar nu een jaar. Zal ik elke 3 maanden vragen hoe het gaat?

button-how-often = Hoe vaak vraag ik het?
button-less-often = Minder vaak
button-more-often = Vaker
button-other-day = Andere dag
button-other-hour = Ander uur
button-pause = Even niet
button-pause-week = Een week
button-pause-two-weeks = Twee weken
button-pause-four-weeks = Vier weken
button-undo-rhythm = Toch zoals het was
button-change-more = Nog iets veranderen
button-quarterly = Ja
button-monthly = Gewoon elke maand
button-never = Nee
button-quarterly-after-all = Toch elke 3 maanden

## What staff read beside a thread
inbox-rhythm = Vragen hoe het gaat
inbox-rhythm-then = nog { $count ->
    [one] 1 week
   *[other] { $count } weken
}; daarna { $then }
inbox-rhythm-next = Volgende keer: { $day }
inbox-rhythm-none-planned = Er staat niets gepland.
inbox-rhythm-paused = Pauze tot { $day }
inbox-rhythm-pause-later = Pauze van { $first } tot { $day }
inbox-rhythm-no-plan = Stapje vraagt nu niet vanzelf hoe het gaat.
inbox-rhythm-after-year-asked = Gevraagd of elk kwartaal goed is. Nog geen antwoord.
inbox-rhythm-after-year-never = Wil na het jaar niet meer gevraagd worden.
inbox-rhythm-change = Ritme veranderen
inbox-rhythm-template = Ritme
inbox-rhythm-template-after-shelter = Na de opvang: steeds minder
inbox-rhythm-template-light = Licht: elke 2 weken, later minder
inbox-rhythm-template-close = Dichtbij: twee keer per week
inbox-rhythm-template-own = Eigen ritme
inbox-rhythm-every = Eigen ritme: elke … dagen
inbox-rhythm-weekday = Dag
inbox-rhythm-any-day = Geen vaste dag
inbox-rhythm-at = Hoe laat
inbox-rhythm-pause-until = Pauze tot (mag leeg)
inbox-rhythm-save = Bewaren
inbox-rhythm-wrong = Controleer dagen (1 tot 366), tijd (8:00 tot 20:30) en datum.
inbox-note-rhythm = Het ritme is bewaard.
