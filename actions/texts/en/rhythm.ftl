# How often Stapje asks how it goes. $rhythm is made of the first lines: "every 2 weeks on Tuesday at 10:30".

rhythm-twice-a-week = twice a week
rhythm-weeks = { $count ->
    [one] every week
   *[other] every { $count } weeks
}
rhythm-days = { $count ->
    [one] every day
   *[other] every { $count } days
}
rhythm-months = { $count ->
    [one] every month
   *[other] every { $count } months
}
rhythm-quarter = every 3 months
rhythm-at = at { $clock }
rhythm-day-at = on { $day } at { $clock }
rhythm-nothing = not by myself any more
rhythm-only-if-wished = only if wanted

## What the client reads
rhythm-now = I ask you { $rhythm } how it goes. What would you like to change?
rhythm-no-plan = I don't ask how it goes by myself now. A human can arrange that for you.
rhythm-opted-out = I send you no messages now. Would you like them again?
rhythm-which-day = On which day shall I ask?
rhythm-which-hour = At what time shall I ask?
rhythm-which-pause = That's fine. How long shall I ask nothing?
rhythm-changed = From now on I ask you { $rhythm }. The first time: { $day }.
rhythm-changed-none = That's fine. I won't ask by myself now.
rhythm-changed-opted-out = That's fine. I send you no messages now, and that stays so.
rhythm-paused = That's fine. I ask nothing for a while. The first time again: { $day }.
rhythm-paused-day = That's fine. I ask nothing on { $first }. The next time: { $day }.
rhythm-paused-days = That's fine. I ask nothing from { $first } to { $last }. The next time: { $day }.
rhythm-quiet = That late or that early I'd rather leave you in peace. Which time suits you too?
rhythm-already = It is like that already: { $rhythm }. Would you like something else?
rhythm-as-it-was = It is as it was again.
rhythm-never = That's fine. I won't ask any more. You can always write to me.
nudge-after-year = We have been writing for a year now. Shall I ask every 3 months how it goes?

button-how-often = How often do I ask?
button-less-often = Less often
button-more-often = More often
button-other-day = Another day
button-other-hour = Another hour
button-pause = Not for a while
button-pause-week = One week
button-pause-two-weeks = Two weeks
button-pause-four-weeks = Four weeks
button-undo-rhythm = Back to how it was
button-change-more = Change something else
button-quarterly = Yes
button-monthly = Just every month
button-never = No
button-quarterly-after-all = Every 3 months, please

## What staff read beside a thread
inbox-rhythm = Asking how it goes
inbox-rhythm-then = { $count ->
    [one] 1 more week
   *[other] { $count } more weeks
}; then { $then }
inbox-rhythm-next = Next time: { $day }
inbox-rhythm-none-planned = Nothing is planned.
inbox-rhythm-paused = Paused until { $day }
inbox-rhythm-pause-later = Paused from { $first } to { $day }
inbox-rhythm-no-plan = Stapje does not ask how it goes by itself.
inbox-rhythm-after-year-asked = Asked whether every three months is fine. No answer yet.
inbox-rhythm-after-year-never = Does not want to be asked after the year.
inbox-rhythm-change = Change the rhythm
inbox-rhythm-template = Rhythm
inbox-rhythm-template-after-shelter = After shelter: less and less
inbox-rhythm-template-light = Light: every 2 weeks, then less
inbox-rhythm-template-close = Close: twice a week at first
inbox-rhythm-template-own = Own rhythm
inbox-rhythm-every = Own rhythm: every … days
inbox-rhythm-weekday = Day
inbox-rhythm-any-day = No fixed day
inbox-rhythm-at = At what hour
inbox-rhythm-pause-until = Pause until (may be empty)
inbox-rhythm-save = Keep
inbox-rhythm-wrong = Check days (1 to 366), time (8:00 to 20:30) and date.
inbox-note-rhythm = The rhythm was kept.
