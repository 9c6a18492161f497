/**
 * Types for the bodies that users write: while annotation processors run, javac has attributed
 * nothing inside a method. This package compiles the same source files a second time in a nested
 * {@code JavacTask}, whose file manager shows it what the outer compilation sees, and hands out its
 * typed trees. It completes no symbol of the outer compilation that javac would not complete by
 * itself: that could add warnings, and compile files that nobody asked for. Nothing here decides
 * what may be differentiated, and nothing here reports a message.
 */
@NullMarked
package dev.adjoint.processor.frontend.attribution;

import org.jspecify.annotations.NullMarked;
