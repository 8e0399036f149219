# Beds for people who need one. Every count says how old it is.

beds-free = { $free ->
    [one] { $place }: { $free } place free for { $group }. { $age }
   *[other] { $place }: { $free } places free for { $group }. { $age }
}
beds-full = { $place }: no place free for { $group } now. { $age }
beds-stale = This may be different now.
beds-total = { $free ->
    [0] There is no place free now.
    [one] In total there is { $free } place free.
   *[other] In total there are { $free } places free.
}
beds-group-total = { $free ->
    [0] • { $group }: full
   *[other] • { $group }: { $free } free
}
# Under the totals: the age of the oldest count.
beds-counted = { $age }

beds-age-now = Just counted, at { $at }.
beds-age-minutes = { $minutes ->
    [one] Counted at { $at }, { $minutes } minute ago.
   *[other] Counted at { $at }, { $minutes } minutes ago.
}
beds-age-hours = { $hours ->
    [one] Counted at { $at }, { $hours } hour ago.
   *[other] Counted at { $at }, { $hours } hours ago.
}
beds-age-days = { $days ->
    [one] Counted { $days } day ago.
   *[other] Counted { $days } days ago.
}
beds-age-unknown = It is unknown when this was counted.

beds-night = This is about the night of { $day }.
beds-no-such-place = I don't know a place like that here. A human can look with you.

beds-shall-i-hold = Shall I hold a place for you?
beds-all-full = A place may still come free later. Ask me again in a while.
beds-call = You can also call the shelter: { $phone }.

## Holding a place
beds-for-whom = Who is the place for?
beds-held =
    I'm holding a place for you at { $place }, until { $until }.
    If you're not coming, just tell me.
beds-address = Address: { $address }
beds-none-to-hold = There is no place free for { $group } now.
beds-nothing-held = No place is held for you now.
beds-released = Thank you. The place at { $place } is free again.
