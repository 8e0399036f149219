# Appointments in a colleague's own calendar program. Nothing says who a client is.

calendar-name = Stapje
calendar-title = Appointment
calendar-title-proposed = Appointment? Not confirmed yet

## The page where a colleague makes or stops their feed
calendar-page = Link your calendar
calendar-lead = Show your Stapje appointments in your own calendar: Outlook, Google or your phone.
calendar-private = Your calendar shows no name and no subject. The link with an appointment leads to the conversation.
calendar-none = There is no link yet.
calendar-make = Make a link
calendar-since = Link made on { $day }.
calendar-again = Make a new link
calendar-again-hint = The old one stops at once.
calendar-stop = Stop the link
calendar-address = Your address
calendar-address-once = Copy it now. Stapje shows it only once. Whoever has it sees your appointments.
calendar-how = In your calendar choose: add calendar, from the internet. Paste the address there.
calendar-stopped = The link has stopped.
