# Food, clothes, money for today, and a home. When a human reads it follows as the next paragraph.

basics-first =
    That is hard. Good that you say so.
    For food or clothes you can go to a shelter or the Salvation Army today.
housing-no-promise =
    Waiting for a home is hard. Nobody can promise how long it takes.
    A human can find out how things stand for you.
housing-problem-heard =
    I'm sorry something is wrong in your home.
    Fire or a smell of gas: go outside and call 112.
