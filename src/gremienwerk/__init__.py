"""Gremienwerk: the bodies, meetings and papers of a district integration office."""
