# Appointments: a moment always has its weekday, date and digits. $where is empty or begins with ", ".

appointment-none = You have no appointment now. Would you like to make one?
appointment-line = • { $moment }, with { $who }{ $where }.
appointment-line-proposed = • { $moment }, with { $who }{ $where }. This is not certain yet.

appointment-which-day = Which day suits you?
appointment-which-day-again = Name a day that is still to come, like Tuesday. Which day suits you?
appointment-what-time = What time can you come on { $day }?
appointment-what-time-again = Write the time like this: 10:30. What time can you come on { $day }?
appointment-right = So that is { $moment }. Is that right?
appointment-past = That moment has passed.
appointment-which-day-past = That day has passed.
appointment-night = At night there is nobody for a talk.
appointment-which-of-days = Which day suits you best?
appointment-which-part = Which time do you mean?
appointment-did-you-mean = That has passed. Do you mean { $moment }?
appointment-so-far = That is not until { $day }. Is that right?
day-with-year = { $day } { $year }

## Times that a colleague has published
appointment-free-times = These times are free.
appointment-not-then = There is no time at that moment. These times are free.
appointment-none-then = There is no time free then. These times are.
appointment-still-free = These times are still free.
appointment-just-gone = That time has just been taken.
appointment-which-time = You talk with { $who }. Which time suits you?
appointment-which-time-again = Choose a time, or name another day. Which time suits you?
appointment-right-with = So that is { $moment }, with { $who }{ $where }. Is that right?
appointment-by-phone = by phone
appointment-own-time = Then we look for another time.
appointment-booked = Your appointment is made: { $moment }, with { $who }{ $where }.
appointment-moved = Your appointment is now { $moment }, with { $who }{ $where }.
appointment-stands = You have this appointment: { $moment }, with { $who }{ $where }.
appointment-also-then = You also have an appointment on { $moment } with { $who }.
appointment-old-stays = Your appointment on { $moment } stays until that is certain.
appointment-proposed = I've asked for { $moment }. Your contact person will tell you if it can.

appointment-other-time-fine = Another time is fine.
appointment-cancel-sure = Do you want to cancel the appointment of { $moment }?
appointment-cancelled = I've cancelled your appointment. Thank you for telling me.
appointment-confirmed = Good that you're coming. Your appointment is on { $moment }.
appointment-still-proposed = Your appointment on { $moment } is not certain yet. Your contact person will tell you if it can.

## When staff plan, accept or cancel one
appointment-made =
    There is an appointment for you:
    { $moment }, with { $who }{ $where }.
appointment-accepted = Your appointment is on: { $moment }, with { $who }.
appointment-gone = The appointment on { $moment } is off. That is not because of you. Would you like a new one?

appointment-can-you-come = Can you come then?
appointment-bring = Please bring: { $bring }.
appointment-route = This is how you get there: { $route }
appointment-moved-for-you =
    Your appointment is now at another time:
    { $moment }, with { $who }{ $where }.
appointment-not-moved = It cannot be on { $moment }. Your appointment on { $other } stays.
appointment-word = { $who } adds: “{ $words }”
appointment-offered = { $who } can be there at these times. When will you come?

## What staff read in the inbox
appointment-booked-words = Booked by themselves: { $moment }
appointment-proposal-words = Proposed appointment: { $moment }
appointment-cancelled-words = Appointment cancelled
