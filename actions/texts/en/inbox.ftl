# The shared inbox, for staff.

inbox-title = Messages
inbox-visitor = Unknown visitor …{ $number }
inbox-empty = There are no conversations yet.
inbox-choose = Choose a conversation from the list.
inbox-more = More conversations
inbox-unread = { $count ->
    [one] { $count } unread message
   *[other] { $count } unread messages
}
inbox-no-messages = No messages yet
inbox-from-bot = Stapje:
inbox-from-colleague = Colleague:
inbox-attachment = Attachment
inbox-waits = waiting { $span }
inbox-mode-human = Human
inbox-mode-bot = Bot
inbox-trouble = That did not work. Your text is still there. Check the connection and try again.

inbox-span-minutes = { $count } min
inbox-span-hours = { $count ->
    [one] { $count } hour
   *[other] { $count } hours
}
inbox-span-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}

## What a conversation asks for
inbox-badge-crisis = Crisis
inbox-badge-talk-to-human = Wants to talk to a human
inbox-badge-check-in-bad = Not doing well
inbox-badge-debt-referral = Debt help
inbox-badge-appointment = Appointment
inbox-badge-privacy = Privacy request
inbox-badge-complaint = Complaint
inbox-badge-not-understood = Not understood
inbox-badge-need-basics = Basic needs
inbox-badge-housing = Housing
inbox-badge-unreachable = Cannot be reached
inbox-badge-failed = Message not handled
inbox-badge-request = Question
inbox-badge-attachment = Attachment

## One thread
inbox-back = All conversations
inbox-about = About this person
inbox-bot-answers = Stapje answers.
inbox-human-answers = A human answers. Stapje is silent.
inbox-taken-by = { $name } answers. Stapje is silent.
inbox-take-over = Take over
inbox-hand-back = Give back to Stapje
inbox-tasks = What there is to do
inbox-since = { $span } ago
inbox-due = By { $moment }
inbox-done = Done
inbox-log = Conversation with { $name }
inbox-earlier = Earlier messages
inbox-today = Today
inbox-understood = Stapje understood: “{ $meaning }”.
inbox-correct = Is that wrong?
inbox-meaning-title = What was meant here?
inbox-meaning-why = Your choice teaches Stapje these words. It changes nothing in the conversation.
inbox-meaning-label = What was meant
inbox-meaning-keep = Keep
inbox-back-to-thread = Back to the conversation
inbox-open-file = Look at attachment: { $name }
inbox-file-gone = This file can no longer be fetched.
inbox-buttons = Buttons:
inbox-delivery-due = Being sent
inbox-delivery-sent = Sent
inbox-delivery-cancelled = Not sent: cancelled
inbox-delivery-no-channel = Ready. No phone or chat is connected yet.

## Answering
inbox-reply-label = Your answer
inbox-reply-hint = When you answer, Stapje is silent. Ctrl+Enter sends.
inbox-reply-empty = There is no text in your answer yet.
inbox-reply-too-long = Your answer is too long. Split it in two.
inbox-send = Send

## Beside the thread
inbox-visitor-about = We know nothing about this visitor. Ask only what is needed.
inbox-contact-person = Contact person
inbox-municipality = Municipality
inbox-unknown = Unknown
inbox-opted-out = Has wanted no messages of Stapje's own accord since { $day }.
inbox-appointments = Appointments
inbox-appointment-proposed = Proposal
inbox-appointment-planned = Planned
inbox-appointment-confirmed = Is coming
inbox-accept = Agree
inbox-refuse = Not possible
inbox-call-off = Call off
inbox-steps = Steps
inbox-step-done = Done
inbox-step-partly = Partly done
inbox-moods = How it went
inbox-mood-good = good
inbox-mood-so-so = so-so
inbox-mood-bad = not well
inbox-referrals = Debt help
inbox-urgent = Urgent
inbox-referral-due = First talk by { $day }
inbox-referral-closed = Closed
inbox-referral-asked = Asked for on { $day }.
inbox-nudges = What Stapje is going to send
inbox-nudge-check-in = Asking how it goes
inbox-nudge-step-reminder = Reminder of a step
inbox-nudge-appointment-day-before = Reminder: a day before the appointment
inbox-nudge-appointment-two-hours = Reminder: on the day of the appointment
inbox-nudge-hold-reminder = Reminder of a bed that is held
inbox-cancel-nudge = Do not send

## Planning an appointment
inbox-plan = Make an appointment
inbox-plan-date = Date
inbox-plan-time = Time
inbox-plan-place = Place (may be empty)
inbox-plan-topic = Topic, for yourself (may be empty)
inbox-plan-submit = Put it in the diary
inbox-plan-unreadable = Fill in a date and a time.
inbox-plan-past = That moment has passed. Choose a later one.
inbox-plan-booked = You have another appointment at that moment. Choose another time.

## What just happened
inbox-note-taken = You have taken over the conversation.
inbox-note-handed-back = Stapje answers again.
inbox-note-learnt = Kept. Stapje can learn from this.
inbox-note-done = Done.
inbox-note-planned = The appointment stands. Its reminders are planned.
inbox-note-accepted = The appointment goes ahead. They know.
inbox-note-called-off = The appointment is off. They know.
inbox-note-nudge-cancelled = Stapje will not send this.
