# Beds for people who need one. Every count says how old it is.

beds-free = { $free ->
    [one] { $place }: { $free } place free for { $group }.
   *[other] { $place }: { $free } places free for { $group }.
}
beds-full = { $place }: no place free for { $group } now.
beds-stale = This may be different now.
beds-stale-call = Please call to check: { $phone }.
beds-total = { $free ->
    [0] There is no place free now.
    [one] In total there is { $free } place free.
   *[other] In total there are { $free } places free.
}
beds-group-total = { $free ->
    [0] • { $group }: full
   *[other] • { $group }: { $free } free
}

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
beds-age-unknown = I don't know when this was counted.

## What nobody told about a shelter, after its line
beds-unknown-pet = I don't know if your pet can come.
beds-unknown-step-free = I don't know if there are stairs.
beds-call-even = Please call: { $phone }.
beds-ask-human = Ask a human.

## Around the numbers
beds-night = This is about the night of { $day }.
beds-closed = { $place } is closed that night.
beds-closed-tonight = { $place } is closed tonight.
beds-cold = It is cold. That is why there are extra beds.
beds-open = Open from { $opens } to { $closes }.
beds-price = A night costs € { $euros }.
beds-costs-nothing = A night costs nothing.
beds-together = I hold 1 place for each person. I don't know if you can sleep together.
beds-none-in-town = I don't know a shelter in { $municipality }. I'm looking nearby.
beds-elsewhere = There is a place here:

## What can be done
beds-shall-i-hold = Shall I hold a place for you at { $place }?
beds-hold-on-the-day = I can hold a place on the day itself. Just ask me then.
beds-all-full = A place may still come free later.
beds-can-wait = I can put you on the waiting list.
beds-you-wait = You are on the waiting list. When a place comes free, I'll tell you.
beds-call = You can also call: { $place }, { $phone }.
beds-human-today = I passed this on as urgent. A human will read it today.
beds-human-later = I passed this on as urgent. A human will read it only on { $day } at { $clock }.
beds-danger = Are you in danger? Call 112.
beds-cold-danger = Are you very cold or in danger? Call 112.

## Nothing fits
beds-no-such-place = I don't know a place like that here. A human can look with you.
beds-no-fit-pet = I can't find a place now where your pet can come. A human can help you look.
beds-no-fit-children = I can't find a place now where children can come. A human can help you look.
beds-no-fit-step-free = I can't find a place now without stairs. A human can help you look.
beds-no-fit-age = I can't find a place now that fits your age. A human can help you look.

## Holding a place
beds-for-whom = Who is the place for?
beds-held =
    I'm holding a place for you at { $place }, until { $until }.
    If you're not coming, just tell me.
beds-held-already = I'm already holding a place for you at { $place }, until { $until }.
beds-held-longer = Good, I'll hold your place at { $place } longer: until { $until }.
beds-longer-later = That can be done later. Your place is yours until { $until }. Ask me just before that.
beds-not-longer = I cannot hold it any longer. Your place is yours until { $until }.
beds-call-if-late = Coming later? Please call: { $place }, { $phone }.
beds-held-for = Held for { $who }: { $place }, bed { $bed }, until { $until }.
beds-what-name = A first name is enough. No name is fine too. What's your name?
beds-what-time = About what time will you be there?
beds-on-time = Good, you're coming at { $coming }. Your place is yours until { $until }.
beds-late = You're coming at { $coming }. Your place is yours until { $until }. You can hold it longer.
beds-see-you = Good. Your place is yours until { $until }.
beds-good-you-come = Good that you're coming. Your place at { $place } is yours until { $until }.
beds-place-stays = That's fine. Your place stays held for you.
beds-just-gone = That place has just gone. That is not because of you.
beds-none-to-hold = There is no place free for { $group } now.
beds-nothing-held = I'm not holding a place for you now.
beds-released = Thank you. The place at { $place } is free again.
beds-left-waiting-list = Good. You're off the waiting list. You can always ask again.
