# What somebody reads who gets everything that is kept of them: the page of the link, and the pages in the file.

data-title = Your data
data-lead = Here you get all that Stapje keeps of you. The link works once.
data-care = The file is yours. Keep it in a safe place.
data-fetch = Get it all
data-gone-title = This link no longer works
data-gone = The link works once, within a day. Ask your contact person for a new one.
data-made = Made for { $name }, on { $moment }.
data-machine = All of it is in data.json too. Another program can read that.
data-you = Who you are
data-talk = What was said
data-you-said = You
data-human-said = A human
data-stapje-said = Stapje
data-moods = How it went
data-mood-good = good
data-mood-so-so = so-so
data-mood-bad = not good
data-goals = Your goals
data-steps = Your steps
data-appointments = Your appointments
data-debts = Help with debts
data-notes = What colleagues wrote down
data-pictures = Pictures
data-picture = Picture { $number }
data-files = Files
data-looked = Who looked
data-times =
    { $count ->
        [one] once
       *[other] { $count } times
    }
data-emergency = in an emergency
data-all = All of it
data-all-lead = So much Stapje keeps of you:
data-rights = What you can do
data-rights-lead = Is something wrong, or do you want it gone? Say so in the chat, or to your contact person.
data-readme =
    This is your data.
    Open index.html to read it.
    data.json is for programs, pictures are in files.
