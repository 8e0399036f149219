# Debt help: no blame, no amounts, one question at a time. The plan for today stands in first_aid.ftl.

debt-first = Good that you ask for help with debts. That is a step.
debt-urgent-first = Good that you say this now. You need not do this alone.

## The questions
debt-which-kind = What is it about? You can also type, or send a photo of a letter.
debt-which-kind-more = What else is there?
debt-which-letter = Could one of these things happen soon?
debt-which-letter-again =
    Choose what fits best. Don't know? That's fine too.
debt-when = When is that?
debt-when-again = A day is enough, such as 3 December. Do you know it roughly, or not at all?
debt-day-passed = It is after { $day } now. Do you still mean that day?
debt-which-municipality = In which municipality do you live or sleep?
debt-which-municipality-again =
    Your village or town is enough.
    In which municipality do you live or sleep?
debt-which-area = In which part of town do you live or sleep?
debt-who-minds-money = Does anyone help you with your money already?
debt-who-minds-money-again = Who helps you with your money? Nobody is fine too.
debt-consent =
    I'd like to pass this on to { $to }:
    { $list }
    Then someone can help you. May I pass this on?
debt-consent-means =
    Debt help reads this and then talks with you.
    If you say no, nobody gets this. You can stop later too.
debt-consent-again =
    I only pass something on if you say yes. This would go to { $to }:
    { $list }
    Is that okay?

## Said between the questions
debt-day-on = I've noted: { $day }.
debt-day-from = I've noted: from { $day }.
debt-day-by = I've noted: { $day } at the latest.
debt-changed = Good that you tell me. I've changed it.
debt-not-alone = That's fine. You need not open that letter alone.
debt-human-looks = I'll ask a human to look at it too.
debt-human-today = This can't wait. I'll call a human to join us.
debt-reads-today = A human reads this today.
debt-reads-later =
    Nobody reads along right now. Someone will on { $day } at { $clock }.
    In danger? Call 112.
debt-minder-decides = Who looks after your money has a say in this. Your request still goes on.
debt-letter-kept = Thank you. A human will look at this letter. The photo stays in Stapje.

## What is passed on, each a line of debt-consent
debt-share-name = your name
debt-share-debt-types = what it is about: { $what }
debt-share-threat = what may happen: { $what }
debt-share-municipality = where you live or sleep: { $what }
debt-share-administration = help with your money: { $what }
debt-share-letters = your photo of the letter
debt-share-words = what you wrote here yourself
debt-to-contact = your contact person

## At the end
debt-passed-on = It has been passed on to { $to }. Someone there will contact you.
debt-passed-on-urgent = It has been passed on to { $to } as urgent. Someone there will contact you soon.
debt-brought = Your contact person brings your request to { $to }.
debt-brought-urgent = Your contact person brings your request to { $to } as urgent.
debt-with-contact = Your contact person has your request now. They will look for the right help.
debt-with-contact-urgent = Your contact person has your request now, as urgent. They will look for the right help.
debt-due = By law the first talk is on { $day } at the latest.
debt-due-asked = I ask for a first talk on { $day } at the latest.
debt-what-is-next = Keep your letters. You will read news here.
debt-not-passed-on = That's fine. I won't pass anything on.
debt-not-passed-on-near =
    That's fine. Debt help hears nothing from me.
    Your contact person will still look at it, because it is so near.
debt-stopped = Okay, we'll stop. Debt help hears nothing from me. You can always go on later.
debt-visitor = A human can look at it with you. Would you like to talk to someone?

## More about a request that runs
debt-added = I've added this to your request.
debt-added-urgent = Good that you tell me. Your request is urgent now.
debt-due-first-talk = The first talk is on { $day } at the latest.

## Kinds of debts, as buttons and (in small letters) in debt-share-debt-types
debt-type-huur = Rent
debt-type-energie = Energy
debt-type-water = Water
debt-type-zorgverzekering = Health insurance
debt-type-boetes = Fines
debt-type-belasting = Tax
debt-type-telefoon = Phone
debt-type-lening = Loan
debt-type-alimentatie = Alimony
debt-type-webwinkel = Online shop
debt-type-overig = Something else
debt-type-post = Mail I haven't opened

## What may be about to happen, as buttons
debt-threat-none = No, none of these
debt-threat-bailiff = Bailiff or court
debt-threat-eviction = I have to leave my home
debt-threat-cut-off = Energy or water cut off
debt-threat-insurance = My health insurance stops
debt-threat-unknown = I don't know

## The same in a list
debt-loss-bailiff = bailiff or court
debt-loss-attachment = money or things taken
debt-loss-eviction = losing your home
debt-loss-cut-off = energy or water cut off
debt-loss-insurance = health insurance stops
debt-loss-unknown = a letter that is not clear yet

## Who looks after the money, as buttons and (in small letters) in debt-share-administration
debt-money-none = Nobody
debt-money-administrator = An administrator
debt-money-budget = Budget management
debt-money-guardianship = A guardian (curator)
debt-money-wsnp = Wsnp
debt-money-unknown = I don't know

button-not-known = I don't know
button-day-right = Yes, that day
button-day-other = No, another day
button-one-more = There is one more debt
button-that-is-all = That's all
button-other-place = Another municipality
button-my-request = My request
button-add-letter = Add to my request

## Municipalities, as buttons
municipality-almelo = Almelo
municipality-hellendoorn = Hellendoorn
municipality-rijssen-holten = Rijssen-Holten
municipality-tubbergen = Tubbergen
municipality-twenterand = Twenterand
municipality-wierden = Wierden

## What staff read
debt-task-words = Threat: { $what }. No consent to pass on yet. Look along in the chat.
debt-task-day-words = Threat: { $what }, { $day }. No consent to pass on yet. Look along in the chat.
debt-task-new-words = New request for debt help. Consent given.
debt-task-bring-words = Bring to { $to }. Consent given. { $said }
