# What a person decides about the messages.

opted-out =
    That's fine. I'll send you no more messages of my own.
    I'll still remind you of your steps and appointments.
opted-in = Good. You'll get messages from me again.
opted-in-check-ins = Good. You'll get messages again. I'll ask how you are.
# In both languages, for who cannot read this one.
language-which = Choose your language. Kies je taal.
language-nl = Nederlands
language-en = English
language-set = Good. We'll go on in English.
# Said in every language we have, one below the other, to who writes another one.
language-other = I only read Dutch and English. A person will look at your message. Call 112 if you are in danger.
