# What Stapje says of its own accord about an appointment, and how somebody wants to be reminded.
# $where is empty or begins with ", ". A message never says what the talk is about.

nudge-appointment-day-before =
    Je hebt een afspraak:
    { $moment }, met { $who }{ $where }.
nudge-appointment-two-hours =
    Straks heb je een afspraak:
    om { $clock }, met { $who }{ $where }.
nudge-appointment-leave =
    Het is { $now }. Tijd om te gaan.
    Om { $clock } heb je een afspraak met { $who }{ $where }.
nudge-appointment-after = Je afspraak met { $who } is geweest. Hoe ging het?
nudge-appointment-missed = { $today ->
    [yes] Het liep anders vandaag. Dat kan. Wil je een nieuwe tijd kiezen?
   *[no] Het liep anders op { $day }. Dat kan. Wil je een nieuwe tijd kiezen?
}
remind-bring = Neem mee: { $bring }.
remind-route = Route: { $link }
remind-coming = Kom je?
remind-discreet = Stapje: er staat een bericht voor je klaar.
remind-somebody = iemand van het team

## How somebody is reminded; $time is "2 uur"
remind-how = { $which ->
    [both] Ik stuur je een bericht de dag ervoor. En { $time } van tevoren nog een keer.
    [day] Ik stuur je één bericht: de dag ervoor.
    [hours] Ik stuur je één bericht: { $time } van tevoren.
   *[none] Ik stuur je geen bericht meer voor een afspraak.
}
remind-how-discreet = Er staat niet in waar het over gaat.
remind-before = { $time } van tevoren
remind-hours = { $count } uur
remind-minutes = { $count } minuten

## When they leave
leave-at = Ik ga om { $clock }
leave-when = Hoe laat ga je weg?
leave-kept = Goed plan. Je gaat { $day } om { $clock } weg. Ik stuur je dan een bericht.
leave-known = Je gaat om { $clock } weg. Ik stuur je dan een bericht.
leave-past = { $clock } past niet meer. Ga je nu weg?
leave-again = Je afspraak is om { $clock }. Hoe laat ga je dan weg?
leave-unsure = Dat is goed. Kijk maar hoe het gaat.
leave-going = Goede reis. Je afspraak is om { $clock }. Lukt het toch niet? Zeg het gerust.

## Afterwards
after-good = Fijn om te horen. Wil je er iets over kwijt? Schrijf het hier.
after-so-so = Dank je dat je het vertelt. Wil je er iets over kwijt? Schrijf het hier.
after-bad = Wat vervelend. Ik geef het door. Wil je erover praten? Je mag het ook hier schrijven.
after-absent = Het liep anders. Dat kan. Wil je een nieuwe tijd kiezen?
after-words-kept = Dank je. Ik geef het door.

## In the calendar of a telephone
calendar-file = Dit bestand zet de afspraak in je agenda. Tik erop om het te openen.
calendar-file-gone = Dit bestand haalt de afspraak uit je agenda. Tik erop om het te openen.
calendar-file-name = afspraak.ics
calendar-nothing = Deze afspraak is er niet meer.

## Buttons
button-read = Lezen
button-reminders = Herinneringen
button-day-before = Ook de dag ervoor
button-no-day-before = Niet de dag ervoor
button-no-time-before = Niet op de dag zelf
button-discreet = Anderen lezen mee
button-openly = Alleen ik lees mee
button-leave-now = Ik ga nu
button-leave-otherwise = Andere tijd om te gaan
button-went-good = Goed
button-went-so-so = Gaat wel
button-went-bad = Niet zo goed
button-was-not-there = Ik was er niet
button-new-time = Nieuwe tijd kiezen
button-to-calendar = In mijn agenda
button-from-calendar = Uit mijn agenda

## What staff read
after-bad-words = Afspraak { $day } ging niet goed
after-absent-words = Afspraak { $day }: zegt zelf er niet te zijn geweest
after-missed-words = Afspraak { $day } met { $who }: niet gekomen

## In the panel beside a conversation
inbox-past = Geweest
inbox-came = Was er
inbox-no-show = Was er niet
inbox-record-undo = Terugdraaien
inbox-appointment-done = Was er
inbox-appointment-missed = Was er niet
inbox-appointment-open = Niet ingevuld
inbox-went-good = Ging goed
inbox-went-so-so = Ging wel
inbox-went-bad = Ging niet zo goed
inbox-leaves = Gaat weg om { $clock }
inbox-reminders = Herinneringen
inbox-reminders-own = Herinneringen: { $said }
inbox-reminders-now = Nu: { $said }
inbox-reminders-of = Voor
inbox-reminders-all = alle afspraken
inbox-reminders-as-client = Toch de gewone
inbox-reminders-day = Dag ervoor
inbox-reminders-time = Op de dag zelf
inbox-reminders-none = Niet
inbox-reminders-discreet = Anderen lezen mee: geen plaats of naam
inbox-reminders-save = Bewaar herinneringen
inbox-reminders-wrong = Deze herinneringen kloppen niet. Kies ze opnieuw.
inbox-note-came = Genoteerd: was er.
inbox-note-no-show = Genoteerd: was er niet. De deelnemer hoort het over 10 minuten.
inbox-note-record-undone = Teruggedraaid.
inbox-note-reminders = Herinneringen bewaard.
inbox-nudge-appointment-leave = Tijd om te gaan
inbox-nudge-appointment-after = Hoe ging de afspraak?
inbox-nudge-appointment-missed = Nieuwe tijd na gemiste afspraak
