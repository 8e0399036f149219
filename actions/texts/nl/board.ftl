# Tonight's beds, for the night shift.

board-title = Bedden vannacht
board-night = De nacht van { $day }.
board-read-only = Je kunt meekijken, niet wijzigen.
board-free-of = van { $total } vrij · { $group }
board-on-hold = { $count } vastgehouden
board-counted = geteld { $span } geleden
board-never-counted = nog nooit geteld
board-count-right = Telling klopt
board-bed = Bed { $bed }
board-room = kamer { $room }
board-state-free = Vrij
board-state-held = Vastgehouden
board-state-taken = Bezet
board-state-out-of-order = Buiten gebruik
board-until = tot { $clock }
board-check-in = Inchecken:
board-arrive = Is er: inchecken
board-release = Laat vrij
board-check-out = Uitchecken?
board-keep = Terug
board-changed-already = Dit bed was net al veranderd. Je ziet nu de nieuwe stand.
board-note-in = Bed { $bed } is ingecheckt.
board-note-out = Bed { $bed } is weer vrij.
board-note-released = Bed { $bed } is vrijgegeven.
board-note-counted = Dank je. De telling is weer vers.
