# Writing in the shared inbox, for staff: answers, notes, ready replies, messages for later, and how a message fares.

writing-title = Writing
writing-mode = What do you write?
writing-reply = Answer
writing-note = Note
writing-saved = Saved
writing-unsaved = Not saved yet
writing-hint = Type / for a ready reply. Ctrl+Enter sends. Then Stapje is silent.
writing-ready = Ready reply
writing-ready-choose = Choose a reply
writing-fill = Put in my answer
writing-ready-change = Manage replies
writing-none-found = Nothing found
writing-choose-reply = This ready reply is gone. Choose another.
writing-not-sent = Your answer was not sent. Your text is still there.
writing-meanwhile = Something was just said. Read it first. Your text is still there.
writing-sent-before = You sent this from another tab. Look again. Your text is still there.
writing-has-gaps = First fill in: { $what }
writing-gap = [fill in: { $what }]
writing-gap-naam = name
writing-gap-contactpersoon = contactperson
writing-gap-gemeente = municipality
writing-gap-afspraak = appointment
writing-gap-opvang = shelter
writing-gap-ik = your name
writing-gap-team = team

## Notes
note-label = Note
note-by = Note by { $name }
note-only-colleagues = Only colleagues read this. { $name } does not see it.
note-text = Your note
note-hint = Type @ to call a colleague. Ctrl+Enter keeps it.
note-call = Call a colleague
note-call-nobody = Nobody
note-called = Called: { $names }
note-keep = Keep note
note-change = Change
note-take-back = Take back
note-taken-back = This note was taken back.
note-was-changed = changed
note-empty = There is no text in your note yet.
note-too-long = Your note is too long. Split it in two.
inbox-note-note-kept = The note is kept. Only colleagues see it.
inbox-note-note-changed = The note is changed.
inbox-note-note-removed = The note is taken back.

## Messages for later
later-open = Send later
later-when = When?
later-preset-tomorrow = Tomorrow morning
later-preset-monday = After the weekend
later-preset-week = In a week
later-own = Choose myself
later-date = Date
later-time = Time
later-plan = Plan it
later-label = Goes out on { $moment }
later-label-held = Not sent: look first
later-by = Planned message by { $name }
later-text = The message
later-change = Change
later-keep = Plan
later-send-now = Send it now
later-cancel = Do not send
later-somebody = This person
later-past = That moment has passed. Choose a later one.
later-too-far = That is more than a year ahead. Choose an earlier moment.
later-quiet = It is quiet from 21:00 to 8:00. It can go on { $moment }. That is filled in now.
later-many = 3 messages go out that day already. Choose another day.
later-no-moment = Choose a day and a time.
later-no-files = A file goes at once. Send it now, or take it away.
later-over-sent = This message was sent already.
later-over-cancelled = This message does not go any more. Write it again.
later-held-wrote = { $name } wrote meanwhile. Is the message by { $writer } still right?
later-held-opted-out = { $name } wants no messages. Should the message by { $writer } go anyway?
later-held-blocked = { $name } is blocked. Should the message by { $writer } go anyway?
later-held-handed-over = { $name } got another contactperson. Is the message by { $writer } still right?
later-held-writer-gone = { $writer } does not answer here any more. Will you send this to { $name }?
later-held-unreachable = { $name } has no phone or chat now. Call, or pass it on.
later-held-late = The moment has passed. Is the message by { $writer } to { $name } still right?
inbox-badge-held-message = Message waits
inbox-nudge-staff-message = Message by a colleague
inbox-note-later-planned = The message is ready. It goes at the moment you chose.
inbox-note-later-changed = The message is ready.
inbox-note-later-cancelled = The message will not be sent.
inbox-note-later-sent = The message was sent.

## Files
files-add = File
files-label = Photo or pdf
files-hint = At most 5, each 10 MB. The place in a photo is taken out.
files-drop = take away

## How a message fares
delivery-web-chat = In the web chat
delivery-sent = Sent at { $clock }
delivery-again = Not arrived yet. { $count ->
    [one] We tried 1 time. Again at { $clock }.
   *[other] We tried { $count } times. Again at { $clock }.
}
delivery-blocked = Blocked: this channel does not work any more. Call, or ask for another channel.
delivery-other-way = This channel does not work any more. It went by another channel.
delivery-failed = Not arrived. Try again, or call.
delivery-try-again = Try again
inbox-note-again = We send the message again.

## The page with ready replies
reply-title = Ready replies
reply-lead = Texts you send often. Type / in an answer to choose one.
reply-new = New reply
reply-none = There are no ready replies yet. Make the first one.
reply-used = { $count ->
    [0] not sent yet
    [one] sent { $count } time
   *[other] sent { $count } times
}
reply-of-all = For all teams
reply-only-dutch = only Dutch
reply-field-name = Name in the list
reply-field-shortcut = Short word
reply-field-team-id = For whom
reply-field-nl = Text in Dutch
reply-field-en = Text in English
reply-field-active = In use
reply-hint-shortcut = Such as: call. Then you type /call.
reply-hint-text = Short sentences, common words.
reply-hint-english = May stay empty. Then the Dutch text goes.
reply-gaps = Stapje fills in these words:
reply-unknown-gap = Stapje does not know this word between braces.
reply-shortcut-letters = Use 2 to 20 small letters, digits or dashes.
reply-shortcut-taken = This short word is used already.
reply-team-gone = Choose a team from the list.
reply-done-kept = The reply is kept.
reply-done-off = The reply is no longer in the list.
reply-done-on = The reply is in the list again.
