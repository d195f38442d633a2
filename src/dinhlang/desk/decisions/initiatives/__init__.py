"""The desk of initiatives: read them first, write down what comes on paper, put them to the households."""
