# How it goes: any answer is fine.

checkin-good = Fijn om te horen. Heb je zin in een kleine stap, kies er dan een.
checkin-so-so = Dank je dat je het zegt. Het hoeft niet altijd goed te gaan. Wil je erover praten?
checkin-bad = Wat naar. Goed dat je het zegt, ik laat het een mens weten. Waar heeft het mee te maken?
checkin-topic-heard = Dank je. Ik heb het erbij gezet. Wil je erover praten?
