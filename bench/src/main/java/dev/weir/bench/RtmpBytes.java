package dev.weir.bench;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * What an RTMP client says, as octets: enough to publish and to play without waiting for answers.
 * Stands alone, so that the other server is asked in the same words. Confined to its maker.
 */
final class RtmpBytes {
  static final int CHUNK_BYTES = 65_536;
  static final int HANDSHAKE_BYTES = 1 + 2 * 1536;

  private static final int SET_CHUNK_SIZE = 1;
  private static final int COMMAND = 20;
  private static final int CONTROL_CHUNKS = 2;
  private static final int COMMAND_CHUNKS = 3;

  private final ByteArrayOutputStream octets = new ByteArrayOutputStream();
  private final DataOutputStream out = new DataOutputStream(octets);

  /** C0, C1, C2 and all commands up to {@code verb}, publish or play. */
  static byte[] client(String verb, String app, String stream) {
    try {
      var bytes = new RtmpBytes();
      bytes.out.write(3);
      bytes.out.write(new byte[2 * 1536]);
      bytes.chunkSize();
      bytes.connect(app);
      bytes.command(0, 2, "createStream");
      bytes.command(1, 3, verb, stream, "live");
      return bytes.octets.toByteArray();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private void chunkSize() throws IOException {
    header(CONTROL_CHUNKS, 0, 4, SET_CHUNK_SIZE, 0);
    out.writeInt(CHUNK_BYTES);
  }

  private void connect(String app) throws IOException {
    var body = new RtmpBytes();
    body.string("connect");
    body.number(1);
    body.out.write(3);
    body.property("app", app);
    body.property("tcUrl", "rtmp://127.0.0.1/" + app);
    body.out.write(new byte[] {0, 0, 9});
    message(0, body);
  }

  private void property(String name, String value) throws IOException {
    out.writeUTF(name);
    string(value);
  }

  private void command(int streamId, double transaction, String name, String... arguments)
      throws IOException {
    var body = new RtmpBytes();
    body.string(name);
    body.number(transaction);
    body.out.write(5);
    for (String argument : arguments) {
      body.string(argument);
    }
    message(streamId, body);
  }

  private void message(int streamId, RtmpBytes body) throws IOException {
    header(COMMAND_CHUNKS, 0, body.octets.size(), COMMAND, streamId);
    body.octets.writeTo(out);
  }

  private void string(String text) throws IOException {
    out.write(2);
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    out.writeShort(utf8.length);
    out.write(utf8);
  }

  private void number(double value) throws IOException {
    out.write(0);
    out.writeDouble(value);
  }

  /** The header of a chunk of type 0; timestamps stay below 2^24. */
  private void header(int chunkStream, int timestamp, int length, int type, int streamId)
      throws IOException {
    out.write(header(new byte[12], chunkStream, timestamp, length, type, streamId));
  }

  static byte[] header(
      byte[] into, int chunkStream, int timestamp, int length, int type, int streamId) {
    into[0] = (byte) chunkStream;
    into[1] = (byte) (timestamp >> 16);
    into[2] = (byte) (timestamp >> 8);
    into[3] = (byte) timestamp;
    into[4] = (byte) (length >> 16);
    into[5] = (byte) (length >> 8);
    into[6] = (byte) length;
    into[7] = (byte) type;
    into[8] = (byte) streamId;
    return into;
  }
}
