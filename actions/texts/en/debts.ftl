# Debt help: no blame, no amounts, free numbers first.

debt-first = Good that you ask for help with debts. That is a step.
debt-urgent-first = Good that you say this now. This is urgent.

debt-which-kind = What kind of debt is it?
debt-which-letter = Do you have a letter about one of these?
debt-which-municipality = In which municipality do you live or sleep?
debt-which-municipality-again =
    Your village or town is enough.
    In which municipality do you live or sleep?
debt-consent =
    It is about: { $kinds }.
    I only share what you told me about it.
    May I pass this on to debt help in { $municipality }?

debt-passed-on =
    I've passed your question on to debt help in { $municipality }.
    Someone from debt help will contact you.
debt-passed-on-urgent =
    I've passed your question on to debt help in { $municipality } as urgent.
    Someone from debt help will contact you soon.
debt-due = By law the first talk is on { $day } at the latest.
debt-running =
    I've already passed your question on. I've added this message.
    The first talk is on { $day } at the latest.
debt-not-passed-on = That's fine. I won't pass anything on.
debt-stopped = Okay, we'll stop. I won't pass anything on. You can always go on later.
debt-geldfit = You can also call Geldfit: 0800-8115. It's free and you need not give your name.
debt-visitor = A human can look at it with you. Would you like to talk to someone?

## Kinds of debts, as buttons and (in small letters) in debt-consent
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
debt-type-overig = Another debt

## What a letter may say, as buttons
debt-threat-none = No, none of these
debt-threat-bailiff = Bailiff or court ruling
debt-threat-eviction = I have to leave my home
debt-threat-cut-off = Energy or water cut off
debt-threat-insurance = My health insurance stops
debt-threat-unknown = I don't know

## Municipalities, as buttons
municipality-almelo = Almelo
municipality-hellendoorn = Hellendoorn
municipality-rijssen-holten = Rijssen-Holten
municipality-tubbergen = Tubbergen
municipality-twenterand = Twenterand
municipality-wierden = Wierden
