# Night staff at the door: telegram short.

occupancy-which-facility = Which shelter?
occupancy-which-group = Which group?
occupancy-which-bed = Which bed? Type for example: bed 4 broken.
occupancy-guest-has-bed = { $name } has another bed tonight.
occupancy-which-guest = Which { $name }?
occupancy-new-guest = Somebody else, new
occupancy-guest-since = { $name } (since { $year })

occupancy-in = { $noun } in at { $place }: bed { $beds }.
occupancy-out = { $noun } left { $place }: bed { $beds }.
occupancy-waiting = { $count ->
    [one] Waiting list: 1. The place goes to that person first.
   *[other] Waiting list: { $count }. The place goes to them first.
}
occupancy-no-room = No free bed for { $noun } at { $place }.
occupancy-room-too-small = { $done } of { $asked } fit in the room.
occupancy-room-empty = Room { $room } was empty already.
occupancy-other-group = Bed { $bed } is a bed for { $group }.
occupancy-fewer-in = { $done } of { $asked } checked out. No more without a name were in.
occupancy-who-left = Who left? See the board too: { $board }
occupancy-guest-in = { $name } (bed { $bed })
occupancy-nobody-called = No { $name } in at { $place }.
occupancy-bed-is = { $state ->
    [taken] Bed { $bed } was taken already.
    [free] Bed { $bed } was free already.
    [held] Bed { $bed } is held, nobody is in it.
    [out_of_order] Bed { $bed } is out of order.
    [closed] Bed { $bed } is closed.
   *[other] Bed { $bed } is not there tonight.
}
occupancy-bed-why = { $state ->
    [closed] Bed { $bed } is closed: { $reason }.
   *[other] Bed { $bed } is out of order: { $reason }.
}
occupancy-bed-held = Bed { $bed } is held until { $until } ({ $who }).
occupancy-held-is-in = They are in: bed { $bed }
occupancy-hold-over = That place is not held any more.

occupancy-broken = Bed { $bed } out of order: { $reason }.
occupancy-broken-already = Bed { $bed } was out of order already.
occupancy-broken-taken = Somebody is in bed { $bed }. They stay.
occupancy-broken-held = Bed { $bed } is held. Arrange another bed.
occupancy-mended = Bed { $bed } in use again.
occupancy-not-broken = Bed { $bed } was not out of order.
occupancy-recounted = Count saved at { $at }.

# What was taken back, in a few words.
occupancy-in-short = { $noun } in, bed { $beds }
occupancy-out-short = { $noun } left, bed { $beds }
occupancy-broken-short = bed { $bed } out of order
occupancy-mended-short = bed { $bed } in use again
