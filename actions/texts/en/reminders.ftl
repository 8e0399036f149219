# What Stapje says of its own accord about an appointment, and how somebody wants to be reminded.
# $where is empty or begins with ", ". A message never says what the talk is about.

nudge-appointment-day-before =
    You have an appointment:
    { $moment }, with { $who }{ $where }.
nudge-appointment-two-hours =
    You have an appointment soon:
    at { $clock }, with { $who }{ $where }.
nudge-appointment-leave =
    It is { $now }. Time to go.
    At { $clock } you have an appointment with { $who }{ $where }.
nudge-appointment-after = You had an appointment with { $who }. How did it go?
nudge-appointment-missed = { $today ->
    [yes] It went differently today. That happens. Shall we pick a new time?
   *[no] It went differently on { $day }. That happens. Shall we pick a new time?
}
remind-bring = Bring: { $bring }.
remind-route = Route: { $link }
remind-coming = Are you coming?
remind-discreet = Stapje: there is a message for you.
remind-somebody = somebody of the team

## How somebody is reminded; $time is "2 hours"
remind-how = { $which ->
    [both] I send you a message the day before. And once more { $time } before.
    [day] I send you one message: the day before.
    [hours] I send you one message: { $time } before.
   *[none] I send you no more messages before an appointment.
}
remind-how-discreet = It does not say what it is about.
remind-before = { $time } before
remind-hours = { $count ->
    [one] { $count } hour
   *[other] { $count } hours
}
remind-minutes = { $count } minutes

## When they leave
leave-at = I leave at { $clock }
leave-when = What time do you leave?
leave-kept = Good plan. You leave on { $day } at { $clock }. I will send you a message then.
leave-known = You leave at { $clock }. I will send you a message then.
leave-past = { $clock } does not fit any more. Are you leaving now?
leave-again = Your appointment is at { $clock }. So what time do you leave?
leave-unsure = That is fine. See how it goes.
leave-going = Have a good trip. Your appointment is at { $clock }. If it does not work out, just tell me.

## Afterwards
after-good = Good to hear. Is there anything you want to tell about it? Write it here.
after-so-so = Thank you for telling me. Is there anything you want to say about it? Write it here.
after-bad = That is hard. I will pass it on. Would you like to talk about it? You can also write it here.
after-absent = It went differently. That happens. Shall we pick a new time?
after-words-kept = Thank you. I will pass it on.

## In the calendar of a telephone
calendar-file = This file puts the appointment in your calendar. Tap it to open it.
calendar-file-gone = This file takes the appointment out of your calendar. Tap it to open it.
calendar-file-name = appointment.ics
calendar-nothing = This appointment is not there any more.

## Buttons
button-read = Read
button-reminders = Reminders
button-day-before = Also the day before
button-no-day-before = Not the day before
button-no-time-before = Not on the day itself
button-discreet = Others read along
button-openly = Only I read along
button-leave-now = I leave now
button-leave-otherwise = Leave at another time
button-went-good = Well
button-went-so-so = So-so
button-went-bad = Not so well
button-was-not-there = I was not there
button-new-time = Pick a new time
button-to-calendar = In my calendar
button-from-calendar = Out of my calendar

## What staff read
after-bad-words = Appointment { $day } did not go well
after-absent-words = Appointment { $day }: says not to have been there
after-missed-words = Appointment { $day } with { $who }: did not come

## In the panel beside a conversation
inbox-past = Past
inbox-came = Was there
inbox-no-show = Was not there
inbox-record-undo = Undo
inbox-appointment-done = Was there
inbox-appointment-missed = Was not there
inbox-appointment-open = Not noted
inbox-went-good = Went well
inbox-went-so-so = Went so-so
inbox-went-bad = Did not go so well
inbox-leaves = Leaves at { $clock }
inbox-reminders = Reminders
inbox-reminders-own = Reminders: { $said }
inbox-reminders-now = Now: { $said }
inbox-reminders-of = For
inbox-reminders-all = all appointments
inbox-reminders-as-client = The usual after all
inbox-reminders-day = Day before
inbox-reminders-time = On the day itself
inbox-reminders-none = None
inbox-reminders-discreet = Others read along: no place or name
inbox-reminders-save = Save reminders
inbox-reminders-wrong = These reminders do not fit. Choose them again.
inbox-note-came = Noted: was there.
inbox-note-no-show = Noted: was not there. The participant hears it in 10 minutes.
inbox-note-record-undone = Undone.
inbox-note-reminders = Reminders saved.
inbox-nudge-appointment-leave = Time to go
inbox-nudge-appointment-after = How did the appointment go?
inbox-nudge-appointment-missed = New time after a missed appointment
