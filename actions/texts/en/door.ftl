# What night staff type at a full door: counts, full, refusals, notes, switches. Telegram short.

door-group-free = { $group ->
    [man] m { $free }
    [vrouw] w { $free }
    [gezin] family { $free }
    [jongere] youth { $free }
    [kind] child { $free }
   *[other] { $group } { $free }
}
door-held = { $count } held
door-no-beds = no beds
door-free-now = Free now at { $place }: { $free }.
door-form-dropped = The question before is dropped.
door-done-already = This is done already.
door-which-meaning = What do you mean?
door-only-looking = You can look, not change. The board: { $board }
door-no-such-place = I don't know shelter { $place } here.
door-no-such-bed = I don't know bed { $beds } at { $place }. Nothing changed.
door-no-such-room = I don't know room { $beds } at { $place }. Nothing changed.
door-none-such = There are no such beds here.
door-left-as-it-was = Nothing changed.

## Taking back
door-undone = Taken back: { $what }.
door-undo-too-late = Too late to undo. It has changed since.
door-undo-nothing = Nothing to undo. Type what should change.
door-undo-another = The last was: { $what }. Undo that?

## Two meanings, as buttons
door-means-came = Just came in: { $noun }
door-means-left = Left: { $noun }
door-means-inside = { $count } inside in total
door-means-places = { $count } places left
door-means-bed-taken = Bed { $bed } is taken
door-means-bed-free = Bed { $bed } is empty
door-means-question = I ask how many are free

## The count
door-count-agreed = { $place } is right. Count { $at }.
door-count-short = the count
door-count-more = { $count } more than the count ({ $recorded }). Who?
door-count-fewer = { $count } fewer than the count ({ $recorded }). Who left?
door-count-mixed = Mixed? Type for example: 2 m 1 w in.
door-count-held = { $held } held. Are they in already? See the board: { $board }
door-count-not-all = Not placed: { $noun }. See the board: { $board }
door-count-gone = By the beds { $noun } too many. Left?
door-count-unchanged = Nothing changed. Check bed by bed on the board: { $board }
door-count-too-many = { $place } has { $room } beds: { $noun } too many. Nothing noted.
door-label-in = Came in: { $noun }
door-label-gone = Left: { $noun }
door-label-dont-know = I don't know
door-label-extra-beds = Extra beds (cold weather)
door-label-count-right = Count is right

## Full
door-free-for = { $free } free for { $group }
door-full-but = By the count still { $noun }. Really full?
door-full-what = What do I do with those beds?
door-full-not = Good. The count stays.
door-full-reason = reported full
door-label-all-taken = Yes, all taken
door-label-not-full = No
door-label-set-taken = Taken, without a name
door-label-set-broken = Out of order

## Turned away
door-which-refusal = Why?
door-refused = Not let in at { $place }: { $noun }, { $why }.
door-referred = Sent to { $to }.
door-refused-short = { $noun } not let in
door-note-refusal = Note as not let in

## What is free
door-line = { $place }: { $free } · { $count } in
door-line-aged = { $place }: { $free } · { $count } in ({ $age })
door-line-closed = { $place }: closed ({ $reason })
door-all-counted = Counted: { $age }
door-never-counted = never counted
door-counted-stale = { $at }, old
door-counted-days = { $days ->
    [one] { $days } day old
   *[other] { $days } days old
}
door-bed-line = { $state ->
    [free] { $place } bed { $bed }: free
    [taken] { $place } bed { $bed }: taken ({ $who })
    [held] { $place } bed { $bed }: held until { $until } ({ $who })
    [closed] { $place } bed { $bed }: closed
   *[other] { $place } bed { $bed }: out of order
}

## Did not come
door-no-hold = Nothing is held for { $name }.
door-which-hold = Which place?
door-hold-label = { $place } bed { $bed }, until { $until }
door-no-show = Did not come: bed { $beds } at { $place } is free again.
door-no-show-short = did not come, bed { $beds }

## Note for the day
door-note-kept = Kept for the day.
door-note-short = the handover

## Switches
door-cold-ask = Cold weather from { $first } up to and including { $last }? Extra beds: { $extra }. People told: { $people }.
door-cold-off-ask = Cold weather off? Extra beds gone: { $extra }. Who is in, stays.
door-cold-on = Cold weather on up to and including { $day }.
door-cold-is-off = Cold weather is off.
door-cold-short = cold weather on
door-label-cold-on = Yes, cold weather on
door-label-cold-off = Yes, cold weather off
door-close-ask = Close { $place } from { $first } up to and including { $last }? Held places that end: { $held }. In: { $taken }, they stay.
door-close-open-end-ask = Close { $place } from { $first }, until you type "open again"? Held places that end: { $held }. In: { $taken }, they stay.
door-closed = { $place } is closed. Held places ended: { $held }. They are told.
door-closed-already = { $place } is closed already.
door-closed-short = { $place } closed
door-open-ask = Open { $place } again? It was closed: { $reason }.
door-is-open = { $place } is open.
door-label-close = Yes, close
door-label-open = Yes, open again
