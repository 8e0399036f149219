# Food, clothes, money for today, and a home. When a human reads it follows as the next paragraph.

basics-first =
    I'm sorry. Good that you say so.
    Ask for food or clothes today at a shelter or the Salvation Army.
housing-no-promise =
    Waiting for a home is hard. Nobody can promise how long it takes.
    A human can look up how things stand for you.
housing-problem-heard =
    I'm sorry there is trouble at your home.
    Fire or a smell of gas: go outside and call 112.
