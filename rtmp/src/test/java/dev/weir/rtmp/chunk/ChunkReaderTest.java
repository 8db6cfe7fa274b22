package dev.weir.rtmp.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.media.ByteWriter;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChunkReaderTest {
  private final ChunkReader reader = new ChunkReader(ChunkLimits.DEFAULTS);

  private List<RtmpMessage> read(Bytes octets) throws MediaFormatException {
    var input = octets.asByteBuffer();
    var messages = new ArrayList<RtmpMessage>();
    RtmpMessage message = reader.read(input);
    while (message != null) {
      messages.add(message);
      message = reader.read(input);
    }
    assertThat(input.hasRemaining()).isFalse();
    return messages;
  }

  private List<RtmpMessage> read(String hex) throws MediaFormatException {
    return read(Bytes.ofHex(hex));
  }

  private void assertFails(String hex, MediaFormatException.Kind kind, String text) {
    assertThatThrownBy(() -> read(hex))
        .isInstanceOfSatisfying(
            MediaFormatException.class, e -> assertThat(e.kind()).isEqualTo(kind))
        .hasMessageContaining(text);
  }

  private static RtmpMessage audio(int timestamp, String hex) {
    return new RtmpMessage(MessageType.AUDIO, timestamp, 1, Bytes.ofHex(hex));
  }

  @Test
  void readsAllFourHeaderTypes() throws Exception {
    List<RtmpMessage> messages =
        read(
            "04 0003e8 000001 08 01000000 aa" // type 0: timestamp 1000, stream 1
                + "44 000014 000002 08 bbbb" // type 1: 20 later, another length
                + "84 000016 cccc" // type 2: 22 later
                + "c4 dddd"); // type 3: 22 later again

    assertThat(messages)
        .containsExactly(
            audio(1000, "aa"), audio(1020, "bbbb"), audio(1042, "cccc"), audio(1064, "dddd"));
  }

  @Test
  void stepsByTheTimestampItselfWhenType3FollowsType0() throws Exception {
    assertThat(read("04 000064 000001 08 01000000 aa c4 bb"))
        .containsExactly(audio(100, "aa"), audio(200, "bb"));
  }

  @Test
  void readsChunkStreamIdsOfTwoAndThreeOctets() throws Exception {
    assertThat(
            read(
                "00 00 000001 000001 08 01000000 aa" // id 64
                    + "01 01 01 000002 000001 08 01000000 bb" // id 64 + 1 + 256
                    + "01 00 00 000003 000001 08 01000000 cc" // id 64 in the long form
                    + "c0 00 dd")) // id 64: goes on from 3
        .containsExactly(audio(1, "aa"), audio(2, "bb"), audio(3, "cc"), audio(6, "dd"));
  }

  @Test
  void readsTheMessageStreamIdAsLittleEndian() throws Exception {
    assertThat(read("04 000000 000001 08 04030201 aa").getFirst().streamId()).isEqualTo(0x01020304);
  }

  @Test
  void putsInterleavedMessagesTogetherAcrossAChangeOfTheChunkSize() throws Exception {
    var octets = new ByteWriter();
    octets.bytes(Bytes.ofHex("06 000000 000190 09 01000000")).zeros(128); // 400 octets of video
    octets.bytes(Bytes.ofHex("04 000000 000001 08 01000000 aa"));
    octets.bytes(Bytes.ofHex("02 000000 000004 01 00000000 00000100")); // chunk size 256
    octets.bytes(Bytes.ofHex("c6")).zeros(256);
    octets.bytes(Bytes.ofHex("c6")).zeros(16);

    List<RtmpMessage> messages = read(octets.toBytes());

    assertThat(messages).hasSize(2);
    assertThat(messages.get(0)).isEqualTo(audio(0, "aa"));
    assertThat(messages.get(1).payload().length()).isEqualTo(400);
    assertThat(reader.partialBytes()).isZero();
  }

  @Test
  void readsAnEmptyMessage() throws Exception {
    assertThat(read("04 000000 000000 08 01000000")).containsExactly(audio(0, ""));
  }

  @Test
  void dropsTheMessageThatAnAbortNames() throws Exception {
    var octets = new ByteWriter();
    octets.bytes(Bytes.ofHex("06 000000 000190 09 01000000")).zeros(128);
    octets.bytes(Bytes.ofHex("02 000000 000004 02 00000000 00000006")); // abort 6
    octets.bytes(Bytes.ofHex("06 000000 000001 08 01000000 aa"));

    assertThat(read(octets.toBytes())).containsExactly(audio(0, "aa"));
    assertThat(reader.partialBytes()).isZero();
  }

  @Test
  void readsExtendedTimestamps() throws Exception {
    assertThat(
            read(
                "04 ffffff 000001 08 01000000 01000000 aa"
                    + "84 ffffff 02000000 bb"
                    + "84 000001 cc"
                    + "c4 dd"))
        .containsExactly(
            audio(0x01000000, "aa"),
            audio(0x03000000, "bb"),
            audio(0x03000001, "cc"),
            audio(0x03000002, "dd"));
  }

  @Test
  void takesTheExtendedTimestampThatAContinuationRepeats() throws Exception {
    var octets = new ByteWriter();
    octets.bytes(Bytes.ofHex("04 ffffff 000082 08 01000000 01020304")).zeros(128);
    octets.bytes(Bytes.ofHex("c4 01020304 aabb"));

    RtmpMessage message = read(octets.toBytes()).getFirst();

    assertThat(message.payload().slice(128)).isEqualTo(Bytes.ofHex("aabb"));
  }

  @Test
  void leavesAContinuationWithoutTheExtendedTimestampWhole() throws Exception {
    var octets = new ByteWriter();
    octets.bytes(Bytes.ofHex("04 ffffff 000086 08 01000000 01020304")).zeros(128);
    octets.bytes(Bytes.ofHex("c4 010203 aabbcc")); // begins like the timestamp, but is payload

    RtmpMessage message = read(octets.toBytes()).getFirst();

    assertThat(message.payload().slice(128)).isEqualTo(Bytes.ofHex("010203aabbcc"));
  }

  @Test
  void refusesAChunkStreamThatBeginsWithoutAFullHeader() {
    assertFails("84 000001 aa", MediaFormatException.Kind.MALFORMED, "header of type 2");
  }

  @Test
  void refusesAHeaderInTheMiddleOfAMessage() {
    assertFails(
        "04 000000 000100 08 01000000" + "00".repeat(128) + "04 000000 000001 08 01000000",
        MediaFormatException.Kind.MALFORMED,
        "128 octets of a message missing");
  }

  @Test
  void refusesChunkSizesThatAreTooSmall() {
    assertFails("02 000000 000004 01 00000000 00000001", MediaFormatException.Kind.LIMIT, "128");
    assertFails("02 000000 000004 01 00000000 0000007f", MediaFormatException.Kind.LIMIT, "128");
  }

  @Test
  void refusesChunkSizesThatBreakTheirFormat() {
    assertFails(
        "02 000000 000004 01 00000000 80000000", MediaFormatException.Kind.MALFORMED, "bit");
  }

  @Test
  void refusesASetChunkSizeThatIsCutShort() {
    assertFails("02 000000 000002 01 00000000 0001", MediaFormatException.Kind.MALFORMED, "octets");
  }

  @Test
  void takesTheLargestChunkSizeWithoutAllocatingIt() throws Exception {
    read("02 000000 000004 01 00000000 7fffffff 06 000000 7fffff 09 01000000 aa");

    assertThat(reader.partialBytes()).isEqualTo(4096);
  }

  @Test
  void refusesMessagesBeyondTheLimitsBeforeTheirPayload() {
    assertFails("06 000000 800001 09 01000000", MediaFormatException.Kind.LIMIT, "8388609");
  }

  @Test
  void refusesLongCommands() {
    assertFails("03 000000 010001 14 00000000", MediaFormatException.Kind.LIMIT, "65537");
  }

  @Test
  void refusesMoreChunkStreamsThanTheLimit() {
    var octets = new StringBuilder();
    for (int i = 0; i <= 64; i++) {
      octets.append("00 %02x 000000 000000 08 01000000".formatted(i));
    }

    assertFails(octets.toString(), MediaFormatException.Kind.LIMIT, "64 chunk streams");
  }

  @Test
  void holdsLittleForLongMessagesOnAllChunkStreams() throws Exception {
    for (int i = 0; i < 64; i++) {
      read("00 %02x 000000 800000 09 01000000".formatted(i) + "aa".repeat(128));
    }

    assertThat(reader.partialBytes()).isEqualTo(64 * 4096);
  }

  @Test
  void refusesIncompleteMessagesBeyondTheBudget() {
    var octets = new ByteWriter();
    for (int id = 4; id < 8; id++) {
      octets.u8(id).bytes(Bytes.ofHex("000000 000400 09 01000000")).zeros(128);
    }
    var tight = new ChunkReader(new ChunkLimits(64, 128, 2048, 2048, 2048));

    assertThatThrownBy(() -> tight.read(octets.toBytes().asByteBuffer()))
        .hasMessageContaining("more than 2048 octets");
  }
}
