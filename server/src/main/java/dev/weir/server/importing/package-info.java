/** {@code weir import}: a client of tus 1.0, which needs no more of a server than its address. */
@org.jspecify.annotations.NullMarked
package dev.weir.server.importing;
