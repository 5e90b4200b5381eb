"""What is kept, proved on real files."""
