# When it is not clear what was meant: never a dead end.

fallback-did-you-mean = Ik wil het graag goed begrijpen. Bedoel je een van deze?
fallback-say-differently = Ik begrijp het nog niet. Kun je het anders zeggen?
fallback-human = Ik kom er niet uit. Een mens gaat ernaar kijken. Wil je iemand spreken?
out-of-scope = Dat kan ik niet. Ik help wel met een slaapplek, schulden, stappen en afspraken.
nlu-away = Ik kan nu even geen tekst lezen. Een mens leest je bericht. De knoppen werken wel.
button-is-old = Deze knop werkt niet meer. Dat geeft niet, je kunt opnieuw kiezen.
not-for-visitor = Dit kan pas als ik weet wie je bent. Vraag een medewerker om een link.
not-for-you = Dit kan ik hier niet voor je doen. Een mens kan met je meekijken.
