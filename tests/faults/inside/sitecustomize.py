"""Python reads this file first in every process that has its folder on the path."""

import os

if "FAULT_PLACE" in os.environ:  # the process that cleans files gets none of our environment
    import fault_points  # noqa: F401 - it puts itself in place
