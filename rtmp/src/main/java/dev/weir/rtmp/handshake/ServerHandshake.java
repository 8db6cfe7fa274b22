package dev.weir.rtmp.handshake;

import static dev.weir.media.MediaFormatException.Kind.UNSUPPORTED;

import dev.weir.media.ByteWriter;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import java.nio.ByteBuffer;
import java.util.random.RandomGenerator;

/**
 * The server's half of the handshake (Adobe RTMP 1.0 §5.2): C0 and C1 in, S0, S1 and S2 out in one
 * go, then C2 in. Answers a client that signs C1 with a digest in kind, any other with an echo.
 * Holds 1,536 octets until it has answered. Confined to its connection.
 *
 * <p>Interop: C2 ought to echo S1 (§5.2.4), but librtmp and others send what they like, so it is
 * counted and not looked at.
 */
public final class ServerHandshake {
  private static final int VERSION = 3;
  private static final int PACKET_BYTES = 1536;

  /** Anything but zero tells a digest client that a digest may be looked for. */
  private static final int SERVER_VERSION = 0x04050001;

  private static final byte[] NOTHING = new byte[0];

  private final RandomGenerator random;
  private byte[] c1 = new byte[PACKET_BYTES];
  private boolean hasC0;
  private int c1Bytes;
  private int c2Bytes;

  public ServerHandshake(RandomGenerator random) {
    this.random = random;
  }

  public boolean isDone() {
    return c2Bytes == PACKET_BYTES;
  }

  /**
   * Takes what belongs to the handshake from {@code input}, and leaves what comes behind C2.
   *
   * @param out where S0, S1 and S2 go as soon as C1 is whole
   * @throws MediaFormatException if the peer does not speak RTMP in the clear
   */
  public void read(ByteBuffer input, ByteWriter out) throws MediaFormatException {
    if (!hasC0 && input.hasRemaining()) {
      readC0(input.get() & 0xFF);
    }
    if (c1Bytes < PACKET_BYTES) {
      int count = Math.min(PACKET_BYTES - c1Bytes, input.remaining());
      input.get(c1, c1Bytes, count);
      c1Bytes += count;
      if (c1Bytes == PACKET_BYTES) {
        answer(out);
        c1 = NOTHING;
      }
    }
    if (c1Bytes == PACKET_BYTES) {
      int count = Math.min(PACKET_BYTES - c2Bytes, input.remaining());
      input.position(input.position() + count);
      c2Bytes += count;
    }
  }

  /** §5.2.2; 6 would be RTMPE, and a letter is another protocol altogether. */
  private void readC0(int version) throws MediaFormatException {
    if (version != VERSION) {
      throw new MediaFormatException(
          UNSUPPORTED, "RTMP handshake", "version 3 is spoken here, not " + version);
    }
    hasC0 = true;
  }

  private void answer(ByteWriter out) {
    out.u8(VERSION);
    boolean mayHaveDigest = (c1[4] | c1[5] | c1[6] | c1[7]) != 0;
    int block = mayHaveDigest ? HandshakeDigest.findBlock(c1) : -1;
    if (block < 0) {
      answerWithEcho(out);
      return;
    }
    answerWithDigest(out, block);
  }

  /** §5.2.3, §5.2.4: our epoch is now, so both times that we send are zero. */
  private void answerWithEcho(ByteWriter out) {
    byte[] s1 = randomPacket();
    Bytes behindTimes = Bytes.wrap(s1).slice(8);
    out.u32(0).u32(0).bytes(behindTimes);
    out.bytes(Bytes.copyOf(c1));
  }

  private void answerWithDigest(ByteWriter out, int block) {
    byte[] s1 = randomPacket();
    ByteBuffer.wrap(s1).putInt(0).putInt(SERVER_VERSION);
    HandshakeDigest.signS1(s1, block);
    out.bytes(Bytes.wrap(s1));

    byte[] s2 = randomPacket();
    HandshakeDigest.signS2(s2, HandshakeDigest.digestIn(c1, block));
    out.bytes(Bytes.wrap(s2));
  }

  private byte[] randomPacket() {
    var packet = new byte[PACKET_BYTES];
    random.nextBytes(packet);
    return packet;
  }
}
