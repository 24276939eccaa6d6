"""The demo edition: invented cities and people in every state of life, made by the real deeds."""
