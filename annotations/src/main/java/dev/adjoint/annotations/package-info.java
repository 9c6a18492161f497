/**
 * What users write on their code, and what operations declare about themselves.
 *
 * <p>All annotations are kept in class files, so that the processor finds them in jars, and none is
 * visible to reflection: nothing here costs anything at run time.
 */
package dev.adjoint.annotations;
