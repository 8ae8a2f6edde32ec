"""The whole, put together: settings, addresses, the signed-in home, search, health."""
