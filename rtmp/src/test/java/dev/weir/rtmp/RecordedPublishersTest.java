package dev.weir.rtmp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.media.Bytes;
import dev.weir.rtmp.RtmpEvent.Closed;
import dev.weir.rtmp.RtmpEvent.MediaMessage;
import dev.weir.rtmp.RtmpEvent.Metadata;
import dev.weir.rtmp.RtmpEvent.PublishRequested;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The first 14,000 octets that real encoders sent to this engine on loopback. */
class RecordedPublishersTest {
  private static Bytes recorded(String name) throws IOException {
    try (var in = RecordedPublishersTest.class.getResourceAsStream(name + ".bin")) {
      return Bytes.wrap(Objects.requireNonNull(in).readAllBytes());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ffmpeg-5.1,                mychannel?key=s3cret",
    "gstreamer-rtmp2sink-1.22,  gst?key=k",
    "librtmp-2.4,               gst?key=k",
  })
  void publishesFromTheFirstOctetsOn(String name, String streamName) throws Exception {
    List<RtmpEvent> events = new ServerSession().receive(recorded(name)).events;

    assertThat(events.getFirst())
        .isInstanceOfSatisfying(
            PublishRequested.class,
            request -> {
              assertThat(request.app()).isEqualTo("live");
              assertThat(request.streamName()).isEqualTo(streamName);
            });
    assertThat(events.get(1))
        .isInstanceOfSatisfying(
            Metadata.class,
            metadata -> assertThat(metadata.properties().number("width")).hasValue(320));
    assertThat(events).hasAtLeastOneElementOfType(MediaMessage.class);
    assertThat(events).doesNotHaveAnyElementsOfTypes(Closed.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ffmpeg-5.1", "gstreamer-rtmp2sink-1.22", "librtmp-2.4"})
  void readsTheSameHoweverTheOctetsAreCut(String name) throws Exception {
    Bytes octets = recorded(name);
    ServerSession whole = new ServerSession().receive(octets);

    for (int pieceBytes : new int[] {1, 2, 3, 7, 127, 1000, 1537}) {
      ServerSession pieces = new ServerSession().receiveInPieces(octets, pieceBytes);
      assertThat(pieces.events).isEqualTo(whole.events);
      assertThat(pieces.output()).isEqualTo(whole.output());
    }
  }

  @Test
  void readsTheSameWhereverASequenceIsSplitInTwo() {
    Bytes octets =
        PublisherBytes.likeObs("studio")
            .video(0xFFFFFF, Bytes.ofHex("00ffffff".repeat(1500)))
            .audio(0x1000000, Bytes.ofHex("af01"))
            .command("closeStream", 0, 1)
            .bytes();
    List<RtmpEvent> whole = new ServerSession().receive(octets).events;

    assertThat(whole).hasSize(5);
    for (int at = 3000; at < octets.length(); at++) {
      var session = new ServerSession().receive(octets.slice(0, at)).receive(octets.slice(at));
      assertThat(session.events).isEqualTo(whole);
    }
  }

  @Test
  void answersTheDigestOfFfmpegInKind() throws Exception {
    Bytes output = new ServerSession().receive(recorded("ffmpeg-5.1").slice(0, 1537)).output();

    assertThat(output.length()).isEqualTo(3073);
    assertThat(output.slice(5, 9)).as("server version in S1").isNotEqualTo(Bytes.of(0, 0, 0, 0));
  }
}
