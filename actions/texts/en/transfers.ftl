# Another contact person, and who stands in.

nudge-new-contact-person =
    Hi { $name }, { $to } is your contact person now.
    You can just go on writing here.
nudge-new-contact-person-told =
    Hi { $name }, { $to } is your contact person now.
    { $from } has filled { $to } in. You can just go on writing here.
human-stands-in = { $away } is not there these days. { $name } reads your messages.

## What staff read
transfer-title = Hand over
transfer-page = Handing over and days off
transfer-lead = Everybody always keeps one contact person, with a team behind them.
transfer-to = To
transfer-choose = Choose a colleague
transfer-note = What should your colleague know? (may stay empty)
transfer-note-hint = Your colleague reads this above the conversation. The participant does not.
transfer-submit = Hand over
transfer-from-note = Handed over by { $name }, { $span } ago.
transfer-is-told = The participant knows.
transfer-not-told = The participant does not know yet.
transfer-note-done = { $count ->
    [0] Nothing has changed.
    [one] Handed over. Stapje tells them, unless they want no messages.
   *[other] { $count } people handed over. Stapje tells them, unless they want no messages.
}
transfer-no-choice = Choose a colleague first.
transfer-note-too-long = The note is too long. Make it shorter.

## All clients of one colleague
transfer-many = Hand people over
transfer-many-lead = Choose one colleague for everybody, or another for each person. Who is on ‘Stays’ keeps the same contact person.
transfer-of = From
transfer-show = Show
transfer-all-to = Everybody to
transfer-person-to = { $name } to
transfer-as-all = As above
transfer-stays = Stays
transfer-nobody = { $name } has nobody now.
transfer-planned = Appointments that stand already stay with whom they were made.

## Being away
transfer-away = Off or ill
transfer-away-lead = Who stands in gets all questions, the start of the day and the lists for so long.
transfer-away-none = Nobody is away or leaves soon.
transfer-away-line = { $name }: { $first } up to { $last }
transfer-away-cover = { $name } stands in
transfer-away-meanwhile = { $count ->
    [one] { $count } appointment in those days. Move it, or ask who takes it:
   *[other] { $count } appointments in those days. Move them, or ask who takes them:
}
transfer-away-new = Tell of days off
transfer-away-who = Who is away?
transfer-away-first = First day
transfer-away-last = Last day
transfer-away-by = Who stands in?
transfer-away-note = Note for who stands in (may stay empty)
transfer-away-submit = Keep
transfer-away-back = Is back
transfer-away-call-off = Does not happen
transfer-away-kept = Kept. Below it says who stands in.
transfer-away-ended = Kept. Everything goes to one's own contact person again.

## What cannot be
transfer-no-cannot-answer = This colleague cannot be a contact person now. Choose somebody else.
transfer-no-other-team = Choose somebody of the same team. Others do not see the conversations.
transfer-no-overlaps = In those days this colleague is away already. Choose other days.
transfer-no-circle = Then nobody would be there: they would stand in for each other. Choose somebody who is there.
transfer-no-past = Those days are over. Choose later days.
transfer-no-in-order = The last day is before the first, or somebody stands in for themselves. Please check.
transfer-no-has-clients = This colleague still has people. Hand them over first.
transfer-no-stands-in = This colleague still stands in. Choose somebody else for that first.
transfer-no-dates = Fill in a first and a last day.

## In the inbox
inbox-note-handed-over = Handed over. Stapje tells them, unless they want no messages.
inbox-nudge-new-contact-person = Telling who the contact person is
inbox-stands-in = { $name } stands in
