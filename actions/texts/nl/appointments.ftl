# Appointments: a moment always has its weekday, date and digits. $where is empty or begins with ", ".

appointment-none = Je hebt nu geen afspraak. Wil je er een maken?
appointment-line = • { $moment }, met { $who }{ $where }.
appointment-line-proposed = • { $moment }, met { $who }{ $where }. Dit is nog niet zeker.

appointment-which-day = Welke dag komt je goed uit?
appointment-which-day-again = Noem een dag die nog komt, zoals dinsdag. Welke dag komt je goed uit?
appointment-what-time = Hoe laat kun je op { $day }?
appointment-what-time-again = Schrijf de tijd zo: 10:30. Hoe laat kun je op { $day }?
appointment-right = Dat is dan { $moment }. Klopt dat?
appointment-past = Dat moment is al voorbij.
appointment-which-day-past = Die dag is al geweest.
appointment-night = 's Nachts is er niemand voor een gesprek.
appointment-which-of-days = Welke dag komt je het best uit?
appointment-which-part = Welke tijd bedoel je?
appointment-did-you-mean = Dat is al geweest. Bedoel je { $moment }?
appointment-so-far = Dat is pas op { $day }. Klopt dat?
day-with-year = { $day } { $year }

## Times that a colleague has published
appointment-free-times = Deze tijden zijn vrij.
appointment-not-then = Op dat moment is er geen tijd. Deze tijden zijn wel vrij.
appointment-none-then = Dan is er geen tijd vrij. Deze tijden zijn er wel.
appointment-still-free = Deze tijden zijn nog vrij.
appointment-just-gone = Die tijd is net weg.
appointment-which-time = Je praat met { $who }. Welke tijd past je?
appointment-which-time-again = Kies een tijd, of noem een andere dag. Welke tijd past je?
appointment-right-with = Dat is dan { $moment }, met { $who }{ $where }. Klopt dat?
appointment-by-phone = aan de telefoon
appointment-own-time = Dan zoeken we een andere tijd.
appointment-booked = Je afspraak staat: { $moment }, met { $who }{ $where }.
appointment-moved = Je afspraak is nu { $moment }, met { $who }{ $where }.
appointment-stands = Deze afspraak heb je al: { $moment }, met { $who }{ $where }.
appointment-also-then = Je hebt op { $moment } ook een afspraak met { $who }.
appointment-old-stays = Je afspraak op { $moment } blijft staan tot dat zeker is.
appointment-proposed = Ik heb { $moment } voorgesteld. Je contactpersoon laat weten of het kan.

appointment-other-time-fine = Een andere tijd is prima.
appointment-cancel-sure = Wil je de afspraak van { $moment } afzeggen?
appointment-cancelled = Ik heb je afspraak afgezegd. Dank je dat je het laat weten.
appointment-confirmed = Fijn dat je komt. Je afspraak is op { $moment }.
appointment-still-proposed = Je afspraak op { $moment } is nog niet zeker. Je contactpersoon laat weten of het kan.

## When staff plan, accept or cancel one
appointment-made =
    Er staat een afspraak voor je klaar:
    { $moment }, met { $who }{ $where }.
appointment-accepted = Je afspraak gaat door: { $moment }, met { $who }.
appointment-gone = De afspraak op { $moment } gaat niet door. Dat ligt niet aan jou. Wil je een nieuwe?

appointment-can-you-come = Kun je dan?
appointment-bring = Neem mee: { $bring }.
appointment-route = Zo kom je er: { $route }
appointment-moved-for-you =
    Je afspraak is nu op een andere tijd:
    { $moment }, met { $who }{ $where }.
appointment-not-moved = Op { $moment } kan het niet. Je afspraak op { $other } blijft staan.
appointment-word = { $who } zegt erbij: “{ $words }”
appointment-offered = { $who } kan op deze tijden. Wanneer kom je?

## What staff read in the inbox
appointment-booked-words = Zelf geboekt: { $moment }
appointment-proposal-words = Voorstel afspraak: { $moment }
appointment-cancelled-words = Afspraak afgezegd
