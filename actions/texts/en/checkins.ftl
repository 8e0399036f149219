# How it goes: any answer is fine.

checkin-good = Good to hear. If you feel like a small step, choose one.
checkin-so-so = Thank you for telling me. It doesn't always have to go well. Would you like to talk?
checkin-bad = I'm sorry. It's good that you say so, I'll let a human know. What is it about?
checkin-other-topics = What is it about then? Choose something, or write it in your own words.
checkin-tell = Tell me. Anything is fine.
checkin-told = Thank you for telling me.
checkin-topic-heard = Thank you. I've added it. Would you like to talk about it?
