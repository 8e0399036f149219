# Goals: what somebody wants to reach, in their own words. $tone is 1 to 3: the same in other words.

goal-what = What would you like to reach? Write it in your own words.
goal-domain = What does this belong to?
goal-kept = Good that you want this: { $goal }. I've kept your goal.
goal-there-already = This goal is there already: { $goal }.
goal-step-question = Shall we choose a small step?

goals-open =
    This is what you want to reach:
    { $goals }
goals-none = There is no goal yet. Would you like to write one down?
goal-one = Your goal: { $goal }.
goal-which = Which goal is it about?

goal-reached = { $tone ->
    [1] Congratulations. You reached your goal: { $goal }. You may be proud of that.
    [2] What a good moment. You reached this: { $goal }. Congratulations.
   *[3] You did it: { $goal }. Congratulations, this was you.
}
goal-dropped = That's all right. A goal may change. This one is gone now: { $goal }.
goal-made-together = { $who } wrote down the goal you chose together: { $goal }.

button-small-step = Choose a small step
button-my-goals = My goals
button-new-goal = Add a goal
button-goal-reached = Goal reached
button-goal-drop = Let this goal go
button-goal-keep = Keep it after all

## Beside a thread, for staff
inbox-goals = Goals
inbox-goal-reached = Reached
inbox-goal-add = Add a goal
inbox-goal-words = Goal, in their own words
inbox-goal-domain = Life domain
inbox-goal-any-domain = Not chosen
inbox-goal-for = Belongs to
inbox-goal-no = No goal
inbox-goal-new = A new goal
inbox-goal-save = Keep the goal
inbox-goal-empty = Fill in the goal.
inbox-note-goal-made = The goal is there. They got a message.
inbox-note-goal-ended = The goal is reached.
