package dev.weir.net;

import java.nio.ByteBuffer;

/**
 * What one TCP connection does. Every method is called on the connection's loop and must not block.
 * One that throws ends its connection with {@link CloseReason#HANDLER_FAILED}, and nothing else.
 * Confined to the connection's loop.
 */
public interface ConnectionHandler {
  /** Called once and first. */
  void onOpen(TcpConnection connection);

  /** {@code bytes} are valid until the method returns; what is to be kept must be copied. */
  void onBytes(ByteBuffer bytes);

  /** The send queue has drained far enough after {@link TcpConnection#isWritable} was false. */
  default void onWritable() {}

  /** Called once and last, for whatever reason the connection ended. */
  void onClosed(CloseReason reason);
}
