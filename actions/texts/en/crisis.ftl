# Danger. Numbers in digits, danger first, free numbers before others, one a line. No emoji, no small talk.

crisis-self-harm =
    This sounds very hard. I take you seriously.
    • In danger now: call 112.
    • Thinking of suicide: call 113, or chat at 113.nl.
    113 is free, day and night.
crisis-violence =
    What is happening is not your fault.
    • In danger now: call 112.
    • Violence at home: call Veilig Thuis, 0800-2000.
    • Sexual violence: call 0800-0188.
    These numbers are free, day and night.
    Is it safe for you to chat now?
crisis-medical =
    This may be serious. Don't wait for me.
    • In danger now: call 112.
    • No danger to life: call your doctor (huisarts).
    • Evening, night or weekend: call the huisartsenpost.

crisis-still-here =
    I'm not going away.
    • In danger now: call 112.
    • Thinking of suicide: call 113.
    • Violence at home: call 0800-2000.
    Calling is free, day and night.
crisis-are-you-safe =
    I want to be sure.
    In danger now: call 112. Thinking of suicide: call 113, free.
    Is there danger now for you or someone else?
crisis-glad-safe =
    I'm glad you're safe now. A human will still read this.
    If it gets hard again: call 113 or 112, free.

crisis-someone-warned = I've warned a human. They'll read this as soon as they can.
crisis-nobody-reads =
    I'm a computer.
    No human is reading now, not until { $day } at { $clock }.
    Don't wait for that: call if you need to.
