"""Operators’ mistakes, said before they hurt: system checks with a hint."""
