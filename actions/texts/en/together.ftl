# Working together in the inbox: who looks along, alerts, blocking, merging.
live-away = No connection for the moment. What you see may be old. We keep trying.
presence-watching = Looking along: { $names }
presence-typing = { $count ->
    [one] { $names } is typing…
   *[other] { $names } are typing…
}
presence-both = { $count ->
    [one] { $names } is typing an answer too. Agree who sends it.
   *[other] { $names } are typing an answer too. Agree who sends it.
}

alerts-title = Alerts
alerts-desktop = Alert on your screen
alerts-sound = Sound
alerts-hint = This is for this browser only. An alert never has names or words of a participant.
alerts-denied = Your browser allows no alerts. Turn them on in the settings of your browser.
alerts-try = Try the sound
alerts-message = New message in Stapje
alerts-crisis = Urgent: look in Stapje

block-badge = Blocked
block-until = Blocked until { $moment }. A crisis still comes through.
block-no-end = Blocked until a colleague ends it. A crisis still comes through.
block-why = Reason: { $reason }
block-title = Block
block-reason = Why? Only colleagues see this.
block-days = For how long?
block-days-1 = Until tomorrow
block-days-7 = A week
block-days-30 = Thirty days
block-days-always = Until a colleague ends it
block-hint = Messages then ring no bell. The participant gets one line with numbers for help.
block-do = Block
block-undo = Unblock
block-reason-needed = Write a short reason and choose for how long.
inbox-note-blocked = This conversation is blocked. A crisis still comes through.
inbox-note-unblocked = The block is over.

## Two that are one
merge-title = Merge
merge-link = This is somebody we know already
merge-back = Back to the conversation
merge-back-find = Back to searching
merge-who = Who else is { $name }?
merge-lead = Find the other conversation of the same person. Then you see both side by side.
merge-search = Name, or the four characters of a visitor
merge-search-hint = You only see who you may see in the inbox.
merge-find = Search
merge-none = Nobody found. Try a part of the name.
merge-a-visitor = a visitor
merge-sure = Are these the same person?
merge-kept = stays
merge-gone = goes into it
merge-goes = goes along
merge-swap = Swap: let the other one stay
merge-row-contact = Contact person
merge-row-last = Last message
merge-row-messages = Messages
merge-row-appointments = Appointments to come
merge-row-steps = Steps
merge-row-goals = Goals
merge-row-requests = Requests for debt help
merge-row-nights = Nights in shelter
merge-row-tasks = Open tasks
merge-row-notes = Notes
merge-row-plan = Check-ins
merge-row-money = Money check
merge-row-addresses = Phones and chats
merge-clash-plan = Both have check-ins. Which rhythm counts?
merge-clash-money = Both have a money check. Which one counts?
merge-clash-request = Both have an open request for debt help.
merge-choice-of = That of { $name }
merge-choice-both = Both requests go on
merge-stuck-hold = A bed is held for both. First let go of one on the bed board.
merge-stuck-bed = Both sleep in a bed now. First put that right on the bed board.
merge-promise = Nothing is deleted. Both phones reach one conversation. You can undo this.
merge-do = Merge
merge-done-line = { $by } merged { $name } into this on { $moment }.
merge-undone-line = That was undone on { $moment }.
merge-see = Look
merge-before = Merged before
merge-undo = Undo
merge-undo-hint = Everything goes back. What came after stays in this conversation.
merge-no-same = Choose two different conversations.
merge-no-staff = A conversation of a colleague cannot be merged.
merge-no-gone = One of them was merged already. Search again.
merge-no-visitor-kept = The participant stays, the visitor goes into it. Swap them.
merge-no-clash = First choose what counts. Look below.
merge-no-unknown = This was not found. Look again.
merge-no-undone = This was undone already.
merge-no-taken = There is a new conversation with this person. Merge that first.
inbox-note-merged = Merged. Everything is in this conversation now.
inbox-note-unmerged = Undone. They are two conversations again.

## What the audit trail says of it, after the name of who did it
audit-did-conversation-blocked = blocked this conversation
audit-did-conversation-unblocked = ended the block
audit-did-person-searched = searched who else this might be
audit-did-person-compared = laid two conversations side by side
audit-did-person-merged = merged two conversations
audit-did-person-merge-undone = undid the merge
