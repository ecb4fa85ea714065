"""Frames around messages, and their compression: the specification's section 5."""

import zstandard

from . import limits
from .errors import BadMessage

MAGIC = b"TS"
VERSION = 1
PLAIN = 0
ZSTD = 1

# The densest zstd block is four bytes that stand for 128 KiB. So a slice of this size gives at most 2 MiB, and a bomb
# is noticed before it has taken much more than the limit (I7).
_SLICE = 64
_ZSTD_MAGIC = bytes.fromhex("28b52ffd")


class BadFrame(BadMessage):
    """The bytes are no frame of version 1 that keeps to the limits."""

    def __init__(self, sentence: str, code: str = "bad_frame") -> None:
        super().__init__(sentence, code)


def encode(message: bytes) -> bytes:
    """A frame, compressed where that is worth it."""
    if len(message) >= limits.COMPRESS_FROM:
        packed = zstandard.ZstdCompressor().compress(message)
        if len(packed) < len(message):
            return MAGIC + bytes([VERSION, ZSTD]) + packed
    return MAGIC + bytes([VERSION, PLAIN]) + message


def decode(frame: bytes) -> bytes:
    """The message in a frame."""
    if len(frame) > limits.FRAME_TRAVELLING:
        raise BadFrame("beyond the limit of a frame", "too_large")
    if len(frame) < 4 or frame[:2] != MAGIC:
        raise BadFrame("no frame")
    if frame[2] != VERSION:
        raise BadFrame(f"frame version {frame[2]}", "unsupported_version")
    if frame[3] == PLAIN:
        return frame[4:]
    if frame[3] == ZSTD:
        return _unpack(frame[4:])
    raise BadFrame(f"compression {frame[3]}")


def _unpack(packed: bytes) -> bytes:
    if not packed.startswith(_ZSTD_MAGIC):
        # A skippable frame would be read as nothing at all.
        raise BadFrame("no zstd frame")
    decoder = zstandard.ZstdDecompressor(max_window_size=limits.ZSTD_WINDOW).decompressobj()
    pieces: list[bytes] = []
    length = 0
    for start in range(0, len(packed), _SLICE):
        if decoder.eof:
            raise BadFrame("something follows the zstd frame")
        try:
            piece = decoder.decompress(packed[start:start + _SLICE])
        except zstandard.ZstdError as error:
            raise BadFrame(f"damaged: {error}") from error
        length += len(piece)
        if length > limits.FRAME_UNPACKED:
            raise BadFrame("beyond the limit of an unpacked frame", "too_large")
        pieces.append(piece)
    if not decoder.eof:
        raise BadFrame("the zstd frame is cut off")
    if decoder.unused_data:
        raise BadFrame("something follows the zstd frame")
    return b"".join(pieces)
