# The week's money and post that waits to be opened. No amounts, no orders, no blame.
# $tone is 1 to 4: the same in other words. $first is a day: "Thursday 26 November".

nudge-money-check-in = Hi { $name }. Is there enough living money for this week?
money-enough = { $tone ->
    [1] Good that you tell me. That gives some rest.
    [2] Thank you. Good to know.
    [3] Nice, so that is clear for this week.
   *[4] Good. You can stop thinking about that for now.
}
money-tight = Thank you for telling me. You are not alone in this. What helps you most now?
money-out = I let a human know. First we look at what helps today.
money-which = Good that you say it. Is it tight, or is it all gone?
money-explain = Living money is your money for each day, such as food. Is there enough for this week?
money-tell = Go ahead. Anything is fine.
money-told = Thank you. I added it, and a human reads it.
money-not-now = That is fine. You can still write to me at any time.
money-no-numbers = An account number or citizen number is not needed here. I do nothing with it.

## Wanting it, seeing it, changing it
money-offer = Good that you ask. Each week I will ask if there is enough living money.
money-which-day = Which day suits you best?
money-which-hour = What time suits you best?
money-begun = I will ask each { $day } at { $clock }. The first time: { $first }.
money-human-knows = Your contact person hears of it. They can agree more with you.
money-changed = That is fine. I will ask each { $day } at { $clock }. The next time: { $first }.
money-rests = That is fine. I will not ask for a while. The first time again: { $first }.
money-stopped = That is fine. I stop asking about your living money. You can always write to me.
money-not-asked = I do not ask about your living money now.
money-no-plan = Nothing is written here about your money yet. Shall I ask each week if there is enough?
money-line-when = Each { $day } at { $clock } I ask about your living money.
money-line-rest = Not now, until { $day }.
money-line-keeper = Who helps with your money: { $who }.
money-line-agreed = Agreed: { $what }.
money-line-since = That was agreed on { $day }.
money-right-question = Is this right for you?
money-wrong = Good that you say it. I pass it on to your contact person. What is not right?
money-passed-on = Thank you. I added it. Your contact person will look at it.
money-set-up =
    { $who } wrote down what you two agreed.
    Each { $day } at { $clock } I ask if there is enough living money. Is that fine?
money-set-anew =
    { $who } changed what was agreed about your living money.
    I will ask each { $day } at { $clock }. Is that fine?
money-ended-by = { $who } says that it is over. I stop asking about your living money.
money-agreed = Good. Then I will ask you like that.

## What Stapje does not do
money-no-sums =
    I do not work out that amount here. It matters too much for a guess.
    A human can check it with you. Do you want to talk to somebody?
money-no-orders = I cannot send or pay money. Shall I help you ask somebody who can?

## A question for the administrator
draft-first = We make a short question of it together. You choose who sends it.
draft-what = What do you want to ask?
draft-what-again = Write it as you would say it. What do you want to ask?
draft-when = When does an answer help you?
draft-when-again = This week or later: both are fine. When does an answer help you?
draft-ask = I would like to ask { $what }.
draft-ask-about = I would like to ask something: { $what }.
draft-soon = Can you let me know this week if that is possible?
draft-whenever = Can you let me know if that is possible?
draft-here = This is your question:
draft-who-question = Who sends it?
draft-passed-on = I gave your question to your contact person.
draft-self = That is fine. Copy the sentences, or make them your own. Asking is always fine.

## Post
post-kept = I put it with your post. That alone is a step. You need not do this alone.
post-kept-already = This letter is with your post already.
post-urgent = Your message has a word that cannot wait. Shall we arrange help today?
post-open-question = Shall we choose a moment to open it?
post-one-question = There is post. Shall we open one letter together?
post-step = open one letter
post-step-first = put the letter and a pen on the table
post-none = There is no post with me. You can send a photo, then I put it with your post.
post-list =
    This is with your post:
    { $said }
post-line = letter of { $day }
post-line-photo = photo of { $day }
post-line-seen = (looked at)
post-number-open = Letter { $number } is open
post-opened = The letter is open. Well done, that is the hardest part. Shall somebody look with you?
post-done-already = This letter is done already.
post-seen-by = { $who } looked at your post. You will hear what is handy.
post-done-by = { $count ->
    [one] { $who } looked at your letter. You need nothing more to do with it now.
   *[other] { $who } looked at { $count } letters of yours. You need nothing more to do with them now.
}
post-still-there = { $count ->
    [one] There is { $count } letter left.
   *[other] There are { $count } letters left.
}

button-money-enough = Enough
button-money-tight = It is tight
button-money-out = It is all gone
button-money-post = Look at my post
button-money-begin = Yes, each week
button-money-begin-again = Each week after all
button-money-right = That is right
button-money-wrong = That is not right
button-money-fine = That is fine
button-money-no = Rather not
button-money-other-day = Rather another day
button-money-what = What was agreed?
button-money-stop = Stop asking
button-money-draft = Write a question
button-draft-soon = This week
button-draft-whenever = It does not matter
button-draft-human = My contact person
button-draft-self = I send it myself
button-draft-again = Write it another way
button-post-keep = Put with my post
button-post-open = Open one letter
button-post-later = Later
button-post-help-now = Yes, help today

## Beside a thread, for staff
inbox-badge-money = Living money
inbox-badge-post = Post
inbox-nudge-money-check-in = Question about living money
inbox-money = Living money and post
inbox-money-enough = enough
inbox-money-tight = tight
inbox-money-out = all gone
inbox-money-other = other
inbox-money-none = not now
inbox-money-no-answer = no answer
inbox-money-next = Next question: { $day }
inbox-money-none-planned = No question is planned.
inbox-money-silent = { $count } times no answer to the question about living money. Stapje now asks every other week.
inbox-money-wants = Wants a question about living money each week. Agree what goes with it.
inbox-money-stopped = Wants no more questions about living money.
inbox-money-wrong = What was agreed about money is not right, says the participant
inbox-money-draft = Question for the administrator, please send on: “{ $said }”
inbox-money-set-up = Living money: ask each week
inbox-money-change = What was agreed about living money
inbox-money-hint = Agree it together. The participant reads it. No amounts, no account numbers.
inbox-money-weekday = Day
inbox-money-at = What time
inbox-money-administrator = Administrator or budget helper (may be empty)
inbox-money-agreement = What was agreed (may be empty)
inbox-money-agreed-on = Agreed on
inbox-money-rest = Do not ask until (may be empty)
inbox-money-save = Keep and let them know
inbox-money-end = Stop asking
inbox-money-not-set = Check day, time (8:00 to 20:30) and date.
inbox-money-number = Take out the account number or BSN. It is not needed here.
inbox-note-money-kept = Kept. The participant got a message.
inbox-note-money-ended = Stapje stops asking about living money. The participant knows.
inbox-post = Post that waits
inbox-post-photo = Look at the photo
inbox-post-seen = looked at
inbox-post-mark = Mark post
inbox-post-hint = The participant gets one message.
inbox-post-mark-seen = Looked at
inbox-post-mark-done = Done
inbox-post-none-chosen = Choose a letter first.
inbox-note-post-marked = Kept. The participant got a message.
