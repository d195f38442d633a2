"""Đình Làng: the people know, discuss, decide, do, inspect, supervise and benefit."""
