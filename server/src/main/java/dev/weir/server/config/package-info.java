/**
 * What an operator may choose. The records say which keys exist, what type they have and what their
 * defaults are; {@link dev.weir.server.config.ConfigLoader} fills them from a file, the environment
 * and the command line. {@code config/weir.yaml} explains every key.
 */
package dev.weir.server.config;
