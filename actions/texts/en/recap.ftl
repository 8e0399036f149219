# A look back on Friday afternoon, for who wants it. $steps is a list, $names are milestones.

recap-begin = Hi { $name }. This was your week:
recap-steps =
    You did this:
    { $steps }
recap-steps-more =
    You did this, and more:
    { $steps }
recap-milestone = And there was this to celebrate: { $names }.
recap-told = You also told me how you are. I am glad to know.
recap-end = Have a good weekend.

recap-question = Would you like to read each week what you did?
recap-on = Good. On Friday afternoon I send you a short overview. The first time: { $day }.
recap-off = That is fine. I send no weekly overview any more.
recap-no-plan = I cannot send a weekly overview yet. A human can turn it on.

button-recap-on = Yes, every week
button-recap-no = No, rather not
button-recap-off = No more weekly overview
button-recap-on-again = A weekly overview again

## What staff read beside a thread
inbox-recap-on = Gets a weekly overview on Friday.
inbox-recap-off = Gets no weekly overview.
inbox-recap-turn-on = Weekly overview on
inbox-recap-turn-off = Weekly overview off
inbox-nudge-weekly-recap = Weekly overview
inbox-note-recap = The weekly overview was changed.
