"""`python -m dinhlang` is the command line."""

from dinhlang.cli.main import main

main()
