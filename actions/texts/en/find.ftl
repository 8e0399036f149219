# Searching, narrowing the list down, kept views, keys and the command bar, for staff.

## The page to search on
find-title = Search
find-words = Search messages, notes and names
find-go = Search
find-teach-title = How to search
find-teach-1 = Type a name, a municipality or words from a conversation.
find-teach-2 = Half a word will do: “verhuiz” also finds “verhuizing”.
find-teach-3 = In quotation marks you find exactly those words: “brief van de gemeente”.
find-teach-4 = With a minus in front you leave a word out: boete -trein.
find-kind = Kind
find-kind-all = Everything
find-kind-person = Said by participant
find-kind-human = Said by colleague
find-kind-note = Note
find-since = From
find-until = Up to
find-order = Order
find-order-newest = Newest first
find-order-best = Best first
find-chip-since = From { $day }
find-chip-until = Up to { $day }
find-without = { $name }: take this filter away
find-people = People
find-pages = Pages
find-said = In conversations
find-with = with { $name }
find-by = { $name } to { $to }
find-nothing = Nothing found for “{ $words }”.
find-nothing-hint = Try fewer words, or another word for the same thing.
find-nothing-filtered = Or take a filter away.
find-instead = Nothing found for “{ $words }”. This comes near: { $instead }.
find-more = Older results
find-new = From the beginning again
find-best-note = The best of the newest results.
find-no-talk = No conversation yet
find-count = { $count ->
    [one] { $count } result
   *[other] { $count } results
}
find-count-more = More than { $count } results
find-around = You are looking at an earlier moment in this conversation.
find-to-now = To the newest message

## Filters on the list
filter-open = Filters
filter-title = Show only
filter-any = All
filter-apply = Apply
filter-clear = Clear all filters
filter-team = Team
filter-municipality = Municipality
filter-label = Label
filter-mood = Last answer
filter-mood-good = Good
filter-mood-so-so = So-so
filter-mood-bad = Bad
filter-silent = Silent
filter-silent-days = Silent for { $days } days
filter-term = Term
filter-term-days = { $days ->
    [0] Term today or over
   *[other] Term within { $days } days
}
filter-assigned = Whose
filter-assigned-nobody = Nobody's
filter-assigned-me = Mine
filter-channel = Channel
filter-channel-telegram = Telegram
filter-channel-webchat = Web chat
filter-task = Open task
filter-empty = No conversation fits these filters.
filter-empty-hint = Take a filter away, or look at all conversations.
filter-gone = unknown

## Views that are kept
view-title = Kept views
view-keep = Keep these filters
view-name = Name
view-for = For whom
view-for-me = Only for me
view-for-team = For my team
view-save = Keep
view-kept = The view is kept.
view-gone = The view is gone.
view-moved = The order has changed.
view-no-name = Give the view a name of at most 40 letters.
view-too-many = You have 30 already. Throw one away first.
view-no-filter = Choose a filter first. Then you can keep it.
view-up = { $name } to the front
view-drop = Throw { $name } away
view-of-team = of the team

## Keys
keys-title = Keys
keys-open = Keyboard shortcuts
keys-close = Close
keys-on = Use single letters as keys
keys-on-hint = Do you use speech? Switch this off. Ctrl+K goes on working.
keys-here = On this page
keys-pages = To a page
keys-always = Always
keys-next = Next in the list
keys-back = Previous in the list
keys-enter = Open
keys-escape = Leave a field, or close
keys-sheet = This list
keys-bar = Type a name, page or command
keys-send = Send the answer, or keep the note
keys-ready = In an answer: a ready reply
keys-mention = In a note: call a colleague
keys-search = Search
keys-reply = Answer

## The command bar
command-title = Go to
command-words = Type a name, a page or a command
command-hint = Arrows choose, Enter does it, Escape closes.
command-trouble = That did not work. Check the connection.
command-nothing = Nothing found. Try another word.
command-group-deed = With this conversation
command-group-person = People
command-group-page = Pages
command-group-search = Search
command-search = Search conversations for “{ $words }”
command-status-resolved = Resolve
command-status-waiting = Wait for an answer
command-status-open = Reopen
command-to-me = Give to me
command-assign = Give to { $name }
command-label = Label { $name }
command-snooze = Snooze until { $moment }
command-unread = Mark unread
command-priority-urgent = Set to urgent
command-priority-high = Set to high
command-priority-normal = Set to normal
command-priority-low = Set to low
