"""Drogowskaz: the programme in which one institution advises many cities."""

__version__ = "0.1.0"
