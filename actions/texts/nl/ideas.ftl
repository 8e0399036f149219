# Ideas for a small step, for who has none in mind. The steps themselves stand in actions/step_library.yml.

button-ideas = Ideeën
button-any-topic = Maakt niet uit
button-other-topics = Andere onderwerpen
button-other-ideas = Andere ideeën

idea-about = Waar mag het over gaan?
idea-about-again = Kies een onderwerp. Met "Iets anders" schrijf je zelf een stap. Waar mag het over gaan?
idea-which = Hier zijn een paar kleine stappen. Welke past bij je?
idea-first =
    Mooi: { $what }.
    Begin zo: { $first }.
idea-no-more = Dit waren alle ideeën. Je eigen stap is ook goed.
