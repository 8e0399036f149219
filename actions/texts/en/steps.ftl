# Small steps. Each answer is appreciation; nothing is ever lost.

step-what = Which step would you like to take?
step-when = When would you like to do it?
step-when-again = Write it like this: tomorrow at 10:00. When would you like to do it?
step-set =
    Your step is written down: { $what }.
    When: { $when }.
# Stands behind "When:" when no time was chosen.
step-no-time = when it suits you
step-remind-question = Shall I remind you?
step-will-remind = Good. I'll remind you on { $day } at { $clock }.
step-remind-too-late = That moment has passed. So I won't send a reminder.

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

step-done = Well done. You did this: { $what }.
step-partly = Part of it is a step too. Good that you began: { $what }.
step-not-done = It went differently. That's okay. Your step stays: { $what }. What suits you better now?
step-which = Which step is it about?
step-done-unplanned = Well done for doing that. I've added it.
step-none-to-miss = That's all right. You can always choose a new step.
