"""Pictures: the house style, charts, maps and networks."""
