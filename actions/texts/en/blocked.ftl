# What somebody hears who is blocked.
blocked-line =
    Your message is kept. Nobody reads along now.
    • In danger now: call 112.
    • Thinking of suicide: call 113, it is free.
blocked-line-phone =
    Your message is kept. Nobody reads along now.
    Call us at { $phone }.
    • In danger now: call 112.
    • Thinking of suicide: call 113, it is free.
