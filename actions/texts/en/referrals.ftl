# A request for debt help on its way: what the client hears and what staff read. $open is empty or begins with " (".

referral-news = There is news about your request. Do you want to read it?
referral-none = I have no request for debt help from you right now. Would you like to make one?

## Who has it
referral-a-desk = debt help
referral-with-colleague = { $name } from { $desk } is helping you with your request.
referral-with-desk = Your request is with { $desk }. Someone there will look at it.
referral-with-contact-person = Your contact person has your request. You find out together what fits.
referral-call = You can also call: { $phone }{ $open }.

## Where it is
referral-in-registration = Next comes a first talk.
referral-in-crisis = First, what is urgent gets sorted out. Next comes a first talk.
referral-in-intake = You have had your first talk. Next comes a decision about the help.
referral-in-decision = There is a decision about the help. Next you make a plan together.
referral-in-plan = There is a plan. Next, your money gets in order.
referral-in-stabilisation = First, your money gets in order. Next comes a solution.
referral-in-solution = There is a solution for your debts. It is running now.
referral-in-aftercare = Your debts are settled. Someone keeps looking along for a while.

## By when
referral-by = That is on { $day } at the latest.
referral-late = The last day for that was { $day }. It takes longer. That is not your doing.
referral-no-term = I don't know yet when that is. A human can ask it for you.

## What was passed on
referral-passed-on = Passed on, { $day }: { $what }.
referral-what-name = your name
referral-what-debt-types = your kinds of debts
referral-what-threat = what is urgent
referral-what-municipality = your municipality
referral-what-administration = who helps with your money
referral-what-letters = your photo of the letter
referral-what-words = what you wrote about it

## How it ended
referral-closed-done = The help with your debts is done. Well done for doing this.
referral-closed-withdrawn = Your request has stopped, as you wished. You can always start again.
referral-closed-not-appeared = The two of you have yet to talk. So the request has stopped. You can always start again.
referral-closed-moved = You live somewhere else now. So the request has stopped here. A human can help with a new one.
referral-closed-elsewhere = You get help in another place. So this request is done.

## Something more
referral-more-ask = What would you like to add? Just write it down.
referral-more-kept = Good that you tell me this. I've added it.
referral-more-stopped = Okay, I won't add anything. Your request just goes on.

## The consent
referral-withdraw-means =
    You may always stop. Your request stops then.
    What has been passed on, I can't take back.
referral-withdraw-sure = Do you want to stop this request?
referral-goes-on = Okay. Your request just goes on.
referral-withdrawn =
    Your request has stopped.
    I asked them not to use your information any more.
referral-withdrawn-later = Do you change your mind? You can always come back.

## Buttons
button-referral-news = Yes, show me
button-referral-more = Add something
button-referral-withdraw = Take back my consent
button-referral-stop = Yes, stop the request
button-referral-go-on = No, go on

## What staff read in the inbox
referral-clock-first-talk = first talk
referral-clock-decision = decision
referral-clock-unaccepted = Debt help: not taken up yet. By { $day }: { $what }.
referral-clock-week = Debt help: { $what } in a week, by { $day }.
referral-clock-two-days = Debt help: 2 working days left. By { $day }: { $what }.
referral-clock-today = Debt help: last day today for { $what }, { $day }.
referral-clock-breach = Debt help: too late. Due on { $day }: { $what }.
referral-clock-coordinator = Debt help: still too late. Due on { $day }: { $what }.
referral-task-returned = Debt help: handed back by { $name }. Reason: { $reason }
referral-task-no-term = Debt help: term for the decision unknown. Fill it in at the desk.
referral-task-withdrawn = Debt help: request withdrawn by the person. Do not use the data any more.
referral-refused-taken = A colleague has this request already.
referral-refused-closed = This request is closed. A coordinator can open it, unless it was withdrawn.
referral-refused-reason = Give a reason.
referral-refused-date = Choose a day from the request on, not after today. Before the last step: with a reason.
referral-refused-stage = Choose a step from the list.
referral-refused-running = A newer request is running.
inbox-nudge-referral-news = News about the request
inbox-referral-decision-due = Decision by { $day }
inbox-referral-running = Running
