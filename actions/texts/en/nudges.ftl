# What Stapje says of its own accord. $where is empty or begins with ", ".

nudge-check-in = Hi { $name }. How are you?
nudge-step-reminder = You asked me to remind you of your step: { $what }. A small start is good too.
nudge-hold-reminder = Your place at the shelter is yours until { $until }. Are you still coming?

## A place that was held
nudge-hold-over = Your place at { $place } is free for others again. Are you still coming? Then I'll look again.
nudge-hold-over-waits = You're still on the list.
nudge-hold-closed =
    You can't sleep at { $place } in the night of { $day }.
    That's not because of you. Shall I look for another place?
nudge-place-free =
    There is a place for you at { $place }.
    I'm holding it until { $until }. Are you coming?

## Cold weather; each line only when it is known
nudge-cold = It's cold. That's why there are extra beds.
nudge-cold-place = They are at { $place }.
nudge-cold-opens = You can go there from { $opens }.
nudge-cold-free = { $free ->
    [0] No place is free now. One may come free later.
    [one] { $free } place is free now.
   *[other] { $free } places are free now.
}
nudge-address = Address: { $address }
nudge-counted = Counted: { $moment }.

## The night shift, at opening time
nudge-count-ask = Is the count of { $place } right?
nudge-count-line = • { $group }: { $taken } in, { $free } free, { $held } held
nudge-count-else = Different? Type for example: 2 men in { $place }.

