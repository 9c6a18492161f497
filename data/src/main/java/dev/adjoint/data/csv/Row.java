package dev.adjoint.data.csv;

import java.util.List;

/**
 * The values of a row.
 *
 * @param line the number, from 1, of the line where the row ends
 */
record Row(long line, List<String> values) {}
