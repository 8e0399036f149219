# When it is not clear what was meant: never a dead end.

fallback-did-you-mean = I want to get this right. Do you mean one of these?
fallback-say-differently = I don't understand it yet. Can you say it in another way?
fallback-human = I can't work it out. A human will look at it. Would you like to talk to someone?
out-of-scope = I can't do that. I do help with a place to sleep, debts, steps and appointments.
nlu-away = I can't read text right now. A human will read your message. The buttons do work.
button-is-old = This button no longer works. That doesn't matter, you can choose again.
not-for-visitor = I can do this when I know who you are. Ask a staff member for a link.
not-for-you = I can't do this for you here. A human can look at it with you.
