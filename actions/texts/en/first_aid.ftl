# First aid when a home, energy or insurance may be lost: one small part at a time (first_aid.yml). What is said about
# the law is true for everybody and promises nothing (DOMAIN.md section 5). Numbers are configured data, never here.

## Whom to call: lines with names and numbers follow
first-aid-call-today = Call today:
first-aid-call-now = You can call now:
first-aid-call-later = The offices are closed now. Call from { $day } at { $clock }:
first-aid-call-nobody = I know no number for this. A person will find one for you.

## What comes next, as buttons
button-first-aid-say = What do I say?
button-first-aid-bring = What do I bring?
button-first-aid-more = What else can I do?

## Somebody may lose their home
first-aid-eviction-calm = Putting somebody out of their home is only allowed when a judge says so.
first-aid-eviction-say =
    You can read this out:
    “I got a letter: I may lose my home. Who can help me today?”
first-aid-eviction-bring =
    Bring what you have: the letter, your ID card and your rent contract.
    Something lost? Go all the same.
first-aid-eviction-more =
    Debt help can ask the judge to wait. That wait can last up to 6 months.
    No place for tonight? Then choose Find a place to sleep.

## Energy or water may be cut off
first-aid-cut-off-calm = Cutting off can sometimes wait. Debt help can ask the judge for that.
first-aid-cut-off-say =
    You can read this out:
    “My energy or water may be cut off. Who can help me today?”
first-aid-cut-off-bring =
    Bring what you have: the letter, your ID card and your last bill.
    Something lost? Go all the same.
first-aid-cut-off-more =
    Call the company that sent the letter too. Tell them you are looking for help with debts.
    Ask them to wait a little.

## Health insurance may stop
first-aid-insurance-calm = Stopping can sometimes wait. Debt help can ask the judge for that.
first-aid-insurance-say =
    You can read this out:
    “My health insurance may stop. Who can help me today?”
first-aid-insurance-bring =
    Bring what you have: the letter, your ID card and your insurance card.
    Something lost? Go all the same.
first-aid-insurance-more =
    Call your health insurance too. Tell them you are looking for help with debts.
    Ask them to wait a little.

## A letter of a bailiff or a court
first-aid-bailiff-calm = A bailiff works between 7:00 and 20:00, not at night.
first-aid-bailiff-say =
    You can read this out:
    “I got a letter from a bailiff. What can I do today?”
first-aid-bailiff-bring =
    Bring what you have: the letter, your ID card and proof of your income.
    Something lost? Go all the same.
first-aid-bailiff-more =
    Does the letter say dwangbevel? Then no judge is needed. Call today.
    A part of your income always stays yours.

## Somebody takes a part of the income
first-aid-attachment-calm = A part of your income always stays yours. The law says so.
first-aid-attachment-say =
    You can read this out:
    “A part of my money is being taken. Can you check with me if it is right?”
first-aid-attachment-bring =
    Bring what you have: the letter, your ID card and proof of your income.
    Something lost? Go all the same.
first-aid-attachment-more =
    You get a letter about it within 8 days. Keep that letter.
    No money for food? Say it here and we look further.

## A letter that nobody has read or can place
first-aid-unknown-calm = A letter can be scary. You need not open it alone.
first-aid-unknown-say =
    You can read this out:
    “I have a letter I do not understand. Who can look at it with me?”
first-aid-unknown-bring =
    Bring the letter, also when it is closed. Bring your ID card.
    Something lost? Go all the same.
first-aid-unknown-more =
    Does it say vonnis, dwangbevel or ontruiming? Then it is urgent.
    Take a photo and send it here.

## A free line about money
first-aid-free-line = You can also call { $place }: { $phone }. It is free.
