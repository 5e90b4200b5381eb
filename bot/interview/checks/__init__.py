"""The checks: what nobody can see in a text file, found before anybody is asked."""
