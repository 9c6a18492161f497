"""Writes metrics.txt with scikit-learn 1.9.1: python3 make_metrics.py

Inputs are multiples of 1/8, so that float holds them, and many are equal. Of the classes 0 to 5 the
labels lack 4 and 5, and 5 is not predicted either.
"""

import pathlib
import warnings

import numpy as np
from sklearn import metrics

HERE = pathlib.Path(__file__).parent
CLASSES = 6
ROWS = 97


def eighths(generator, *shape):
    return generator.integers(-20, 21, shape) / 8


def main():
    generator = np.random.default_rng(7)
    lines = []

    def line(key, values):
        numbers = np.asarray(values, dtype=np.float64).reshape(-1).tolist()
        lines.append(f"{key}: {' '.join(map(repr, numbers))}")

    labels = generator.integers(0, 4, ROWS)
    logits = eighths(generator, ROWS, CLASSES)
    logits[np.arange(ROWS), labels] += 1
    logits[:, 5] = -100
    predictions = logits.argmax(1)
    line("labels", labels)
    line("logits", logits)
    line("confusion", metrics.confusion_matrix(labels, predictions, labels=range(CLASSES)))
    line("accuracy", metrics.accuracy_score(labels, predictions))
    for name in ("precision", "recall", "f1"):
        score = getattr(metrics, f"{name}_score")
        per_class = score(labels, predictions, labels=range(CLASSES), average=None, zero_division=0)
        line(name, per_class)
        for average in ("macro", "micro", "weighted"):
            line(f"{average} {name}", score(labels, predictions, average=average, zero_division=0))
    # scikit-learn gives equal scores to the last class, we to the first: a slope makes them differ.
    slope = np.arange(CLASSES) * 1e-6
    for k in (1, 2, 3, 6):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            top = metrics.top_k_accuracy_score(labels, logits - slope, k=k, labels=range(CLASSES))
        line(f"top {k}", top)
    shifted = logits - logits.max(1, keepdims=True)
    probabilities = np.exp(shifted) / np.exp(shifted).sum(1, keepdims=True)
    loss = metrics.log_loss(labels, probabilities, labels=range(CLASSES))
    line("perplexity", np.exp(loss))
    line("perplexity without 2", np.exp(
        metrics.log_loss(labels[labels != 2], probabilities[labels != 2], labels=range(CLASSES))))

    truth = generator.integers(0, 2, ROWS)
    scores = eighths(generator, ROWS) + truth
    line("truth", truth)
    line("scores", scores)
    line("auc", metrics.roc_auc_score(truth, scores))

    targets = eighths(generator, ROWS, 3) + [0, 100, 1000]
    predicted = targets + eighths(generator, ROWS, 3) / 4
    line("targets", targets)
    line("predicted", predicted)
    line("mae", metrics.mean_absolute_error(targets, predicted))
    line("mse", metrics.mean_squared_error(targets, predicted))
    line("rmse", metrics.root_mean_squared_error(targets.reshape(-1), predicted.reshape(-1)))
    line("r2", metrics.r2_score(targets, predicted))
    line("r2 of equal targets", [
        metrics.r2_score([2, 2, 2], [2, 2, 2]), metrics.r2_score([2, 2, 2], [2, 2, 3])])
    (HERE / "metrics.txt").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
