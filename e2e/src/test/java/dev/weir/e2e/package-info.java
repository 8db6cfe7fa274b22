/** Real clients against a real server in this process, on free ports. */
@org.jspecify.annotations.NullMarked
package dev.weir.e2e;
