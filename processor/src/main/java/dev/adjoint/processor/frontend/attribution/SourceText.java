package dev.adjoint.processor.frontend.attribution;

/**
 * A Java source that exists only in memory.
 *
 * @param qualifiedName the qualified name of its top-level type
 * @param text the whole compilation unit
 */
public record SourceText(String qualifiedName, String text) {}
