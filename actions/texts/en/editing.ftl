# What the pages share on which colleagues keep desks and places.

edit-nav = Settings
edit-back = Back to the list
edit-change = Change
edit-keep = Save
edit-put-away = Stop using
edit-use-again = Use again
edit-in-use = in use
edit-out-of-use = not in use
edit-unused = Not in use ({ $count })
edit-example = example
edit-yes = yes
edit-no = no
edit-history = What changed
edit-history-none = Nothing yet.

## When it was checked
edit-checked-today = Checked today
edit-checked-on = Checked on { $day }
edit-checked-long-ago = To check: last on { $day }
edit-checked-never = To check: never done
edit-hint-checked = The day on which somebody went through all of it.
edit-hint-hours = As you would say it: Monday to Thursday 9:00–12:00.

## What cannot be kept
edit-look-again = Look at the red fields. Nothing is saved yet.
edit-changed-meanwhile = Somebody else just changed this. Look at it and save again.
edit-changed-here = Just changed by somebody else. Is this right?
edit-needed = Fill this in.
edit-too-long = This is too long. Make it shorter.
edit-phone = Fill in a telephone number, in digits.
edit-link = Fill in a whole web address, with https:// before it.
edit-day = Fill in a day, such as 2026-11-26.
edit-day-to-come = This day is still to come.
