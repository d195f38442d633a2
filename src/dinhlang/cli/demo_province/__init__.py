"""The demo province: villages, offices, officers and cases, all invented, the same for the same seed and day."""
