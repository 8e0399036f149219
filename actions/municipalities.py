"""The municipalities of the region, as buttons and where the model is away (DOMAIN.md section 1)."""

MUNICIPALITIES = ("Almelo", "Hellendoorn", "Rijssen-Holten", "Tubbergen", "Twenterand", "Wierden")
