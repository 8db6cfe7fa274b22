package dev.weir.gateway.rtmp;

import static dev.weir.gateway.rtmp.Publishers.CHANNEL;
import static dev.weir.gateway.rtmp.Publishers.FFMPEG;
import static dev.weir.gateway.rtmp.Publishers.KEY;
import static dev.weir.gateway.rtmp.Publishers.recorded;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.access.PublishKey;
import dev.weir.access.PublishKeys;
import dev.weir.access.Secret;
import dev.weir.gateway.LogCapture;
import dev.weir.media.Bytes;
import dev.weir.rtmp.PublisherBytes;
import dev.weir.stream.PublishPolicy;
import dev.weir.stream.StreamState;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is let in, as a publisher sees it. */
class PublishDoorTest {
  @RegisterExtension private static final OneLoop LOOP = new OneLoop();

  private final LogCapture log = new LogCapture();
  private final Publishers publishers = new Publishers(LOOP.loop());

  @AfterEach
  void stopCapturing() {
    log.close();
  }

  @Test
  void aSecondPublisherIsToldThatTheNameIsTaken() {
    var first = publishers.connect("192.0.2.7").send(recorded(FFMPEG));

    var second = publishers.connect("192.0.2.8").send(recorded(FFMPEG));

    assertThat(second.connection.closedAfterFlush).isTrue();
    assertThat(second.sentText()).contains("NetStream.Publish.BadName", "publishes this stream");
    assertThat(first.connection.closedAfterFlush).isFalse();
    assertThat(publishers.stream().state()).isEqualTo(StreamState.LIVE);
  }

  @Test
  void aSecondPublisherTakesOverWhereTheChannelAllowsIt() throws InterruptedException {
    publishers.policy = PublishPolicy.TAKE_OVER;
    var first = publishers.connect("192.0.2.7").send(recorded(FFMPEG));

    var second = publishers.connect("192.0.2.8").send(recorded(FFMPEG));
    LOOP.await();
    first.finish();

    assertThat(first.connection.closed).isTrue();
    assertThat(second.connection.closedAfterFlush).isFalse();
    assertThat(publishers.stream().state()).isEqualTo(StreamState.LIVE);
    assertThat(publishers.stream().stats().periods()).isEqualTo(2);
    assertThat(log.lines().getLast()).contains("session=r1", "TAKEN_OVER: by session r2");
  }

  @Test
  void aWrongKeyIsDenied() {
    publishers.giveKey(CHANNEL.value(), "another");

    var publisher = publishers.connect("192.0.2.7").send(recorded(FFMPEG));
    publisher.finish();

    assertThat(publisher.connection.closedAfterFlush).isTrue();
    assertThat(publisher.sentText()).contains("NetStream.Publish.Denied");
    assertThat(publishers.registry.find(CHANNEL)).isEmpty();
    assertThat(log.lines().getLast()).contains("KEY_WRONG");
  }

  @Test
  void publishingWithoutAKeyIsForThisMachineAlone() {
    publishers.takeKeys();
    Bytes bytes = PublisherBytes.likeObs("demo").bytes();

    var near = publishers.connect("127.0.0.1").send(bytes);
    var far = publishers.connect("192.0.2.7").send(bytes);

    assertThat(near.sentText()).contains("NetStream.Publish.Start");
    assertThat(far.sentText()).contains("NetStream.Publish.Denied");
  }

  @ParameterizedTest
  @CsvSource({
    "'../../etc/passwd'",
    "'a/b'",
    "'.'",
    "'a b'",
    "'NUL\u0000'",
    "'%2e%2e'",
    "'ü'",
    "''"
  })
  void namesThatAreNoneAreRefused(String name) {
    publishers.takeKeys();

    var publisher = publishers.connect("127.0.0.1").send(PublisherBytes.likeObs(name).bytes());

    assertThat(publisher.connection.closedAfterFlush).isTrue();
    assertThat(log.lines()).noneMatch(line -> line.endsWith("publishing"));
    assertThat(publishers.registry.streams()).isEmpty();
  }

  @Test
  void whoseKeyIsDeletedWhileHeIsLetInIsTurnedAway() {
    publishers.letInBy(new KeyOfAMoment());

    var publisher = publishers.connect("192.0.2.7").send(recorded(FFMPEG));

    assertThat(publisher.connection.closedAfterFlush).isTrue();
    assertThat(publisher.sentText()).contains("This key was deleted just now");
    assertThat(publishers.registry.publisherStats(CHANNEL)).isEmpty();
  }

  /** One that is deleted as soon as it has been found. */
  private static final class KeyOfAMoment implements PublishKeys {
    @Override
    public Optional<PublishKey> find(Secret secret) {
      return Optional.of(new PublishKey(CHANNEL.value(), "1"));
    }

    @Override
    public boolean areNeeded(String channel) {
      return true;
    }

    @Override
    public boolean isRevoked(String channel, String credential) {
      return true;
    }

    @Override
    public void used(PublishKey key) {}
  }

  @Test
  void noLogLineHoldsASecret() throws InterruptedException {
    publishers.policy = PublishPolicy.TAKE_OVER;
    publishers.connect("192.0.2.7").send(recorded(FFMPEG));
    publishers.connect("192.0.2.8").send(recorded(FFMPEG)).finish();
    publishers.giveKey(CHANNEL.value(), "another");
    publishers.connect("192.0.2.9").send(recorded(FFMPEG)).finish();
    for (String name : List.of("wk_" + KEY, "a/b?key=" + KEY, "demo?key=" + KEY + "&x=%zz")) {
      publishers.connect("127.0.0.1").send(PublisherBytes.likeObs(name).bytes()).finish();
    }
    LOOP.await();

    assertThat(log.lines()).hasSizeGreaterThan(10).noneMatch(line -> line.contains(KEY));
  }
}
