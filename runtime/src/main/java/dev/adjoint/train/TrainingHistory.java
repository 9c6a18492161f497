package dev.adjoint.train;

import dev.adjoint.Leaf;
import dev.adjoint.optim.Resumable;
import dev.adjoint.optim.SavedState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a training has measured: losses, validations, epochs, and the epoch that is not complete.
 */
final class TrainingHistory implements Resumable {
  private static final String LOSSES = "losses";
  private static final String EPOCHS = "epochs";
  private static final String VALIDATIONS = "validations";
  private static final String CURRENT = "current";

  private static final int EPOCH_COLUMNS = 5;
  private static final int VALIDATION_COLUMNS = 2;

  private final List<String> metrics;
  private final List<EpochReport> epochs = new ArrayList<>();
  private final List<Validation> validations = new ArrayList<>();
  private double[] losses = new double[64];
  private int size;

  /** Of the current epoch. */
  private double sum;

  private int counted;
  private long nanos;

  TrainingHistory(List<String> metrics) {
    this.metrics = metrics;
  }

  List<EpochReport> epochs() {
    return List.copyOf(epochs);
  }

  List<Validation> validations() {
    return List.copyOf(validations);
  }

  List<Double> losses() {
    return Arrays.stream(losses, 0, size).boxed().toList();
  }

  /** The model learned from a batch. */
  void add(double loss) {
    if (size == losses.length) {
      losses = Arrays.copyOf(losses, 2 * size);
    }
    losses[size++] = loss;
    sum += loss;
    counted++;
  }

  /** A step took some time. */
  void spend(long stepNanos) {
    nanos += stepNanos;
  }

  /** Of the epoch so far; 0 before its first batch. */
  double batchesPerSecond() {
    return nanos == 0 ? 0 : counted * 1e9 / nanos;
  }

  void add(Validation validation) {
    validations.add(validation);
  }

  /** Whether the epoch was measured after a step already. */
  boolean isValidated(int epoch, long step) {
    return validations.stream()
        .anyMatch(validation -> validation.epoch() == epoch && validation.step() == step);
  }

  /** Ends the epoch that the losses and the times belong to. */
  EpochReport endEpoch(int epoch, double examplesPerBatch) {
    long time = Math.max(1, nanos);
    EpochReport report =
        new EpochReport(
            epoch,
            counted,
            sum / counted,
            metrics(epoch),
            Duration.ofNanos(time),
            examplesPerBatch * counted * 1e9 / time);
    epochs.add(report);
    sum = 0;
    counted = 0;
    nanos = 0;
    return report;
  }

  /** The last measures of an epoch. */
  private Map<String, Double> metrics(int epoch) {
    for (int i = validations.size() - 1; i >= 0; i--) {
      if (validations.get(i).epoch() == epoch) {
        return validations.get(i).metrics();
      }
    }
    return Map.of();
  }

  @Override
  public List<Leaf> state() {
    double[][] epochRows = new double[epochs.size()][];
    Arrays.setAll(epochRows, i -> row(epochs.get(i)));
    double[][] validationRows = new double[validations.size()][];
    Arrays.setAll(validationRows, i -> row(validations.get(i)));
    return List.of(
        new Leaf.Doubles(LOSSES, new int[] {size}, Arrays.copyOf(losses, size)),
        table(EPOCHS, epochRows, EPOCH_COLUMNS),
        table(VALIDATIONS, validationRows, VALIDATION_COLUMNS + metrics.size()),
        new Leaf.Doubles(CURRENT, new int[] {3}, new double[] {sum, counted, nanos}));
  }

  private static double[] row(EpochReport report) {
    return new double[] {
      report.epoch(),
      report.batches(),
      report.loss(),
      report.time().toNanos(),
      report.examplesPerSecond()
    };
  }

  private double[] row(Validation validation) {
    double[] row = new double[VALIDATION_COLUMNS + metrics.size()];
    row[0] = validation.epoch();
    row[1] = validation.step();
    for (int i = 0; i < metrics.size(); i++) {
      row[VALIDATION_COLUMNS + i] = validation.metrics().getOrDefault(metrics.get(i), Double.NaN);
    }
    return row;
  }

  private static Leaf table(String name, double[][] rows, int columns) {
    double[] values = Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
    return new Leaf.Doubles(name, new int[] {rows.length, columns}, values);
  }

  @Override
  public void restore(List<? extends Leaf> saved) {
    SavedState.requireSame(saved, likeSaved(saved));
    Map<String, double[]> byName = new LinkedHashMap<>();
    saved.forEach(leaf -> byName.put(leaf.path(), ((Leaf.Doubles) leaf).values()));
    double[] savedLosses = byName.getOrDefault(LOSSES, new double[0]);
    size = savedLosses.length;
    losses = Arrays.copyOf(savedLosses, Math.max(64, size));
    validations.clear();
    for (double[] row : rows(byName.get(VALIDATIONS), VALIDATION_COLUMNS + metrics.size())) {
      Map<String, Double> measured = new LinkedHashMap<>();
      for (int i = 0; i < metrics.size(); i++) {
        measured.put(metrics.get(i), row[VALIDATION_COLUMNS + i]);
      }
      validations.add(new Validation((int) row[0], (long) row[1], measured));
    }
    epochs.clear();
    for (double[] row : rows(byName.get(EPOCHS), EPOCH_COLUMNS)) {
      int epoch = (int) row[0];
      Duration time = Duration.ofNanos((long) row[3]);
      epochs.add(new EpochReport(epoch, (int) row[1], row[2], metrics(epoch), time, row[4]));
    }
    double[] current = byName.getOrDefault(CURRENT, new double[3]);
    sum = current[0];
    counted = (int) current[1];
    nanos = (long) current[2];
  }

  /** The leaves that are expected, with as many rows as those that were saved. */
  List<Leaf> likeSaved(List<? extends Leaf> saved) {
    return List.of(
        like(LOSSES, new int[] {rowsOf(LOSSES, saved)}),
        like(EPOCHS, new int[] {rowsOf(EPOCHS, saved), EPOCH_COLUMNS}),
        like(
            VALIDATIONS,
            new int[] {rowsOf(VALIDATIONS, saved), VALIDATION_COLUMNS + metrics.size()}),
        like(CURRENT, new int[] {3}));
  }

  private static Leaf like(String name, int[] shape) {
    return new Leaf.Doubles(name, shape, new double[0]);
  }

  private static int rowsOf(String name, List<? extends Leaf> saved) {
    return saved.stream()
        .filter(leaf -> leaf.path().equals(name) && leaf.shape().length > 0)
        .mapToInt(leaf -> leaf.shape()[0])
        .findFirst()
        .orElse(0);
  }

  private static double[][] rows(double[] values, int columns) {
    double[][] rows = new double[values.length / columns][];
    Arrays.setAll(rows, i -> Arrays.copyOfRange(values, i * columns, (i + 1) * columns));
    return rows;
  }
}
