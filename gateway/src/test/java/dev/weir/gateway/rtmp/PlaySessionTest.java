package dev.weir.gateway.rtmp;

import static dev.weir.gateway.rtmp.Publishers.CHANNEL;
import static dev.weir.gateway.rtmp.Publishers.FFMPEG;
import static dev.weir.gateway.rtmp.Publishers.KEY;
import static dev.weir.gateway.rtmp.Publishers.recorded;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.container.amf.AmfValue.BooleanValue;
import dev.weir.container.amf.AmfValue.NullValue;
import dev.weir.container.amf.AmfValue.ObjectValue;
import dev.weir.container.amf.AmfValue.StringValue;
import dev.weir.gateway.LogCapture;
import dev.weir.gateway.rtmp.Publishers.Publisher;
import dev.weir.media.Bytes;
import dev.weir.net.CloseReason;
import dev.weir.rtmp.PublisherBytes;
import dev.weir.stream.RegistryLimits;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One who plays, from the connection to its end. */
class PlaySessionTest {
  @RegisterExtension private static final OneLoop LOOP = new OneLoop();

  private final LogCapture log = new LogCapture();
  private final Publishers publishers = new Publishers(LOOP.loop());

  @AfterEach
  void stopCapturing() {
    log.close();
  }

  private Publisher play(String app, String name) throws InterruptedException {
    Bytes script =
        PublisherBytes.shakenHands()
            .connect(ObjectValue.EMPTY.with("app", app))
            .command("createStream", 2, 0)
            .command("play", 3, 1, new NullValue(), new StringValue(name))
            .bytes();
    Publisher player = publishers.connect("127.0.0.1").send(script);
    LOOP.await();
    return player;
  }

  @Test
  void playsWhatIsPublished() throws Exception {
    publishers.connect("192.0.2.7").send(recorded(FFMPEG));

    Publisher player = play("live", "mychannel?token=x");

    assertThat(player.sentText()).contains("NetStream.Play.Start", "onMetaData", "videocodecid");
    assertThat(Bytes.concat(player.connection.sent).length()).isGreaterThan(10_000);
    assertThat(log.lines()).contains("INFO session=r2 stream=mychannel playing");
    assertThat(publishers.viewers.of(CHANNEL)).isEqualTo(1);
    assertThat(publishers.gateway.playStats().players()).isEqualTo(1);
    assertThat(publishers.gateway.playStats().bufferedBytes()).isPositive();
  }

  @Test
  void leavesNothingBehind() throws Exception {
    publishers.connect("192.0.2.7").send(recorded(FFMPEG));
    Publisher player = play("live", "mychannel");

    player.session.onClosed(CloseReason.CLOSED_BY_PEER);

    assertThat(publishers.viewers.of(CHANNEL)).isZero();
    assertThat(publishers.gateway.playStats().players()).isZero();
    assertThat(publishers.gateway.playStats().bufferedBytes()).isZero();
    assertThat(publishers.stream().stats().subscriptions())
        .extracting("name")
        .containsExactly("recording");
    assertThat(log.lines().getLast())
        .contains("session=r2 stream=mychannel sent_bytes=", "ended: CLOSED_BY_PEER");
  }

  @ParameterizedTest
  @CsvSource({
    "live, nothing, NOT_ON_AIR",
    "live, ../mychannel, BAD_NAME",
    "vod, mychannel, UNKNOWN_APP"
  })
  void isToldWhatIsNotThere(String app, String name, String code) throws Exception {
    publishers.connect("192.0.2.7").send(recorded(FFMPEG));

    Publisher player = play(app, name);
    player.finish();

    assertThat(player.sentText()).contains("NetStream.Play.StreamNotFound");
    assertThat(player.connection.closedAfterFlush).isTrue();
    assertThat(log.lines().getLast()).contains(code);
    assertThat(publishers.gateway.faults()).isZero();
  }

  @Test
  void aSecretNamesNothingToPlay() throws Exception {
    Publisher player = play("live", "wk_" + KEY);
    player.finish();

    assertThat(player.sentText()).contains("NetStream.Play.Failed");
    assertThat(log.lines().getLast()).contains("NAME_MISSING").doesNotContain(KEY);
  }

  @Test
  void aLostPublisherKeepsItsPlayersUntilTheStreamEnds() throws Exception {
    Publisher publisher = publishers.connect("192.0.2.7").send(recorded(FFMPEG));
    Publisher player = play("live", "mychannel");

    publisher.session.onClosed(CloseReason.CONNECTION_FAILED);
    LOOP.await();
    assertThat(player.connection.closedAfterFlush).isFalse();

    publishers.clock.advance(RegistryLimits.DEFAULT.grace());
    publishers.registry.tick(publishers.clock.monotonicNanos());
    LOOP.await();

    assertThat(player.sentText()).contains("NetStream.Play.UnpublishNotify");
    assertThat(player.connection.closedAfterFlush).isFalse();
    player.connection.scheduled.getLast().task.run();
    assertThat(player.connection.closedAfterFlush).isTrue();
    player.finish();
    assertThat(log.lines().getLast()).contains("to_the_end=true ended: STREAM_ENDED");
  }

  @Test
  void pausesAndEndsAsThePlayerWants() throws Exception {
    Publisher publisher = publishers.connect("192.0.2.7");
    Bytes all = recorded(FFMPEG);
    publisher.send(all.slice(0, all.length() / 2));
    Publisher player = play("live", "mychannel");
    player.send(
        PublisherBytes.none()
            .command("pause", 0, 1, new NullValue(), new BooleanValue(true))
            .bytes());
    int sent = player.connection.sent.size();

    publisher.send(all.slice(all.length() / 2));
    LOOP.await();
    assertThat(player.connection.sent).hasSize(sent);

    player.send(PublisherBytes.none().command("closeStream", 0, 1, new NullValue()).bytes());
    assertThat(publishers.viewers.of(CHANNEL)).isZero();
    assertThat(player.connection.closedAfterFlush).isFalse();
  }
}
