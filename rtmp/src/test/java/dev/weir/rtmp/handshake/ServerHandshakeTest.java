package dev.weir.rtmp.handshake;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.media.ByteWriter;
import dev.weir.media.Bytes;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerHandshakeTest {
  private static final byte[] PLAYER_KEY = "Genuine Adobe Flash Player 001".getBytes(US_ASCII);
  private static final byte[] SERVER_NAME =
      "Genuine Adobe Flash Media Server 001".getBytes(US_ASCII);
  private static final Bytes SERVER_KEY =
      Bytes.concat(
          List.of(
              Bytes.wrap(SERVER_NAME),
              Bytes.ofHex("f0eec24a8068bee82e00d0d1029e7e576eec5d2d29806fab93b8e636cfeb31ae")));

  private final ServerHandshake handshake = new ServerHandshake(new Random(1));
  private final ByteWriter out = new ByteWriter();

  private static byte[] randomC1(int version) {
    var c1 = new byte[1536];
    new Random(2).nextBytes(c1);
    ByteBuffer.wrap(c1).putInt(0).putInt(version);
    return c1;
  }

  private Bytes answerTo(byte[] c1) throws Exception {
    handshake.read(ByteBuffer.wrap(new byte[] {3}), out);
    handshake.read(ByteBuffer.wrap(c1), out);
    return out.toBytes();
  }

  private static Bytes hmac(byte[] key, Bytes message) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return Bytes.wrap(mac.doFinal(message.toArray()));
  }

  private static Bytes without(Bytes packet, int digestAt) {
    return Bytes.concat(List.of(packet.slice(0, digestAt), packet.slice(digestAt + 32)));
  }

  private static int digestPosition(Bytes packet, int block) {
    int sum = packet.at(block) + packet.at(block + 1) + packet.at(block + 2) + packet.at(block + 3);
    return block + 4 + sum % 728;
  }

  @Test
  void echoesC1ToASimpleClient() throws Exception {
    byte[] c1 = randomC1(0);

    Bytes answer = answerTo(c1);

    assertThat(answer.length()).isEqualTo(1 + 1536 + 1536);
    assertThat(answer.slice(0, 9)).isEqualTo(Bytes.ofHex("03 00000000 00000000"));
    assertThat(answer.slice(1537)).isEqualTo(Bytes.copyOf(c1));
  }

  @Test
  void echoesC1WhoseDigestIsNotValid() throws Exception {
    byte[] c1 = randomC1(0x80000702);

    assertThat(answerTo(c1).slice(1537)).isEqualTo(Bytes.copyOf(c1));
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 772})
  void answersADigestWhereverItsBlockStands(int block) throws Exception {
    byte[] c1 = randomC1(0x80000702);
    int at = digestPosition(Bytes.copyOf(c1), block);
    Bytes digest = hmac(PLAYER_KEY, without(Bytes.copyOf(c1), at));
    digest.copyTo(c1, at);

    Bytes answer = answerTo(c1);

    Bytes s1 = answer.slice(1, 1537);
    int s1At = digestPosition(s1, block);
    assertThat(s1.slice(s1At, s1At + 32)).isEqualTo(hmac(SERVER_NAME, without(s1, s1At)));
    Bytes s2 = answer.slice(1537);
    byte[] s2Key = hmac(SERVER_KEY.toArray(), digest).toArray();
    assertThat(s2.slice(1504)).isEqualTo(hmac(s2Key, s2.slice(0, 1504)));
  }

  @Test
  void answersBeforeC2AndLeavesWhatFollowsIt() throws Exception {
    answerTo(randomC1(0));
    ByteBuffer c2AndMore = ByteBuffer.allocate(1540);

    assertThat(handshake.isDone()).isFalse();
    handshake.read(c2AndMore, out);

    assertThat(handshake.isDone()).isTrue();
    assertThat(c2AndMore.remaining()).isEqualTo(4);
    assertThat(out.length()).isEqualTo(3073);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 6, 'G', 0x16, 255})
  void refusesAnythingButVersionThree(int version) {
    assertThatThrownBy(() -> handshake.read(ByteBuffer.wrap(new byte[] {(byte) version}), out))
        .hasMessageContaining("not " + version);
  }
}
