# Food, clothes, money for today, and a home. When a human reads it follows as the next paragraph.

basics-first = That is hard. Good that you say so.
basics-hungry = That is hard. Good that you say so. Food comes first now.
basics-which = What do you need now?
basics-where = In which municipality are you now?
basics-where-again = Your village or town is enough. In which municipality are you now?
basics-here = You can go here:
basics-none-near =
    I know no place for this in { $municipality }. A person will look with you.
    This is what there is:
basics-none = I know no place for this. A person will look with you.
basics-money = No money left? A person will look with you at what can be done.

button-basics-food = Food
button-basics-clothes = Clothes or blankets
button-basics-furniture = Things for my home
button-basics-emergency-money = Money
button-basics-anywhere = I don't know

housing-no-promise =
    Waiting for a home is hard. Nobody can promise how long it takes.
    A human can find out how things stand for you.
housing-problem-heard =
    I'm sorry something is wrong in your home.
    Fire or a smell of gas: go outside and call 112.
