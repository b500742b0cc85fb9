"""Texts to vectors: a default that needs neither network nor PyTorch, and any other by name."""

from factcheck.embedding.encoder import Encoder, load_encoder

__all__ = ["Encoder", "load_encoder"]
