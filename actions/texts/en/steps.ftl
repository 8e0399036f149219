# Small steps. Each answer is appreciation; nothing is ever lost. $tone is 1 to 4: the same in other words.

step-what = Which step would you like to take?
step-what-left = What would you still like to do?
step-what-smaller = What is a smaller piece?
step-when = When would you like to do it?
step-when-new = When suits you better?
step-when-again = Write it like this: tomorrow at 10:00. When would you like to do it?
step-first = What is the first thing you do? Something of five minutes.

## The whole step, said back in lines
step-set =
    This is your step: { $what }.
    When: { $when }.
# Stands behind "When:" when no time was chosen.
step-no-time = when it suits you
step-where = Where: { $place }.
step-with = Together with: { $helper }.
step-begin = Begin like this: { $first }.
step-goal = This is for your goal: { $goal }.
step-help-question = What would help you?
step-ready = Good. Your step is ready. You can always move it.
step-will-remind = Good. I'll send you a note on { $moment }. After that I'll ask how it went.
step-will-ask = Good. I'll ask you on { $moment } how it went.
step-remind-too-late = That moment has passed. So I won't send a reminder.

## Who comes along
step-who = Who can come along?
step-who-else = Who comes along? A name is enough.
step-comes-along = Good. You do it together with: { $helper }.
step-helper-contact = my contact person
step-helper-family = family or a friend
step-company-words = Asks whether you come along for: { $what }
step-place-kept = Good. I've added where it is: { $place }.

## What is open, what is done
steps-open = { $count ->
    [one] This step is still open:
   *[other] These steps are still open:
}
    { $steps }
steps-more = And { $count } more.
steps-done =
    You have done this already:
    { $steps }
steps-none-open = Nothing is open now. Would you like to choose a new step?
steps-none-yet = No step is waiting for you yet. Would you like to choose one?

## How it went
nudge-step-begin =
    You asked me to remind you of your step: { $what }.
    Begin like this: { $first }.
nudge-step-after = How did your step go: { $what }?
step-done = { $tone ->
    [1] Well done. You did this: { $what }.
    [2] Very good. You have taken this step: { $what }.
    [3] That took something. This step is done: { $what }.
   *[4] Good, that is done: { $what }. You may be proud.
}
step-partly = { $tone ->
    [1] Part of it is a step too. Good that you began: { $what }.
    [2] You began. That is often the hardest part of: { $what }.
    [3] Good. This part is done already of: { $what }.
   *[4] Well done. Every bit counts, also of: { $what }.
}
step-partly-more = What is left can be your next step.
step-not-done = { $tone ->
    [1] It went differently. That's okay. Your step stays: { $what }.
    [2] Good that you say so. Your step is still there: { $what }.
    [3] Some days are like that. Your step waits for you: { $what }.
   *[4] Thank you for your honest answer. Nothing is lost: { $what }.
}
step-easier = What would make it easier?
step-easier-heard = Thank you. I've added it. Choose what you like, or leave it for now.
step-moved = { $tone ->
    [1] Good that you choose another moment.
    [2] Fine. That fits your day better.
    [3] Good. A new moment is a step too.
   *[4] That's all right. Your step moves along with you.
}
step-reminder-moves-along = My note moves along with it.
step-dropped = That's all right. This step is no longer needed: { $what }.
step-stays = That's all right. Your step stays where it is.
step-which = Which step is it about?
step-done-unplanned = Well done for doing that. I've added it.
step-none-to-miss = That's all right. You can always choose a new step.

## Made by the contact person, together
step-made-together = { $who } wrote down the step you made together.
step-made-promise = I'll send you a note on { $moment }.
step-made-question = Is it right like this?
step-wrong-what = Good that you say so. What isn't right?
step-wrong-heard = Thank you. I'll pass it on to your contact person.
step-wrong-words = Says that this isn't right: { $what }. “{ $said }”

button-today = Today
button-tomorrow = Tomorrow
button-skip = Skip
button-company = Someone along
button-step-ready = Ready
button-for-goal = Add to a goal
button-contact-person = My contact person
button-family = Family or a friend
button-somebody-else = Someone else…
button-what-is-left = On with the rest
button-other-moment = Another moment
button-another-step = Another step
button-later = I'll do it later
button-step-right = That's right
button-step-wrong = Not right
button-step-drop = Take it away

## Beside a thread, for staff
inbox-nudge-step-after = Asking how the step went
inbox-step-with = with { $helper }
inbox-step-first = Begins with: { $first }
inbox-step-remind = reminder
inbox-step-mark-done = Done
inbox-step-mark-partly = Partly
inbox-step-make = Make a step together
inbox-step-hint = Only the step is needed. The rest may be empty.
inbox-step-what = What, in their own words
inbox-step-date = Date
inbox-step-time = Time
inbox-step-place = Where
inbox-step-first-action = First five minutes
inbox-step-helper = Who comes along
inbox-step-wants-reminder = Send a reminder and ask afterwards how it went
inbox-step-save = Keep and tell
inbox-step-empty = Fill in what the step is.
inbox-step-unreadable = Check date and time. A time needs a date.
inbox-step-past = That moment has passed. Choose a later one.
inbox-step-no-moment = A reminder needs a date.
inbox-note-step-made = The step is there. They got a message.
inbox-note-step-marked = Noted with the step.
