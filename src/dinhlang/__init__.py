"""Đình Làng: the people know, discuss, decide, do, inspect, supervise and benefit."""

__version__ = "0.1.0"
