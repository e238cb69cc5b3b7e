"""``python -m catalog.cli`` is the same as ``duibiao``."""

from catalog.cli import main

main()
