# The lists of work: "Today", "My people" and the team. For staff.

web-nav-team = Team
work-tabs = My work
work-day = My day
work-counts = How much there is
work-in-office = , { $span } in office hours
work-finished = Done for today
work-aside = Put aside or seen ({ $count })
work-back-on = back on { $day }

## What can be done with a line
work-deed-done = Done
work-deed-take = I'll take it
work-deed-contact = We spoke
work-deed-later = Tomorrow
work-deed-seen = Seen
work-deed-came = Came
work-deed-missed = Did not come
work-deed-back = Today after all

## What came of it
work-note-done = Done. That is one less.
work-note-take = It is yours now.
work-note-contact = Noted: there was contact.
work-note-later = It comes back on the next working day.
work-note-seen = Seen. You find it at the bottom.
work-note-came = Noted: they came.
work-note-missed = Noted. A kind message follows soon.
work-note-back = It is for today again.
work-note-gone = This was done already. A colleague may have done it.

## My people
work-clients = My people

## The team
team-title = Team
team-lead = Who has what, and who can help.
team-nobody = Your colleagues and their work will be here.
team-colleague = Colleague
team-clients = People
team-conversations = Open conversations
team-waiting = Waiting
team-due = Late tasks
team-work = Work
team-of-nobody = Of nobody yet
team-away = Off until { $day }, { $name } stands in
team-takes-no-new = Takes nothing new now
team-of-most = { $given } of { $most } on their name
team-longest = longest { $span }
team-take-over = Take over
team-move = Share out
team-look = Look
team-rule = A conversation counts for whose name it has, else for the contactperson. Waiting is in office hours.
team-moved = { $count ->
    [one] { $count } conversation has another colleague.
   *[other] { $count } conversations have another colleague.
}
team-work-of = Work of { $name }
team-move-lead = Choose what goes to a colleague. The tasks go with it.
team-no-work = Nothing is open. Nice.
team-to = To whom?
team-to-me = To me
team-move-chosen = Move what I chose
team-move-all = Move everything ({ $count })
team-tasks = { $count ->
    [one] { $count } task
   *[other] { $count } tasks
}
team-open = Open
team-move-rule = The contactperson stays the same. To really hand somebody over, go here:
team-wrong-choice = Choose one or more conversations first.
team-wrong-colleague = This colleague cannot have it. Choose somebody of the same team.

## In the audit trail
audit-did-wait-ended = said that somebody who waited was helped already
audit-did-today-moved = moved a line of Today to later
audit-did-today-seen = marked a line of Today as seen
audit-did-today-back = brought a line back to Today
audit-did-clients-listed = looked at the list of people
audit-did-team-seen = looked at the work of the team
audit-did-team-work-seen = looked at the work of a colleague
audit-did-dashboard-seen = looked at the dashboard
audit-did-dashboard-exported = saved a table of the dashboard
