# Tonight's beds, for the night shift.

board-title = Beds tonight
board-night = The night of { $day }.
board-read-only = You can look, not change.
board-free-of = of { $total } free · { $group }
board-on-hold = { $count } on hold
board-counted = counted { $span } ago
board-never-counted = never counted
board-count-right = Count is right
board-bed = Bed { $bed }
board-room = room { $room }
board-state-free = Free
board-state-held = On hold
board-state-taken = Taken
board-state-out-of-order = Out of order
board-until = until { $clock }
board-check-in = Check in:
board-arrive = Is here: check in
board-release = Let go
board-check-out = Check out?
board-keep = Back
board-changed-already = This bed had just been changed. You now see how it stands.
board-note-in = Bed { $bed } is checked in.
board-note-out = Bed { $bed } is free again.
board-note-released = Bed { $bed } has been let go.
board-note-counted = Thank you. The count is fresh again.
