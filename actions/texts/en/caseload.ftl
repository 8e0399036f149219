# What a colleague asks about clients: telegram short. $who is empty, or the contactperson between brackets.
# $since is a span such as "3 uur"; $colleague is empty or one of the two below.

caseload-day = Start of the day, { $day }
caseload-page = All of it: { $page }
caseload-more = and { $count } more
caseload-more-page = … and { $count } more. All: { $page }
caseload-own-only = These are your own people. A coordinator sees the team.
caseload-you-are-away = You are marked as off now. { $name } stands in.
caseload-sizes = { $count ->
    [0] Nobody yet.
    [one] { $count } person
   *[other] { $count } people
}
caseload-with = , with { $name }
caseload-from = from { $name }
caseload-call = { $place }. { $name }{ $who }: { $why }

## How each answer begins
caseload-head-crisis = Crisis ({ $count }):
caseload-head-waiting = Waiting for a human ({ $count }):
caseload-head-silent = No answer yet ({ $count }):
caseload-head-bad-mood = Not going well ({ $count }):
caseload-head-appointments = Appointments today ({ $count }):
caseload-head-steps-today = Step today ({ $count }):
caseload-head-steps = Open steps ({ $count }):
caseload-head-terms = Debt help term ({ $count }):
caseload-head-unreachable = Not reachable ({ $count }):
caseload-head-unrecorded = Appointments to be noted ({ $count }):
caseload-head-due = To do today ({ $count }):
caseload-head-tasks = To do ({ $count }):
caseload-head-celebrate = To celebrate ({ $count }):
caseload-head-unspoken = Not spoken to for long ({ $count }):
caseload-head-stopped = No messages or a pause ({ $count }):
caseload-head-new = New with you ({ $count }):
caseload-head-call = Contact first ({ $count }):

## When there is nobody
caseload-none-crisis = No open crisis.
caseload-none-waiting = Nobody is waiting for a human.
caseload-none-silent = Everybody has answered.
caseload-none-bad-mood = This week nobody said that it goes badly.
caseload-none-appointments = No appointments in the diary today.
caseload-none-steps-today = No steps planned today.
caseload-none-steps = No open steps.
caseload-none-terms = No debt help term in sight.
caseload-none-unreachable = Everybody can be reached.
caseload-none-unrecorded = All appointments are noted.
caseload-none-due = Nothing has to be done today.
caseload-none-tasks = No open tasks.
caseload-none-celebrate = Nothing ticked off yet this week. A small step counts too.
caseload-none-unspoken = With nobody have we been silent for long.
caseload-none-stopped = Nobody has messages off or on pause.
caseload-none-new = Nobody new this week.
caseload-none-call = Nobody needs contact first now.
caseload-none-day = Nothing urgent. A good moment to call somebody just so.

## One client; the name stands before it
caseload-line = • { $name }{ $who }: { $about }
caseload-about-crisis = for { $since }
caseload-about-waiting = for { $since }
caseload-about-silent = for { $since }{ $number ->
    [1] { "" }
   *[other] , asked { $number } times
}{ $kind ->
    [given_up] , better to call
   *[other] { "" }
}
caseload-about-bad-mood = { $since } ago
caseload-about-appointments = { $clock }{ $colleague }{ $kind ->
    [proposed] , still a proposal
   *[other] { "" }
}
caseload-about-steps-today = { $clock }
caseload-about-steps = { $number } open
caseload-about-terms = by { $day }
caseload-about-unreachable = { $kind ->
    [never] no chat yet
   *[other] for { $since }
}
caseload-about-unrecorded = { $since } ago{ $colleague }
caseload-about-due = by { $day } { $clock }
caseload-about-tasks = { $number } open, for { $since }
caseload-about-celebrate = { $kind ->
    [milestone] milestone
    [partly] part of a step
   *[other] step done
}
caseload-about-unspoken = { $kind ->
    [never] not yet, here for { $since }
   *[other] for { $since }
}
caseload-about-stopped = { $kind ->
    [paused] pause until { $day }
   *[other] no messages
}
caseload-about-new = { $colleague }

## Why somebody comes first
caseload-why-crisis = crisis, for { $since }
caseload-why-waiting = waiting for { $since }
caseload-why-silent = silent, for { $since }
caseload-why-bad-mood = not going well, { $since } ago
caseload-why-terms = term { $day }

help-staff-caseload = Or ask about your people: dagstart (start of the day), whom to call, who is silent.

button-call-first = Whom to call first?
button-day = Start of the day
button-team = The whole team

## The page "Vandaag"
web-nav-today = Today
today-title = Today
today-whose = Whose people
today-mine = My people
today-team = The team
today-rest = Besides
today-stands-in = You stand in for { $name } up to { $day }.
today-teach = Here you will see who waits for a human, who is silent and who has something today. And what to celebrate.
today-part-crisis = Crisis
today-part-waiting = Waiting for a human
today-part-silent = No answer yet
today-part-bad-mood = Not going well
today-part-appointments = Appointments today
today-part-steps-today = Steps today
today-part-terms = Debt help terms
today-part-unreachable = Not reachable
today-part-unrecorded = To be noted
today-part-due = To do today
today-part-tasks = To do
today-part-celebrate = To celebrate
today-part-unspoken = Not spoken to for long
today-part-stopped = No messages or a pause
today-part-new = New with you
today-milestone-first-month = A month on the way
today-milestone-half-year = Half a year on the way
today-milestone-tenth-step = Ten steps taken
today-milestone-own-home = A home of one's own
