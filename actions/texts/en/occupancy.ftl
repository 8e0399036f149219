# Night staff at the door: telegram short.

occupancy-which-facility = Which shelter?
occupancy-which-group = Which group?
occupancy-which-bed = Which bed? Type for example: night shelter bed 4 broken.

occupancy-in = { $free ->
    [one] { $noun } in at { $place } (bed { $beds }). { $free } place left for { $group }.
   *[other] { $noun } in at { $place } (bed { $beds }). { $free } places left for { $group }.
}
occupancy-out = { $free ->
    [one] { $noun } left { $place } (bed { $beds }). Now { $free } place free for { $group }.
   *[other] { $noun } left { $place } (bed { $beds }). Now { $free } places free for { $group }.
}
occupancy-no-more = { $done } of { $asked } checked in. No free bed left, or bed already taken.
occupancy-fewer-in = { $done } of { $asked } checked out. No more were in.

occupancy-broken = Bed { $bed } out of order.
occupancy-mended = Bed { $bed } in use again.
occupancy-no-such-bed = I don't know bed { $bed }. Check the number.

occupancy-count = { $place }, { $group }: { $taken } in, { $free } free, { $held } held. { $age }
occupancy-is-it-right = Is this right?
occupancy-recounted = Count saved at { $at }.

occupancy-undone = { $count ->
    [one] Undone: { $count } bed.
   *[other] Undone: { $count } beds.
}
occupancy-undo-too-late = Too late to undo. The bed has changed since.

## Shelters, as buttons
facility-nachtopvang = Night shelter
facility-crisisopvang = Crisis shelter
facility-24-uursopvang = 24-hour shelter
facility-jongerenopvang = Youth shelter
facility-gezinskamer = Family room
