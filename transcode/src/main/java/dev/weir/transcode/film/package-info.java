/** Films on their way into the library: what is to be done for each, and who does it. */
@org.jspecify.annotations.NullMarked
package dev.weir.transcode.film;
