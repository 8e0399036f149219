# Greetings, thanks, yes and no, what Stapje can do, and that it is a computer.

greet = Hi, I'm Stapje. I'm a computer. What can I help with?
greet-known = Hi { $name }. What can I help with?
# The first message in a new web chat.
greeting-visitor = Hi, I'm Stapje, a computer. We take one step at a time. Where would you like to start?
help =
    I help with a place to sleep, debts, steps and appointments.
    You can also always talk to a human. Where would you like to start?
help-staff = Ask about free beds. Or type in short what changes: 2 men in night shelter.
goodbye = See you later. You can always write to me again.
thank = You're welcome.
i-am-a-computer = I'm Stapje, a computer. I'm not a human. If you want to talk to someone, you can.
affirm-nothing-asked = Okay. Tell me, what would you like to do?
fine = That's fine. You can always write to me again.
