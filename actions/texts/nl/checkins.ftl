# How it goes: any answer is fine.

checkin-good = Fijn om te horen. Wil je een kleine stap kiezen?
checkin-so-so = Dank je dat je het zegt. Het hoeft niet altijd goed te gaan. Wil je erover praten?
checkin-bad = Wat naar. Goed dat je het zegt, ik laat het een mens weten. Waar heeft het mee te maken?
checkin-other-topics = Waar gaat het dan over? Kies iets, of schrijf het in je eigen woorden.
checkin-tell = Vertel maar. Alles mag.
checkin-told = Dank je dat je het vertelt.
checkin-topic-heard = Dank je. Ik heb het erbij gezet. Wil je erover praten?
