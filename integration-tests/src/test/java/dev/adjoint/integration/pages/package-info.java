/**
 * Tests that read the pages of the documentation: what they say is compiled, run, and compared with
 * the processor's own tables.
 */
@NullMarked
package dev.adjoint.integration.pages;

import org.jspecify.annotations.NullMarked;
