"""The program under attack: a season of simulated people, raw copies of all it wrote, and attacks.

A further attack is one function in a module of this package and one line in `table.ATTACKS`.
"""
