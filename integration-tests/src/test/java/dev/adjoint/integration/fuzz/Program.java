package dev.adjoint.integration.fuzz;

import java.util.ArrayList;
import java.util.List;

/**
 * A random program: a class, or a record whose components are inputs too, with an annotated method
 * {@code f} and helpers.
 *
 * @param fields the components of the record; none for a class
 * @param wrt what is differentiated by, all if empty
 */
record Program(
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
   */
  record Helper(Node.Name name, String head, Node.Block body) {}

  Program withBody(Node.Block newBody) {
    return new Program(seed, fields, parameters, wrt, result, newBody, helpers);
  }

  Program withHelpers(List<Helper> newHelpers) {
    return new Program(seed, fields, parameters, wrt, result, body, newHelpers);
  }

  Program withWrt(List<String> newWrt) {
    return new Program(seed, fields, parameters, newWrt, result, body, helpers);
  }

  Program withParameters(List<Parameter> newParameters) {
    return new Program(seed, fields, newParameters, wrt, result, body, helpers);
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
      size += 4 + helper.body().size();
    }
    return size;
  }
}
