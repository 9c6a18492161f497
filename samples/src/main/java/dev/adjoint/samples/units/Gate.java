package dev.adjoint.samples.units;

/**
 * A function of two bits.
 *
 * @param table its values at 00, 01, 10 and 11
 */
record Gate(String name, int... table) {
  static final Gate AND = new Gate("AND", 0, 0, 0, 1);
  static final Gate OR = new Gate("OR", 0, 1, 1, 1);
  static final Gate XOR = new Gate("XOR", 0, 1, 1, 0);
  static final Gate XNOR = new Gate("XNOR", 1, 0, 0, 1);

  /** All inputs, in the order of a table. */
  static final double[][] INPUTS = {{0, 0}, {0, 1}, {1, 0}, {1, 1}};

  /** The inputs where the value is the given one: first bits and second bits. */
  double[][] where(int value) {
    int count = 0;
    for (int each : table) {
      count += each == value ? 1 : 0;
    }
    double[][] result = new double[2][count];
    for (int i = 3; i >= 0; i--) {
      if (table[i] == value) {
        count--;
        result[0][count] = INPUTS[i][0];
        result[1][count] = INPUTS[i][1];
      }
    }
    return result;
  }
}
