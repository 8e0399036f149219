# The pages beside the bed board, for the night shift and the day team: telegram short.

night-nav-label = This night
night-nav-board = Beds
night-nav-guests = Staying on
night-nav-turn-aways = Not let in
night-nav-waiting = Waiting list
night-nav-handover = Handover
night-nav-switches = Cold and closing
night-nav-print = Fire list
night-nav-figures = Figures
night-shelter = Shelter
night-other-shelter = another shelter
night-all-shelters = All shelters
night-choose = Choose …
night-anywhere = Anywhere
night-back = Back
night-keep = Keep
night-undo = Undo
night-to-board = To the beds
night-bed = bed { $bed }
night-unknown = unknown
night-print = Print
night-group = { $group ->
    [man] Man
    [vrouw] Woman
    [gezin] Family
    [jongere] Young person
    [kind] Child
   *[other] { $group }
}
night-group-unknown = I don't know
night-changed-already = This had just been changed. You now see how it stands.
night-form-broken = This form was not complete. Please try again.
night-other-night = This page was of another night. It is fresh now.
night-which-group = Choose who it is for.
night-which-facility = Choose a shelter.
night-which-reason = Choose a reason.
night-which-name = Write down a name. A first name is enough.
night-how-many = Fill in a number from 1 to 20.

## Guests of last night who stay
night-guests-title = Who stays another night?
night-guests-lead = These guests slept here yesterday. Tick who stays, for the night of { $day }.
night-guests-none = Nobody with a name slept here yesterday.
night-guests-all = Tick all { $count }
night-guests-nobody = Tick nobody
night-guests-stay = Staying tonight
night-guests-in = In
night-guests-held = On hold
night-guests-other-bed = taken: gets another bed
night-guests-all-in = Everybody has a bed already.
night-guests-nameless = { $count ->
    [one] { $count } guest without a name slept here too. Check them in on the board.
   *[other] { $count } guests without a name slept here too. Check them in on the board.
}
night-guests-done = { $count ->
    [0] Nobody new checked in
    [one] { $count } guest stays
   *[other] { $count } guests stay
}
night-guests-got-own = bed { $bed } again
night-guests-got-other = bed { $bed } (bed { $beds } was not free)
night-guests-without = { $count ->
    [one] No bed is free for { $count } guest
   *[other] No bed is free for { $count } guests
}
night-guests-to-list = To the waiting list
night-nobody-ticked = First tick who stays.

## Who did not get in
night-turned-away-title = Who did not get in?
night-turned-away-lead = Two taps: who and why. No names.
night-turned-away-who = Who?
night-turned-away-many = How many people?
night-turned-away-why = Why?
night-turned-away-tonight = { $count ->
    [0] Tonight
    [one] Tonight: { $count } person
   *[other] Tonight: { $count } people
}
night-turned-away-none = Nobody yet.
night-turned-away-noted = Noted.
night-turned-away-undone = Undone.
night-refer = Where to?
night-refer-where = Where were they sent?
night-refer-else = Somewhere else
night-referred-to = to { $place }
night-referred-noted = Kept where they went.

## The waiting list
night-waiting-title = Waiting list
night-waiting-lead = First come, first in line.
night-waiting-none = Nobody waits.
night-waiting-free = Free now:
night-waiting-full = Nothing free now.
night-waiting-somebody = Somebody
night-waiting-by-chat = Chat: is told automatically
night-waiting-at-door = Written down
night-waiting-since = since { $clock }
night-waiting-offer = Bed { $bed } offered, { $place }, until { $until }
night-waiting-place = Gets a place
night-waiting-is-in = Is here: check in
night-waiting-hold = Hold a bed
night-waiting-leaves = Gone
night-waiting-off = Taken off the list
night-waiting-off-at = at { $clock }
night-waiting-put-back = Back on the list
night-waiting-add = Put on the list
night-waiting-name = Name
night-waiting-for = For whom?
night-waiting-where = Which shelter?
night-waiting-add-button = Put on the list
night-waiting-added = On the list.
night-waiting-in = Bed { $bed } is checked in, { $place }.
night-waiting-held = Bed { $bed } is on hold, { $place }, until { $until }.
night-waiting-left = Taken off the list.
night-waiting-back = Back in the old place.
night-waiting-chat-offers = Who waits in the chat is offered a place automatically.

## Handover
night-handover-title = Handover
night-handover-so-far = As it stands at { $clock }.
night-handover-over = The night is over.
night-handover-nights = Another night
night-notes = Notes
night-notes-none = No note yet.
night-note-label = For the colleagues who take over
night-note-about = About
night-note-keep = Keep note
night-note-kept = Kept. The day team sees it in the inbox.
night-note-empty = There is no text in the note yet.
night-note-too-long = The note is too long. Make it two.
night-note-too-late = Nothing can be written for this night any more.
night-note-read-by = Read:
night-note-unread = Not read yet.
night-not-yet = This night has not come yet.
night-summary = In figures
night-figure-in = came in
night-figure-turned-away = not let in
night-figure-waiting = waiting
night-summary-quiet = Nothing to report: { $names }.
night-sum-title = Handover, night of { $day }
night-sum-quiet = Nothing to report.
night-sum-in = { $count } came in
night-sum-left = { $count } left again
night-sum-held = { $count } still on hold
night-sum-expired = { $count ->
    [one] { $count } hold ran out
   *[other] { $count } holds ran out
}
night-sum-no-show = { $count } did not come
night-sum-cancelled = { $count } cancelled
night-sum-ended = { $count } ended by closing
night-sum-turned-away = { $who } not let in: { $what }
night-sum-broken = out of order: bed { $beds }
night-sum-extra = { $count ->
    [one] { $count } extra bed, taken: { $taken }
   *[other] { $count } extra beds, taken: { $taken }
}
night-sum-closed = closed
night-sum-closed-until = closed until { $day } (included)
night-sum-waiting = Waited: { $who }
night-sum-queue = { $what }: { $count } waiting, { $done } got a place
night-inbox-unread = Handover of last night.
night-inbox-unread-of = Handover of { $day }.
night-inbox-read = Read now

## Switches
night-switches-title = Cold and closing
night-cold = Cold-weather rule
night-cold-is-on = Is on
night-cold-is-planned = Planned
night-cold-is-off = Is off.
night-cold-on = Turn on …
night-cold-off = Turn off …
night-closed = Closed shelters
night-all-open = Everything is open.
night-planned = Planned
night-close = Close …
night-open = Open again …
night-first = First night
night-last = Last night
night-last-or-open = Last night (empty: no end yet)
night-why = Reason
night-from = From the night of { $day }, no end yet.
night-one = The night of { $day }.
night-from-to = From the night of { $day } to { $until } (included).
night-which-nights = Choose the nights.
night-nights-order = Choose a night from tonight on. The last comes after the first.
night-nights-far = Choose a night within 60 days, or leave the end empty.
night-ask-close = Close { $place }?
night-ask-open = Open { $place } again?
night-ask-cold = Turn the cold-weather rule on?
night-ask-thaw = Turn the cold-weather rule off?
night-yes-close = Yes, close
night-yes-open = Yes, open again
night-yes-cold = Yes, turn on
night-yes-thaw = Yes, turn off
night-what-happens = This will happen
night-effect-no-beds = { $count ->
    [one] { $count } bed is not given out any more.
   *[other] { $count } beds are not given out any more.
}
night-effect-holds = { $count ->
    [0] No places are on hold.
    [one] { $count } place on hold ends.
   *[other] { $count } places on hold end.
}
night-effect-told = { $count ->
    [0] Nobody gets a message.
    [one] { $count } person gets a message from Stapje now.
   *[other] { $count } people get a message from Stapje now.
}
night-effect-inside = { $count ->
    [one] { $count } person is in and stays checked in.
   *[other] { $count } people are in and stay checked in.
}
night-effect-beds-again = { $count ->
    [one] { $count } bed counts again.
   *[other] { $count } beds count again.
}
night-effect-holds-stay-ended = Places that ended do not come back by themselves.
night-effect-extra = { $count ->
    [0] No extra beds have been entered yet.
    [one] { $count } extra bed counts.
   *[other] { $count } extra beds count.
}
night-effect-cold-told = { $count ->
    [0] Nobody asked to hear about cold weather.
    [one] { $count } person who sleeps outside gets a message.
   *[other] { $count } people who sleep outside get a message.
}
night-effect-cold-already = Mind: it is on already until { $day }. Who has been told is told again.
night-effect-extra-gone = { $count ->
    [0] There are no extra beds.
    [one] { $count } extra bed is not given out any more.
   *[other] { $count } extra beds are not given out any more.
}
night-effect-held-stay = { $count ->
    [one] { $count } extra bed is on hold. That stays so.
   *[other] { $count } extra beds are on hold. That stays so.
}
night-effect-unsaid = Messages that have not gone out yet will not go out.
night-closed-now = { $count ->
    [0] { $place } is closed.
    [one] { $place } is closed. { $count } place ended.
   *[other] { $place } is closed. { $count } places ended.
}
night-opened-now = { $place } is open again.
night-cold-on-now = The cold-weather rule is on.
night-cold-off-now = The cold-weather rule is off.

## The list for a fire drill
night-print-title = Fire list
night-print-lead = Who is in now, by room. Print it and tick off at the meeting point.
night-print-made = Made on { $day } at { $clock }
night-print-inside = Inside: { $count }
night-print-held = On hold, not in yet: { $count }
night-print-nobody = By this list nobody is in.
night-print-empty = Nobody inside: { $names }.
night-print-room = Room { $room }
night-print-no-room = Room unknown
night-print-held-title = On hold: probably not in yet
night-print-seen = Seen
night-print-bed = Bed
night-print-name = Name
night-print-group = For
night-print-until = Until
night-print-hidden = taken
night-print-others = Also inside (colleagues, visitors):
night-print-counted = Counted at the meeting point:
