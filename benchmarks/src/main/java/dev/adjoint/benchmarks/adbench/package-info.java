/**
 * The objectives of ADBench as plain annotated Java, each beside a gradient that was written by
 * hand. Data and reference values are ADBench's (Microsoft, MIT licence).
 */
@NullMarked
package dev.adjoint.benchmarks.adbench;

import org.jspecify.annotations.NullMarked;
