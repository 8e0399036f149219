# Ideas for a small step, for who has none in mind. The steps themselves stand in actions/step_library.yml.

button-ideas = Ideas
button-any-topic = It doesn't matter
button-other-topics = Other topics
button-other-ideas = Other ideas

idea-about = What may it be about?
idea-about-again = Choose a topic. With "Something else" you write your own step. What may it be about?
idea-which = Here are a few small steps. Which one suits you?
idea-first =
    Good: { $what }.
    Begin like this: { $first }.
idea-no-more = Those were all the ideas. A step of your own is fine too.
