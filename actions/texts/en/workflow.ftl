# The work around a conversation, for staff: how far it is, whose, how pressing, labels and the queue.

## The tabs of the list
flow-tabs = Lists
flow-tab-mine = Mine
flow-tab-team = Team
flow-tab-unassigned = Without owner
flow-tab-waiting = Waits for participant
flow-tab-snoozed = Snoozed
flow-tab-resolved = Done
flow-tab-all = All
flow-tab-mentions = Mentions
flow-tab-more = More
flow-tab-count = { $count ->
    [one] , { $count } conversation
    [100] , more than 99 conversations
   *[other] , { $count } conversations
}
flow-empty-mine = You have no open conversations now. “Take the next” gives you one from the queue.
flow-empty-team = There are no open conversations in your team now.
flow-empty-unassigned = The queue is empty. Everybody who looks for a human has a colleague.
flow-empty-waiting = Nothing waits for an answer of a participant.
flow-empty-snoozed = Nothing is snoozed. What you snooze comes back by itself.
flow-empty-resolved = Nothing is done yet. When a participant writes again, the conversation opens.
flow-empty-all = There are no conversations yet.
flow-empty-mentions = Nobody called you by name in a note.

## In a row
flow-came-mine = New for you
flow-came-given = Just assigned
flow-came-woken = Back from snooze
flow-came-returned = Back in the queue
flow-waits-since = waits since { $clock }
flow-aim-near = nearly time
flow-aim-past = too long
flow-until = Until { $moment }
flow-owner = Owner
flow-you = You
flow-nobody = No owner

## The queue
flow-next = Take the next
flow-takes-new = New ones: yes
flow-takes-nothing = New ones: no
flow-capacity = New conversations
flow-i-take-new = I take new conversations
flow-at-most = How many open conversations do you have at most?
flow-at-most-hint = Empty means: no limit. You can always take one yourself.
flow-keep = Save

## The head of a thread
flow-work = Work on this conversation
flow-aim = answer before { $moment }
flow-status = Status
flow-status-open = Open
flow-status-waiting = Waits for participant
flow-status-snoozed = Snoozed
flow-status-resolved = Done
flow-set-open = Set to open
flow-set-waiting = Waits for participant
flow-set-resolved = Mark as done
flow-answered = It has been answered already, by telephone for instance.
flow-finish-tasks = { $count ->
    [one] The open task is done.
   *[other] The { $count } open tasks are done.
}
flow-snooze = Snooze
flow-snooze-later = Later
flow-snooze-tomorrow = Tomorrow morning
flow-snooze-monday = Monday
flow-snooze-week = In a week
flow-day = Day
flow-time = Time
flow-to-me = I take this on
flow-to-team = Back to the team
flow-to-colleague = To a colleague
flow-team = Team: { $name }
flow-assign = Assign
flow-priority = Priority
flow-priority-urgent = Urgent
flow-priority-high = High
flow-priority-normal = Normal
flow-priority-low = Low
flow-crisis-is-urgent = A crisis is always urgent.
flow-unread = Mark as unread
flow-then = After sending
flow-then-waiting = Then it waits for the participant
flow-then-open = Then it stays open
flow-then-resolved = Then it is done

## Labels
flow-label = Label
flow-label-choose = Choose a label
flow-label-new = Or make a label
flow-label-on = Add
flow-label-off = Take off: { $name }
flow-labels = Labels
flow-labels-all = All labels
flow-labels-why = Labels help you find conversations. Write no diagnosis or debt in a label.
flow-labels-none = There are no labels yet.
flow-label-of-team = { $name }
flow-label-of-all = All teams
flow-label-count = { $count ->
    [one] { $count } conversation
   *[other] { $count } conversations
}
flow-label-end = End
flow-label-make = New label
flow-label-name = Name
flow-label-for = For whom

## What was done
flow-note-status-open = The conversation is open.
flow-note-status-waiting = The conversation waits for the participant.
flow-note-status-resolved = The conversation is done. It opens again when the participant writes.
flow-note-snoozed = Snoozed. The conversation comes back by itself.
flow-note-priority = The priority has changed.
flow-note-assigned = The conversation has another owner.
flow-note-next = This conversation is yours now.
flow-note-labelled = The label is there.
flow-note-unlabelled = The label is gone.
flow-note-unread = The conversation counts as unread again.
flow-note-gone = The conversation is of another team now.
flow-note-queue-empty = The queue is empty. Nobody waits without a colleague.
flow-note-capacity = Saved.
flow-note-label-made = The label is there.
flow-note-label-ended = The label can no longer be chosen.

## What cannot be
flow-refused-waits = Somebody waits for an answer. Answer first, or tick that it is done.
flow-refused-tasks = There are open tasks. Tick that they are done.
flow-refused-crisis = A crisis is still open here. Finish that first.
flow-refused-moment = Choose a moment after now, within a year.
flow-refused-colleague = This colleague cannot see this conversation. Choose another.
flow-refused-client = This is a conversation of a participant. Hand the participant over to a colleague.
flow-refused-label = A label has a name of 40 characters at most.
flow-refused-most = Fill in a number from 1 to 200, or nothing.
