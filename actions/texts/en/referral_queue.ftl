# The queue of requests for debt help, for debt specialists and coordinators: telegram short.

web-nav-referrals = Debt help
queue-title = Debt help
queue-lead = What has to happen first is on top.
queue-views = Which requests
queue-view-open = All that run
queue-view-mine = Mine
queue-view-new = Nobody's yet
queue-view-closed = Closed
queue-filter = Choose
queue-municipality = Municipality
queue-clock = Term
queue-all = All
queue-show = Show
queue-first = These first
queue-then = Then
queue-count = { $count ->
    [one] { $count } request
   *[other] { $count } requests
}
queue-more = Show more
queue-csv = Download as CSV
queue-json = Download for a customer system (JSON)
queue-files-note = The CSV has no names and no own words. Downloads are noted.

## An empty queue
queue-empty-open = No request runs now.
queue-empty-mine = You have no request now.
queue-empty-new = Every request is somebody's.
queue-empty-closed = Nothing is closed yet.
queue-empty-chosen = Nothing found with this choice.
queue-empty-teach = How a request gets here: a participant tells Stapje about debts. Stapje asks what is going on, and whether it may be passed on. After a yes the request is here, with the term of the law.
queue-empty-back = Show all

## How long there is
queue-left = { $days ->
    [0] no working day left
    [one] { $days } working day left
   *[other] { $days } working days left
}
queue-today = today
queue-late = { $days ->
    [one] { $days } day too late
   *[other] { $days } days too late
}
queue-no-clock = no term
queue-term-first-talk = First talk
queue-term-decision = Decision
queue-term-done = met or past
queue-term-later = begins after the first talk
queue-term-unknown = term unknown
queue-rule-first-talk = Within { $count } weeks of the request.
queue-rule-first-talk-urgent = Within { $count } working days of the request, because something serious threatens.
queue-rule-assumption = The source says “3 days”. We read that as working days.
queue-rule-decision = Within { $count } weeks of the first talk.
queue-rule-decision-source = the desk's own term
queue-rule-decision-checked = the desk's own term, checked on { $day }
queue-rule-no-weeks = No term is known of this desk. A coordinator can fill it in.
queue-rule-source = Source: { $source }.
queue-rule-day-off = Does a term end on a day off? Then the next working day counts.

## What a request is about
queue-reference = Reference
queue-urgent = Urgent
queue-threat-eviction = eviction
queue-threat-cut-off = energy or water cut off
queue-threat-insurance = end of health insurance
queue-threat-bailiff = bailiff or court order
queue-threat-attachment = money or belongings seized
queue-threat-unknown = letter not looked at
queue-threat-none = none
queue-threat-on = { $what }, { $day }
queue-threat-when-unknown = { $what }, date unknown
queue-area-unknown = municipality unknown
queue-part-debt-types = Kind of debt
queue-part-threat = What threatens
queue-part-municipality = Where
queue-part-administration = Help with money now
queue-part-words = Own words
queue-part-letters = Letters
queue-administration-none = none
queue-administration-budget = budget management
queue-administration-administrator = administrator
queue-administration-guardianship = guardian
queue-administration-wsnp = Wsnp administrator
queue-administration-unknown = not known
queue-letter = Look at photo { $number }
queue-letters-count = { $count ->
    [one] { $count } photo of a letter
   *[other] { $count } photos of letters
}
queue-request = Request { $reference }

## Where it is and who has it
queue-new = New
queue-waits-at = waits at { $desk }
queue-waits-nowhere = with the contact person
queue-stage-registration = Registered
queue-stage-crisis = Crisis help
queue-stage-intake = First talk was held
queue-stage-decision = Decision taken
queue-stage-plan = Plan of action
queue-stage-stabilisation = Making stable
queue-stage-solution = Solution
queue-stage-aftercare = Aftercare
queue-stage-closed = Closed
queue-exit-done = Done
queue-exit-withdrawn = Withdrawn
queue-exit-not-appeared = Did not appear
queue-exit-moved = Moved away
queue-exit-elsewhere = Help elsewhere

## One request
queue-open = To the request
queue-back = To the list
queue-print = Print
queue-summary = What you may know
queue-agreed = On { $day } the participant said: this may go to debt help, for help with debts.
queue-not-agreed = No more was shared. Want to know something? Ask the participant.
queue-withdrawn = The participant took the consent back. The details are not here any more.
queue-terms = Terms
queue-asked-on = Asked for
queue-desk = Desk
queue-desk-none = No desk. The contact person finds out who takes it up.
queue-desk-example = example
queue-desk-phone = Telephone
queue-desk-hours = Open
queue-desk-address = Address
queue-desk-bring = To bring
queue-desk-checked = Checked on { $day }.
queue-who = Who has it
queue-contact-person = Contact person
queue-to-thread = To the conversation
queue-appointment = Appointment
queue-history = What happened
queue-history-note = The participant may read this.
queue-by-client = participant
queue-by-stapje = Stapje
queue-happened-stage = Stage: { $stage }
queue-happened-accepted = Taken up
queue-happened-returned = Handed back to the contact person
queue-happened-passed-on = Passed on to another desk
queue-happened-told-client = The participant told more
queue-happened-told-stapje = The participant was told the news
queue-happened-warned = Colleagues were reminded of the term
queue-happened-breach-first-talk = The term for the first talk has passed
queue-happened-breach-decision = The term for the decision has passed
queue-happened-withdrawn = Withdrawn by the participant

## What colleagues do
queue-accept = Take up
queue-accept-about = the request of { $name }
queue-deeds = What do you want to do?
queue-return = Hand back
queue-return-lead = The request goes back to the contact person. The term runs on.
queue-return-words = Why? The participant may read this.
queue-enter = Change the stage
queue-enter-stage = Stage
queue-enter-on = Since
queue-enter-words = Note (may stay empty). The participant may read this.
queue-enter-reason = Skipping a stage or going back? Then write why.
queue-close = Close
queue-close-exit = How did it end?
queue-choose = Choose
queue-open-again = Open again
queue-talk = Plan a talk
queue-talk-lead = The participant gets a message with day, time and place. It does not say what it is about.
queue-talk-topic = Talk
queue-offer = Offer times
queue-offer-lead = Your free times. Choose 1 to { $count }. The participant picks one in the chat.
queue-offer-submit = Send these times
queue-done-offered = Sent. The participant can choose a time now.
queue-which-times = Choose 1 to 3 times.
queue-done-accepted = Taken up. The participant hears of it, unless they want no messages.
queue-done-returned = Handed back to the contact person.
queue-done-stage = Kept. The participant hears of it, unless they want no messages.
queue-done-closed = Closed.
queue-done-planned = Planned. The participant gets a message.
queue-taken-by = { $name } has just taken this request up.
queue-which-exit = Choose how it ended.
queue-which-day = Fill in a day.

## Columns of the file
queue-column-reference = Reference
queue-column-municipality = Municipality
queue-column-neighbourhood = Neighbourhood
queue-column-urgent = Urgent
queue-column-threat = What threatens
queue-column-threat-on = Date of the threat
queue-column-types = Kind of debt
queue-column-stage = Stage
queue-column-requested = Asked for
queue-column-first-talk = First talk by
queue-column-decision = Decision by
queue-column-desk = Desk
queue-column-taken-by = Taken up by
queue-column-closed = Closed on
queue-yes = yes
queue-no = no

## Contacts for other systems
queue-contact-subject = Help with debts ({ $reference })
queue-contact-by = By { $day }.
