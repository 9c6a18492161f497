"""A safetensors file of PyTorch's tensors, put together and read by the format's description alone.

python3 torch_safetensors.py              writes torch.safetensors and torch_safetensors.txt beside this file
python3 torch_safetensors.py check FILE   reads a file that has the same tensors, and compares every bit
"""

import json
import pathlib
import struct
import sys

import torch

HERE = pathlib.Path(__file__).parent
DTYPES = {"F32": torch.float32, "F64": torch.float64}


def tensors():
    generator = torch.Generator().manual_seed(7)
    return {
        "model.scale": torch.tensor(1 / 3, dtype=torch.float64),
        "optimizer.mean.model.w": torch.randn(2, 3, 2, dtype=torch.float64, generator=generator),
        "model.none": torch.zeros(0, 3),
        "model.special": torch.tensor([-0.0, 1e-45, 3.4028235e38, -1.5]),
        "model.w": torch.randn(4, 5, generator=generator),
    }


def write(path):
    header, data = {"__metadata__": {"framework": "pt", "step": "12"}}, b""
    for name, tensor in tensors().items():
        begin = len(data)
        data += tensor.contiguous().numpy().tobytes()
        dtype = next(key for key, value in DTYPES.items() if value == tensor.dtype)
        header[name] = {"dtype": dtype, "shape": list(tensor.shape), "data_offsets": [begin, len(data)]}
    text = json.dumps(header, separators=(",", ":"), ensure_ascii=False).encode()
    text += b" " * (-len(text) % 8)
    path.write_bytes(struct.pack("<Q", len(text)) + text + data)


def read(path):
    content = path.read_bytes()
    (length,) = struct.unpack_from("<Q", content)
    header = json.loads(content[8 : 8 + length])
    metadata = header.pop("__metadata__", {})
    found = {}
    for name, entry in header.items():
        begin, end = (8 + length + offset for offset in entry["data_offsets"])
        flat = torch.tensor([], dtype=DTYPES[entry["dtype"]])
        if end > begin:
            flat = torch.frombuffer(bytearray(content[begin:end]), dtype=DTYPES[entry["dtype"]])
        found[name] = flat.reshape(entry["shape"])
    return found, metadata


def check(path):
    found, _ = read(path)
    expected = tensors()
    assert found.keys() == expected.keys(), found.keys()
    for name, tensor in expected.items():
        assert found[name].dtype == tensor.dtype and found[name].shape == tensor.shape, name
        assert found[name].numpy().tobytes() == tensor.numpy().tobytes(), name
    print(f"{path}: {len(found)} tensors, equal to the last bit")


def main():
    if sys.argv[1:2] == ["check"]:
        check(pathlib.Path(sys.argv[2]))
        return
    write(HERE / "torch.safetensors")
    lines = (f"{name}: {' '.join(str(v) for v in tensor.double().flatten().tolist())}"
             for name, tensor in tensors().items() if tensor.numel() > 0)
    (HERE / "torch_safetensors.txt").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
