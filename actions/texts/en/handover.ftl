# A human: when one reads, and what happens meanwhile.

human-reads-today = I've passed it on. A human will read your message today.
human-reads-later =
    I've passed it on.
    Nobody is reading now, not until { $day } at { $clock }.
    In danger: call 112.
human-write-here = Feel free to write here what you want to say.
complaint-heard =
    Good that you say this. I give your complaint to a human in your own words.
    You can also complain to your municipality.

human-took-over = { $name } is reading with you now. I'll be quiet for a while.
human-handed-back = This is Stapje again, the computer. What can I help with?
