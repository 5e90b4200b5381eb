"""What HR does with dialogues at a desk: check them, look at them, translate them."""
