# A colleague's own agenda: when they are free for a talk, and planning in the inbox.

web-nav-agenda = Agenda
agenda-title = My agenda
agenda-weeks = The coming two weeks
agenda-free = free
agenda-nothing = Nothing open
agenda-away = Away
agenda-off = Day off
agenda-holiday = Public holiday

## Hours that come back every week
agenda-hours = Weekly free times
agenda-hours-hint = People see these times in the chat. Who chooses one has an appointment at once.
agenda-hours-new = New weekly times
agenda-weekday = Every week on
agenda-from = From
agenda-until = Until
agenda-minutes = Length of a talk
agenda-length = { $minutes } minutes
agenda-place = Place (may be empty)
agenda-route = Link to the route (may be empty)
agenda-first-day = From day (may be empty)
agenda-last-day = Last day (may be empty)
agenda-begins = from { $day }
agenda-ends = last day { $day }
agenda-publish = Open these times
agenda-keep = Save
agenda-change = Change
agenda-remove = Remove

## Days on which it is otherwise
agenda-exceptions = Exceptions
agenda-exceptions-hint = A day or a few hours that differ. Away for more days, with a stand-in?
agenda-absence = Tell that you are away
agenda-exception-new = New exception
agenda-kind = What is it that day?
agenda-kind-off-day = Whole day off
agenda-kind-off = A few hours off
agenda-kind-extra = Extra time open
agenda-day = Day

## After a change
agenda-note-hours-kept = Your weekly times are saved.
agenda-note-hours-gone = These weekly times are gone.
agenda-note-exception-kept = The exception is saved.
agenda-note-exception-gone = The exception is gone.
agenda-lost = These appointments now fall outside your times
agenda-lost-hint = They stay. Move them in the conversation where needed.

## What cannot be
agenda-no-day = Choose a day.
agenda-day-passed = That day has passed. Choose a later one.
agenda-days-in-order = The last day comes before the first. Choose a later day.
agenda-no-hours = Fill in a beginning and an end.
agenda-hours-in-order = The end comes before the beginning. Choose a later time.
agenda-at-night = Choose times between 7:00 and 22:00.
agenda-too-short = No talk fits in this time. Choose a shorter talk or a later end.
agenda-hours-twice = You have weekly times on that day then. Change those.

## Planning in the inbox
inbox-plan-slot = Your free times
inbox-plan-other = Another time, below
inbox-plan-moving = New or moved
inbox-plan-new = A new appointment
inbox-plan-instead = Instead of { $moment }
inbox-plan-bring = What do they bring? (may be empty)
inbox-plan-gone = That time is not free any more. Choose another one.
inbox-plan-over = That appointment is not there any more. Choose another one.
inbox-plan-length = Choose a length of 5 to 600 minutes.
inbox-plan-route = A link begins with https://.
inbox-offer = Let them choose a time
inbox-offer-hint = Choose 2 to 4 times. They tap one and have an appointment.
inbox-offer-date = Own time { $number }
inbox-offer-submit = Send these times
inbox-offer-how-many = Choose 2, 3 or 4 different times.
inbox-call-off-title = Call off with a kind word
inbox-call-off-word = A word about { $moment } (may be empty)
inbox-note-planned-double = The appointment stands. They have another one then as well.
inbox-note-moved = The appointment is moved. They know.
inbox-note-offered = The times are sent.
