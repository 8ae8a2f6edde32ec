"""The film maker: storyboards in, narrated and captioned films out; kept apart from the web process."""
