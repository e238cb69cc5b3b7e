"""The gates that a pair of requirements passes before its sets are compared, in the order of the method.

Each gate notes what it found in a :class:`~catalog.comparison.gates.trail.Trail` and returns what closed it, or
``None``.
"""
