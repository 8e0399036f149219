# What is kept, who can read it, and what one may ask.

privacy-what =
    I keep your messages, goals, steps and appointments.
    Your contact person's team can read them. We write down who looks.
privacy-of-you =
    This is what I keep of you now:
    • open steps: { $steps }
    • answers about how you are: { $moods }
privacy-choose = Would you like to see your data or have it deleted?
privacy-passed-on = I've passed your question on. You'll get an answer within a month.

## What staff read in the inbox
privacy-wish-see = Wants to see the data we keep.
privacy-wish-delete = Wants data deleted.
