"""Engines that play a lecture, behind one port."""
