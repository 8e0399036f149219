# A check-in that stays silent: asked again in other words, then work for staff.

ladder-second-try = Hi { $name }. What fits you today? One tap is enough.
# Never a question for yes or no: a typed "nee" would be taken for "not now".
ladder-third-try = How are things, { $name }?

## What staff read on a task. Short as a telegram.
ladder-task-silence = { $count ->
    [one] Silent after asking once how it goes, last on { $day }.
   *[other] Silent after asking { $count } times how it goes, last on { $day }.
} Call or visit.
ladder-task-wrote = Has written again.
ladder-task-contact = Had contact with { $name }.
ladder-task-stopped = Wants no questions now.
inbox-badge-silence = Silent
inbox-contact-had = I had contact
inbox-note-contact = Noted. The task is done, and Stapje asks again later.
inbox-level-1 = Now for the team
inbox-level-2 = Now for the coordinator
inbox-nudge-check-in-again = Asking again how it goes

## A colleague reports contact in the chat
contact-noted = Noted: contact with { $name }. The question how it goes is done.
contact-noted-only = Noted: contact with { $name }.
contact-which = With whom? Choose, or type the name.
contact-unknown = I know no { $name } in your team. With whom? Choose, or type the name.

## How it went over half a year
moods-title = How it went in the last half year
moods-about = { $good } times good, { $soso } times so-so, { $bad } times not good. The list below says when.
moods-list = { $count ->
    [one] { $count } answer in words
   *[other] { $count } answers in words
}
