"""Writes the golden values beside this file: python3 make_golden.py, which needs PyTorch and SciPy

optimizers.txt          trajectories of optimizers, and gradients after clipping: optimizers.py
schedules.txt           learning rates of schedules: schedules.py
minimizers.txt          iterates of L-BFGS, and least squares: minimizers.py
official.safetensors    a file put together by hand from the format's description

Each line of a text is a key, a colon, and numbers.
"""

import json
import pathlib
import struct

import minimizers
import optimizers
import schedules

HERE = pathlib.Path(__file__).parent

def official():
    tensors = [("layer.weight", [2, 3], [1.5, -2.0, 0.25, 3.0, 1e-8, -0.0]), ("bias", [], [7.0])]
    header, data = {"__metadata__": {"format": "pt", "note": "line\nbreak \u00e9"}}, b""
    for name, shape, values in tensors:
        begin = len(data)
        data += struct.pack(f"<{len(values)}f", *values)
        header[name] = {"dtype": "F32", "shape": shape, "data_offsets": [begin, len(data)]}
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    return struct.pack("<Q", len(text)) + text + data


def main():
    for module in (optimizers, schedules, minimizers):
        lines = (f"{key}: {' '.join(str(v) for v in values)}" for key, values in module.cases())
        (HERE / f"{module.__name__}.txt").write_text("\n".join(lines) + "\n")
    (HERE / "official.safetensors").write_bytes(official())


if __name__ == "__main__":
    main()
