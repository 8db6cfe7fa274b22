/**
 * Sockets, event loops and timers. {@link dev.weir.net.Loops} are started once by the server;
 * {@link dev.weir.net.TcpListener} and {@link dev.weir.net.HttpListener} run on them. Nothing that
 * runs on a loop may block.
 */
package dev.weir.net;
