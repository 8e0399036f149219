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
    Can you come then?
appointment-accepted = Your appointment is on: { $moment }, with { $who }.
appointment-gone = The appointment on { $moment } is off. That is not because of you. Would you like a new one?

## What staff read in the inbox
appointment-proposal-words = Proposed appointment: { $moment }
appointment-cancelled-words = Appointment cancelled
