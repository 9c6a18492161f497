package dev.adjoint.train;

import java.time.Duration;
import java.util.OptionalDouble;

/**
 * One time through the data.
 *
 * @param epoch the number of the epoch, from 1
 * @param loss the mean of the losses of its steps, each before its update
 * @param metric the measure after the epoch, if the training validates
 * @param time how long the steps took, without the validation
 * @param examplesPerSecond how many examples were learned from in a second
 */
public record EpochReport(
    int epoch, double loss, OptionalDouble metric, Duration time, double examplesPerSecond) {}
