package dev.adjoint.benchmarks;

import java.util.concurrent.Callable;

/**
 * A measurement that is run by name. It is one class with {@code @AutoService(Benchmark.class)} and
 * picocli's {@code @Command}, which gives its name and what it measures in one line; its options
 * are its own. Nothing else has to know it.
 */
public interface Benchmark extends Callable<Integer> {}
