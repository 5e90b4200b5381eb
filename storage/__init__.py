"""All that is kept, and all the SQL; knows nothing of the bot."""
