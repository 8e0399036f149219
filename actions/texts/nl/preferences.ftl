# What a person decides about the messages.

opted-out =
    Dat is goed. Ik stuur uit mezelf geen berichten meer.
    Aan je stappen en afspraken herinner ik je nog wel.
opted-in = Fijn. Je krijgt weer berichten van mij.
opted-in-check-ins = Fijn. Je krijgt weer berichten. Ik vraag dan hoe het gaat.
# In both languages, for who cannot read this one.
language-which = Kies je taal. Choose your language.
language-nl = Nederlands
language-en = English
language-set = Goed. We gaan verder in het Nederlands.
# Said in every language we have, one below the other, to who writes another one.
language-other = Ik lees alleen Nederlands en Engels. Een mens kijkt naar je bericht. Bel 112 bij gevaar.
