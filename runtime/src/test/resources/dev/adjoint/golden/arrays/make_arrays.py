"""Writes the files beside this one with NumPy: python3 make_arrays.py

The numbers are those that NpyTest computes for itself: element i, in row-major order, of an array
whose elements begin at a and go on by d.
"""

import pathlib

import numpy as np

HERE = pathlib.Path(__file__).parent


def ramp(dtype, start, step, *shape):
    return (np.arange(int(np.prod(shape))) * step + start).astype(dtype).reshape(shape)


ARRAYS = {
    "f4": ramp("<f4", -1, 0.125, 2, 3, 4),
    "f8": ramp("<f8", 0.1, 0.3, 5),
    "i4": ramp("<i4", -3, 100_000, 3, 2),
    "i8": ramp("<i8", -(1 << 40), 1 << 39, 2, 2),
    "u1": ramp("u1", 1, 50, 6),
    "bool": np.array([[True, False, True]]),
    "fortran": np.asfortranarray(ramp("<f4", 0, 1, 2, 3, 4)),
    "fortran_i8": np.asfortranarray(ramp("<i8", 5, 7, 3, 2)),
    "scalar": np.array(2.5, dtype="<f4"),
    "empty": np.zeros((0, 3), dtype="<f8"),
    "big_f4": ramp(">f4", -1, 0.125, 2, 3, 4),
    "big_i8": ramp(">i8", -(1 << 40), 1 << 39, 2, 2),
}


def save(name, array, version):
    with open(HERE / f"{name}.npy", "wb") as file:
        np.lib.format.write_array(file, array, version=version)


def main():
    for name, array in ARRAYS.items():
        save(name, array, (1, 0))
    save("version2", ARRAYS["f4"], (2, 0))
    save("version3", ARRAYS["f4"], (3, 0))
    np.save(HERE / "objects.npy", np.array([None, "a"], dtype=object), allow_pickle=True)
    np.save(HERE / "fields.npy", np.zeros(2, dtype=[("a", "<f4"), ("b", "<i4")]))
    np.save(HERE / "complex.npy", np.zeros(2, dtype="<c8"))
    some = {name: ARRAYS[name] for name in ("f4", "i8", "bool", "fortran", "scalar", "empty")}
    np.savez(HERE / "plain.npz", **some)
    np.savez_compressed(HERE / "compressed.npz", **some)


if __name__ == "__main__":
    main()
