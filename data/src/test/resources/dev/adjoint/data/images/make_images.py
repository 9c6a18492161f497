"""Writes the files beside this one: python3 make_images.py (needs PyTorch and Pillow)

*.png          pictures of 5 x 3 pixels in the ways that PNG has to store them
photo.jpg      a picture of 24 x 16 pixels in colour, gray.jpg in shades of gray
expected.txt   for each file what Pillow reads of it, in colour and in gray, plane by plane; and a
               ramp resized by PyTorch's interpolate(mode="bilinear", antialias=True)
"""

import pathlib
import struct
import zlib

import torch
from PIL import Image

HERE = pathlib.Path(__file__).parent
WIDTH, HEIGHT = 5, 3


def png(name, bits, colour, rows, palette=b""):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, bits, colour, 0, 0, 0)
    data = zlib.compress(b"".join(b"\0" + bytes(row) for row in rows))
    chunks = [chunk(b"IHDR", header)]
    if palette:
        chunks.append(chunk(b"PLTE", palette))
    chunks += [chunk(b"IDAT", data), chunk(b"IEND", b"")]
    (HERE / name).write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(chunks))


def samples(count):
    return [[(y * 89 + x * 37 + 5) % 256 for x in range(WIDTH * count)] for y in range(HEIGHT)]


def planes(image, mode):
    pixels = torch.tensor(list(image.convert(mode).getdata())).reshape(
        image.height, image.width, len(mode)
    )
    return " ".join(str(v) for v in pixels.permute(2, 0, 1).reshape(-1).tolist())


def main():
    png("gray.png", 8, 0, samples(1))
    png("gray_alpha.png", 8, 4, samples(2))
    png("rgb.png", 8, 2, samples(3))
    png("rgba.png", 8, 6, samples(4))
    png("bits.png", 1, 0, [[0b10110000], [0b01010000], [0b11111000]])
    palette = bytes([255, 0, 0, 0, 255, 0, 0, 0, 255, 10, 20, 30])
    png("palette.png", 8, 3, [[(x + y) % 4 for x in range(WIDTH)] for y in range(HEIGHT)], palette)
    photo = Image.new("RGB", (24, 16))
    photo.putdata([(x * 10, y * 15, 128 + x - y) for y in range(16) for x in range(24)])
    photo.save(HERE / "photo.jpg", quality=95, subsampling=0)
    photo.convert("L").save(HERE / "gray.jpg", quality=95)
    lines = []
    for file in sorted(HERE.glob("*.png")) + sorted(HERE.glob("*.jpg")):
        with Image.open(file) as image:
            lines.append(f"{file.name} RGB: {planes(image, 'RGB')}")
            lines.append(f"{file.name} L: {planes(image, 'L')}")
    ramp = (torch.arange(2 * 6 * 9) * 7 % 11 / 8).reshape(1, 2, 6, 9)
    for size in ((6, 9), (3, 4), (1, 1), (13, 20), (6, 2), (5, 9)):
        resized = torch.nn.functional.interpolate(
            ramp, size=size, mode="bilinear", antialias=True, align_corners=False
        )
        numbers = " ".join(repr(v) for v in resized.reshape(-1).tolist())
        lines.append(f"resize {size[0]}x{size[1]}: {numbers}")
    (HERE / "expected.txt").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
