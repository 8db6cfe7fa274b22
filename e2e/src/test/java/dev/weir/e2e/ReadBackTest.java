package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.e2e.Footage.Kind;
import dev.weir.e2e.Frames.Source;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** FFmpeg publishes; when it has ended, FFmpeg reads back all that it sent, frame by frame. */
class ReadBackTest {
  private static final int SECONDS = 12;
  private static final long VIDEO_TIMESCALE = 90_000;
  private static final long AAC_FRAME_SAMPLES = 1024;

  private static final Map<String, Footage> STREAMS = streams();

  @TempDir private static Path folder;
  private static LiveServer server;

  private static Map<String, Footage> streams() {
    Footage plain = Footage.PLAIN;
    var streams = new LinkedHashMap<String, Footage>();
    streams.put("gop-1s", plain);
    streams.put("gop-1s-b-frames", new Footage(25, 25, 2, plain.tracks()));
    streams.put("gop-250", new Footage(50, 250, 0, plain.tracks()));
    streams.put("gop-250-b-frames", new Footage(50, 250, 3, plain.tracks()));
    streams.put("video-only", plain.only(Kind.VIDEO));
    streams.put("audio-only", plain.only(Kind.AUDIO));
    return streams;
  }

  @BeforeAll
  static void publishAllAtOnce() throws Exception {
    server = LiveServer.start(folder.resolve("data"), "live.grace=1s");
    for (var stream : STREAMS.entrySet()) {
      stream.getValue().make(file(stream.getKey()), SECONDS);
    }
    var publishers = new LinkedHashMap<String, Publisher>();
    for (String stream : STREAMS.keySet()) {
      publishers.put(stream, Publisher.ofFile(file(stream), server.rtmp(stream)));
    }
    for (var publisher : publishers.entrySet()) {
      try (Publisher ending = publisher.getValue()) {
        assertThat(ending.awaitEnd()).as(publisher.getKey() + ending.complaints()).isZero();
      }
    }
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"gop-1s", "gop-1s-b-frames", "gop-250", "gop-250-b-frames", "video-only"})
  void everyPictureComesBackOnTime(String stream) throws Exception {
    awaitEnd(stream, "video");
    Frames sent = Frames.pictures(Source.file(file(stream)));

    Frames hls = Frames.pictures(Source.hls(server, stream));
    Frames dash = Frames.pictures(Source.dash(server, stream));

    System.out.printf(
        "%s: %d pictures sent, %d by HLS, %d by DASH%n",
        stream, sent.count(), hls.count(), dash.count());
    int frameRate = STREAMS.get(stream).frameRate();
    assertThat(sent.count()).isEqualTo(SECONDS * frameRate);
    hls.assertContinues(sent, VIDEO_TIMESCALE / frameRate, "1/90000");
    dash.assertContinues(sent, VIDEO_TIMESCALE / frameRate, "1/90000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gop-1s", "gop-1s-b-frames", "gop-250", "gop-250-b-frames", "audio-only"})
  void everyAudioPacketComesBackOnTime(String stream) throws Exception {
    awaitEnd(stream, "audio");
    Frames sent = audioFromTheFirstPicture(stream);

    Frames hls = Frames.audioPackets(Source.hls(server, stream));
    Frames dash = Frames.audioPackets(Source.dash(server, stream));

    System.out.printf(
        "%s: %d audio packets sent, %d by HLS, %d by DASH%n",
        stream, sent.count(), hls.count(), dash.count());
    hls.assertContinues(sent, AAC_FRAME_SAMPLES, "1/48000");
    dash.assertContinues(sent, AAC_FRAME_SAMPLES, "1/48000");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gop-1s",
        "gop-1s-b-frames",
        "gop-250",
        "gop-250-b-frames",
        "video-only",
        "audio-only"
      })
  void whatIsLeftAtTheEndKeepsTheRules(String stream) throws Exception {
    awaitEnd(stream, stream.equals("audio-only") ? "audio" : "video");
    var playlists = new CheckedPlaylists(server, stream);

    String multivariant = playlists.multivariant();
    String manifest = playlists.manifest();

    System.out.printf("%s: %d playlists and MPDs checked%n", stream, playlists.checked());
    boolean hasVideo = STREAMS.get(stream).tracks().contains(Kind.VIDEO);
    boolean hasAudio = STREAMS.get(stream).tracks().contains(Kind.AUDIO);
    assertThat(multivariant.contains("avc1.")).isEqualTo(hasVideo);
    assertThat(multivariant.contains("mp4a.40.2")).isEqualTo(hasAudio);
    assertThat(manifest).contains("type=\"static\"");
  }

  /** A stream begins with the first instant that has a picture and sound. */
  private static Frames audioFromTheFirstPicture(String stream) throws Exception {
    Source source = Source.file(file(stream));
    Frames packets = Frames.audioPackets(source);
    return STREAMS.get(stream).tracks().contains(Kind.VIDEO)
        ? packets.from(Frames.pictures(source).firstTicks())
        : packets;
  }

  private static void awaitEnd(String stream, String rendition) throws Exception {
    var playlists = new CheckedPlaylists(server, stream);
    Eventually.until("the end of " + stream, () -> playlists.media(rendition, "").isEnded());
  }

  private static Path file(String stream) {
    return folder.resolve(stream + ".flv");
  }
}
