package dev.adjoint.integration.fuzz;

import java.util.ArrayList;
import java.util.List;

/**
 * A random program: a class, or a record whose components are inputs too, with an annotated method
 * {@code f} and helpers.
 *
 * @param dialect what it is written in
 * @param fields the components of the record; none for a class
 * @param wrt what is differentiated by, all if empty
 */
record Program(
    Dialect dialect,
    long seed,
    List<Parameter> fields,
    List<Parameter> parameters,
    List<String> wrt,
    String result,
    Node.Block body,
    List<Helper> helpers) {

  /**
   * A method that the program calls.
   *
   * @param head everything before the body
   * @param isElsewhere whether it stands in a file of its own
   */
  record Helper(Node.Name name, String head, Node.Block body, boolean isElsewhere) {
    Helper withBody(Node.Block newBody) {
      return new Helper(name, head, newBody, isElsewhere);
    }

    Helper moved() {
      return new Helper(name, head, body, !isElsewhere);
    }
  }

  Program withBody(Node.Block newBody) {
    return new Program(dialect, seed, fields, parameters, wrt, result, newBody, helpers);
  }

  Program withHelpers(List<Helper> newHelpers) {
    return new Program(dialect, seed, fields, parameters, wrt, result, body, newHelpers);
  }

  Program withWrt(List<String> newWrt) {
    return new Program(dialect, seed, fields, parameters, newWrt, result, body, helpers);
  }

  Program withParameters(List<Parameter> newParameters) {
    return new Program(dialect, seed, fields, newParameters, wrt, result, body, helpers);
  }

  boolean isRecord() {
    return !fields.isEmpty();
  }

  /** What the method can be differentiated by. */
  List<String> inputs() {
    List<String> result = new ArrayList<>();
    if (isRecord()) {
      result.add("this");
    }
    parameters.stream()
        .filter(Parameter::isDifferentiable)
        .forEach(parameter -> result.add(parameter.name()));
    return result;
  }

  /** What it is differentiated by. */
  List<String> chosen() {
    return wrt.isEmpty() ? inputs() : wrt;
  }

  int size() {
    int size = body.size() + 3 * parameters.size() + wrt.size();
    for (Helper helper : helpers) {
      size += (helper.isElsewhere() ? 6 : 4) + helper.body().size();
    }
    return size;
  }
}
