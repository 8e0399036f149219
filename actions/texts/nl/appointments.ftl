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
    Kun je dan?
appointment-accepted = Je afspraak gaat door: { $moment }, met { $who }.
appointment-gone = De afspraak op { $moment } gaat niet door. Dat ligt niet aan jou. Wil je een nieuwe?

## What staff read in the inbox
appointment-proposal-words = Voorstel afspraak: { $moment }
appointment-cancelled-words = Afspraak afgezegd
