"""The pages beside the chat: each shows what its address asks for."""
