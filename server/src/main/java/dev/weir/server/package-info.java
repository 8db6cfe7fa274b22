/**
 * From the command line to a running server: {@link dev.weir.server.Main} → {@link
 * dev.weir.server.ServeCommand} → {@link dev.weir.server.Server}, where everything is wired by
 * plain constructor calls.
 */
package dev.weir.server;
