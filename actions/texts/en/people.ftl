# The list of clients and the page of one person, for staff.

web-nav-people = People

## The list
people-title = People
people-whose = Whose
people-everybody = Everybody
people-mine = Mine
people-name = Name
people-sort = Order
people-sort-name = By name
people-sort-contact = Longest without contact
people-sort-appointment = First appointment
people-only = Show
people-only-all = Everybody
people-talk = Conversation
people-silent = silent since { $span }
people-steps = { $count ->
    [one] { $count } step
   *[other] { $count } steps
}
people-term = term: { $day }
people-waits = waits { $span }
people-opted-out = no messages
people-sort-silent = Silent for longest
people-none-fits = Nobody fits here now.
people-only-waiting = Waits for a human
people-only-silent = Is silent
people-only-bad = Was not well
people-only-unspoken = Not spoken to for long
people-only-steps = Has open steps
people-only-no-appointment = Without appointment
people-only-term = Term comes near
people-only-stopped = Wants no messages
people-show = Show
people-column-name = Name
people-column-contact = Contact person
people-column-last = Last contact
people-column-next = Next appointment
people-column-mood = How it goes
people-column-tasks = Look at
people-tasks = { $count ->
    [one] { $count } task
   *[other] { $count } tasks
}
people-never = Not yet
people-more = Next names
people-all = Show everybody
people-none = There is nobody in your team yet.
people-none-mine = You are nobody's contact person now.
people-none-found = Nobody found with this name.
people-none-more = There are no more names here.
people-teach = People join with an invite. You then find appointments, steps and how it goes here.
mood-trend-now = { $mood }
mood-trend-same = { $mood } for a while
mood-trend-better = better: { $mood } now
mood-trend-worse = less well: { $mood } now

## The page: who, and what matters now
person-page = Page of this person
person-to-thread = To the conversation
person-team = Team
person-reach = Reached by
person-contact = contact person
person-now = What matters now
person-next = Next appointment
person-step = Open step
person-none = None
person-told = told
person-sections = Sections
person-section-timeline = Timeline
person-section-plan = Plan
person-section-appointments = Appointments
person-section-money = Money and debts
person-section-details = Details
person-no-appointments = There is no appointment. Make one, or let them choose.
person-past = Earlier
person-no-past = There has been no appointment yet.
person-no-money = Nothing is agreed about the week's money. You can do that below, together.
person-no-referrals = There is no request for debt help.
inbox-appointment-cancelled = Did not happen

## Beside a thread
panel-mood = How it went
panel-unnoted = { $count ->
    [one] Nobody wrote down how { $count } appointment went.
   *[other] Nobody wrote down how { $count } appointments went.
}
panel-more-steps = { $count ->
    [one] { $count } more step
   *[other] { $count } more steps
}
panel-contact = Note contact
panel-contact-hint = Did you call or see this person? Then the question how it goes is done.
panel-contact-save = Note contact of today
panel-more = More about this person

## What happened
timeline-show = What you see
timeline-all = All
timeline-kind-messages = Messages
timeline-kind-moods = How it went
timeline-kind-steps = Steps and goals
timeline-kind-debts = Debt help
timeline-kind-money = Money and post
timeline-kind-appointments = Appointments
timeline-kind-nights = Nights
timeline-kind-notes = Notes
timeline-kind-tasks = Tasks
timeline-kind-record = Details
timeline-kind-looks = Who looked
timeline-paper-on = Print the timeline too
timeline-paper-off = Leave the timeline off paper
timeline-newest = To the newest
timeline-older = Earlier
timeline-none = Nothing has happened yet. Invite this person under Details.
timeline-none-kind = There is nothing of this yet.
timeline-times = { $count } times since { $clock }
timeline-messages-person = { $name } wrote
timeline-messages-bot = Stapje wrote
timeline-messages-human = Message from a colleague
timeline-moods-good = It went well
timeline-moods-so-so = It went so-so
timeline-moods-bad = It did not go well
timeline-moods-told = Told how it went
timeline-moods-answered = Told how it went
timeline-moods-heard = Asked how it goes, heard something else later
timeline-moods-contact = Asked how it goes, a colleague had contact
timeline-moods-unanswered = Asked how it goes, no answer
timeline-moods-stopped = The question how it goes was stopped
timeline-moods-open = Asked how it goes, no answer yet
timeline-steps-step-made = New step: { $words }
timeline-steps-step-done = Step done: { $words }
timeline-steps-step-partly = Step partly done: { $words }
timeline-steps-step-not-done = Step did not work out: { $words }
timeline-steps-step-dropped = Step let go: { $words }
timeline-steps-goal-made = New goal: { $words }
timeline-steps-goal-reached = Goal reached: { $words }
timeline-steps-goal-dropped = Goal let go: { $words }
timeline-debts-asked = Asked for debt help. May go to: { $more }
timeline-money-enough = Week's money: enough
timeline-money-tight = Week's money: tight
timeline-money-out = Week's money: gone
timeline-money-other = Week's money: otherwise
timeline-money-none = Week's money: not now
timeline-money-no-answer = Week's money: no answer
timeline-money-post = Set a letter aside
timeline-money-post-done = A letter is done
timeline-appointments-made-by-client = Asked for an appointment on { $moment }
timeline-appointments-made-by-staff = Appointment made for { $moment }
timeline-appointments-done = Was at the appointment
timeline-appointments-missed = Was not at the appointment
timeline-appointments-cancelled = The appointment of { $moment } did not happen
timeline-appointments-open = Appointment, not filled in
timeline-nights-held = Bed held until { $moment }
timeline-nights-stayed = Came into the shelter
timeline-nights-left = Left the shelter
timeline-nights-expired = Held bed expired
timeline-nights-cancelled = Held bed let go
timeline-nights-no-show = Did not come for the bed
timeline-nights-closed = Bed let go: the shelter closed
timeline-notes-note = Note
timeline-notes-removed = Note taken away
timeline-tasks-raised = Task: { $more }
timeline-tasks-done = Task done: { $more }
timeline-record-handed-over = Handed over to { $more }
timeline-record-name = Name was { $words }, now { $more }
timeline-record-municipality = Municipality was { $words }, now { $more }
timeline-record-language = Language was { $words }, now { $more }
timeline-record-channel = Channel unlinked: { $words }
timeline-record-invite = Invite made or withdrawn
timeline-record-person-merged = Put together with another record
timeline-record-person-merge-undone = Putting together was undone
timeline-looks-conversation-read = Read the conversation
timeline-looks-person-read = Looked at this page

## People around somebody
card-title = People around them
card-none = Nobody yet. Ask whom this person wants to have here: family, doctor, landlord.
card-hint = Only whom this person wants to have here.
card-add = Add somebody
card-name = Name
card-role = Who is that (may be empty)
card-roles = mother, father, sister, brother, partner, friend, doctor, landlord, administrator, support worker
card-phone = Phone (may be empty)
card-note = Note (may be empty)
card-may-call = May we call this person?
card-yes = Yes
card-no = No
card-may = May be called
card-may-not = Do not call
card-said-on = since { $day }
card-keep = Save
card-change = Change
card-end = Does not belong here any more
card-ended = Here before: { $count }
card-ended-on = Until { $day }
card-no-name = Fill in a name.
card-too-long = That is too long. Make it shorter.
card-no-number = This number is not right. A number has ten digits, with the zero in front.
card-may-call-unsaid = Choose whether we may call this person. If you do not know, choose no.
person-note-card-kept = Saved.
person-note-card-ended = This person is not here any more. The history stays.

## Channels and invites
channel-title = Channels
channel-none = No chat linked yet. Make an invite below.
channel-works = Works
channel-blocked = Does not work since { $day }
channel-since = Since { $day }
channel-used = used { $span } ago
channel-end = Unlink
channel-end-hint = Phone lost or somebody else's? Who writes from there is a stranger then. The conversation stays here.
channel-end-sure = Unlink this channel
invite-title = Invite
invite-hint = A link and a QR code for this person's phone. Works once, for seven days.
invite-make = Make an invite
invite-open = Made on { $made }, works up to and including { $day }
invite-withdraw = Withdraw
invite-for = Invite for { $name }
invite-back = Back to { $name }
invite-how = Point the phone's camera at this block. Then tap the link.
invite-code = QR code with the link to the chat
invite-until = Works once, up to and including { $day }.
invite-link = Or send this link
invite-once = You see this link only now.
person-note-channel-ended = The channel is unlinked.
person-note-invite-withdrawn = The invite does not work any more.

## What somebody agreed to
consent-title = Consents
consent-since = Since { $day }.
consent-ended = Taken back on { $day }.
consent-withdrawn = Taken back
consent-messages = Messages from Stapje of its own accord
consent-check-ins = Being asked how it goes
consent-recap = Also a look back each Friday
consent-money = A question about the week's money each week
consent-money-when = On { $day }
consent-cold = A message when there are extra beds in the cold
consent-debt-help = Debt help: pass on to { $to }
consent-part-name = name
consent-part-debt-types = kinds of debts
consent-part-threat = what threatens
consent-part-municipality = municipality
consent-part-administration = who helps with money
consent-part-letters = photo of the letter
consent-part-words = own words

## The record
record-title = In the record
record-correct = Correct name or municipality
record-name = Name
record-keep = Save
record-language = Change language
record-language-label = Stapje writes in
record-history = What changed
person-name-wrong = Fill in a name of at most 80 characters. The municipality may be empty.
person-note-corrected = Corrected. What stood there before can still be read.
person-note-language = The language is saved.
