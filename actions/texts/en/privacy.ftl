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
privacy-tell-what = Write now what is wrong. Your contact person reads it.
privacy-lookers =
    These people looked at your data, or did something with it:
    { $list }
privacy-looker =
    { $count ->
        [one] • { $name }, { $role }: once, on { $day }
       *[other] • { $name }, { $role }: { $count } times, last on { $day }
    }
privacy-looker-emergency =
    { $count ->
        [one] • { $name }, { $role }: once, on { $day }, in an emergency
       *[other] • { $name }, { $role }: { $count } times, last on { $day }, also in an emergency
    }
privacy-lookers-more =
    { $count ->
        [one] And 1 more person.
       *[other] And { $count } more people.
    }
privacy-lookers-none = I see nobody who looked at your data.
privacy-lookers-ask = Want to know more? A human will find out for you.

## What staff read in the inbox
privacy-wish-see = Wants to see the data we keep.
privacy-wish-delete = Wants data deleted.
privacy-wish-correct = Says that some data is wrong.
