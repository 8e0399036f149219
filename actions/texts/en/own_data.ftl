# Pages on which a region keeps its own words, rhythms and terms. Colleagues read them.

own-nav-texts = Texts
own-nav-rhythms = Rhythms
own-nav-terms = Terms
own-look = Look first

own-text-title = Texts
own-text-lead = What Stapje says, in your own words. What you keep counts at once.
own-text-find = Look for words
own-text-subject = Subject
own-text-every = All subjects
own-text-look-for = Search
own-text-found = Found
own-text-ours = In your own words
own-text-none-found = No text found. Try one word of the sentence.
own-text-none = Nothing yet. Look for a sentence that should sound different here.
own-text-own = own
own-text-more = And { $count } more. Search for more words.
own-text-one = Text: { $subject }
own-text-field-nl = Dutch
own-text-field-en = English
own-text-gaps = Stapje fills this in, leave it in place: { $names }. Write it with a dollar sign between braces.
own-text-reads = This is how it reads
own-text-sentence-long = This sentence is long. Make it two: “{ $said }”
own-text-brought = How Stapje says it itself
own-text-take-back = Back to Stapje's own version
own-text-kept = Kept. It counts now.
own-text-back = Stapje says it in its own way again.
own-text-broken = Stapje cannot read this. Look at the braces.
own-text-long = This is too long. Make it shorter.
own-text-unknown-gap = There is something between braces that Stapje cannot fill in.
own-text-lost-gap = Something that Stapje fills in is missing. Put it back.
own-text-lost-number = A telephone number is missing. Leave every number in place.

own-rhythm-title = Rhythms
own-rhythm-lead = How often Stapje asks how things are. A rhythm has phases, from often to less often.
own-rhythm-in-a-year =
    { $count ->
        [one] { $count } time in the first year
       *[other] { $count } times in the first year
    }
own-rhythm-hint = Fill in the phases from top to bottom. The last phase has no end.
own-rhythm-phase = Phase { $number }
own-rhythm-every = Every
own-rhythm-for = Until
own-rhythm-unit-days = days
own-rhythm-unit-months = months
own-rhythm-unit-of = { $what }: days or months
own-rhythm-days =
    { $count ->
        [one] { $count } day
       *[other] { $count } days
    }
own-rhythm-months =
    { $count ->
        [one] { $count } month
       *[other] { $count } months
    }
own-rhythm-until = every { $every } until { $until }
own-rhythm-ahead = Who begins today hears Stapje on
own-rhythm-field-phases = Phases
own-rhythm-count = This number does not fit. Choose a smaller one.
own-rhythm-after-the-last = The phase before this one has no end. Give it an end first.
own-rhythm-must-go-on = The last phase goes on. Leave its end empty.
own-rhythm-not-later = This phase ends no later than the one before.
own-rhythm-kept = Kept. It counts from the next question on.
own-rhythm-back = This rhythm counts again as Stapje brings it along.

own-term-title = Terms
own-term-lead = How long things may take in debt help, and where that is written.
own-term-first-talk = First talk
own-term-first-talk-urgent = First talk under threat
own-term-decision = Decision
own-term-weeks =
    { $count ->
        [one] { $count } week
       *[other] { $count } weeks
    }
own-term-working-days =
    { $count ->
        [one] { $count } working day
       *[other] { $count } working days
    }
own-term-today = asked today: by { $day } at the latest
own-term-no-length = No general term. A desk may have one of its own.
own-term-not-checked = check this
own-term-field-length = Length
own-term-field-source = Where it is written
own-term-field-assumption = How we read it
own-term-field-verified = Somebody checked this
own-term-hint-weeks = In weeks.
own-term-hint-working-days = In working days. The first day does not count.
own-term-length = Fill in a whole number that fits here.
own-term-example = Who asks on { $today } has a turn by { $day } at the latest.
own-term-running = A request that runs already keeps its own day.
own-term-kept = Kept. It counts for new requests.
own-term-back = This term counts again as Stapje brings it along.
