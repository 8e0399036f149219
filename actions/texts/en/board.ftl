# Tonight's beds, for the night shift.

board-title = Beds tonight
board-night = The night of { $day }.
board-read-only = You can look, not change.

## The bar at the top
board-pages = More about beds
board-menu = More
board-seek = Find shelter or group
board-find = Find

## At a glance
board-totals = Free in all shelters
board-chip = free for { $group }
board-glance = Shelters
board-free-of = free for { $group }, of { $total }
board-no-beds = no beds
board-on-hold = { $count } on hold
board-broken-count = { $count } out of order
board-counted = counted { $span } ago
board-never-counted = never counted
board-stale = (old: count again)
board-count-right = Count is right
board-cold = Cold weather: extra beds up to and including { $day }.
board-closed = { $place } is closed tonight.
board-some = You see { $count } of { $total } places. Search for more.
board-none-found = Nothing found. Check the name.

## One bed
board-bed = Bed { $bed }
board-room = room { $room }
board-extra = extra bed
board-more = Bed { $bed }: more
board-state-free = Free
board-state-held = On hold
board-state-taken = Taken
board-state-out-of-order = Out of order
board-state-closed = Closed
board-until = until { $clock }
board-expected = comes around { $clock }
board-check-in = Check in:
board-check-in-here = Check in
board-arrive = Is here: check in
board-extend = Longer
board-no-show = Did not come
board-release = Let go
board-check-out = Check out
board-mistake = Was a mistake
board-keep = Close
board-who = Who sleeps here?
board-who-hint = Type two letters. Known guests show up.
board-nobody-found = No known guest.
board-new-guest = New guest with this name:
board-head-man = man
board-head-vrouw = woman
board-head-kind = child
board-head-none = not said
board-no-name = Take the name away
board-move = Another bed
board-move-where = To which bed?
board-move-none = No other bed is free.
board-break = Put out of order
board-break-why = What is it with the bed?
board-break-do = Set
board-reason-broken = Broken
board-reason-dirty = Cleaning
board-reason-leak = Leak
board-reason-vermin = Vermin
board-reason-other = Something else
board-in-order = In order again

## What was done
board-changed-already = This bed had just been changed. You now see how it stands.
board-note-in = Bed { $bed } is checked in.
board-note-out = Bed { $bed } is free again.
board-note-mistake = Bed { $bed } is free again. Nobody was in it.
board-note-released = Bed { $bed } has been let go.
board-note-no-show = Bed { $bed } is free: nobody came.
board-note-longer = Bed { $bed } is held longer.
board-note-named = The guest in bed { $bed } was changed.
board-note-moved = Moved to bed { $bed }.
board-note-broken = Bed { $bed } is out of order.
board-note-mended = Bed { $bed } is in order again.
board-note-undone = Undone: bed { $bed }.
board-note-counted = Thank you. The count is fresh again.
board-note-who = Who is it?
board-undo = Undo

## Without a connection. COUNT and BED are filled in by the page.
board-queue-one = 1 change waits – it is sent as soon as there is a connection.
board-queue-many = COUNT changes wait – they are sent as soon as there is a connection.
board-queue-saving = being saved
board-queue-waits = waits for a connection
board-queue-login = Changes waiting: COUNT. Log in and they are sent.
board-queue-other = Changes of a colleague wait on this device: COUNT. Let them log in.
board-queue-gone = BED: this could not be done any more. The bed was changed already.
board-queue-failed = BED: this was not saved. Tap it again.
board-queue-seen = Seen
