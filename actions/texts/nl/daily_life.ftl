# Food, clothes, money for today, and a home. When a human reads it follows as the next paragraph.

basics-first = Wat naar. Goed dat je het zegt.
basics-hungry = Dat is zwaar. Goed dat je het zegt. Eten gaat nu voor.
basics-which = Wat heb je nu nodig?
basics-where = In welke gemeente ben je nu?
basics-where-again = Je dorp of stad is genoeg. In welke gemeente ben je nu?
basics-here = Hier kun je heen:
basics-none-near =
    Ik ken hiervoor geen plek in { $municipality }. Een mens zoekt met je mee.
    Dit is er wel:
basics-none = Ik ken hier geen plek voor. Een mens zoekt met je mee.
basics-money = Heb je geen geld meer? Een mens kijkt met je wat er kan.

button-basics-food = Eten
button-basics-clothes = Kleren of dekens
button-basics-furniture = Spullen voor in huis
button-basics-emergency-money = Geld
button-basics-anywhere = Weet ik niet

housing-no-promise =
    Wachten op een huis is zwaar. Niemand kan beloven hoe lang het duurt.
    Een mens kan nakijken hoe het bij jou zit.
housing-problem-heard =
    Vervelend dat er iets mis is in je huis.
    Brand of gaslucht: ga naar buiten en bel 112.
