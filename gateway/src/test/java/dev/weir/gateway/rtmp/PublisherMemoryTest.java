package dev.weir.gateway.rtmp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.gateway.LogCapture;
import dev.weir.gateway.rtmp.Publishers.Publisher;
import dev.weir.media.Bytes;
import dev.weir.media.MemoryBudget;
import dev.weir.rtmp.PublisherBytes;
import dev.weir.rtmp.chunk.MessageType;
import dev.weir.stream.RegistryLimits;
import dev.weir.stream.StreamName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Memory for one stream and a little more. */
class PublisherMemoryTest {
  private static final long LIMIT_BYTES = RegistryLimits.DEFAULT.promisedBytes() + (1 << 20);
  private static final int CHUNK_BYTES = 4096;

  @RegisterExtension private static final OneLoop LOOP = new OneLoop();

  private final LogCapture log = new LogCapture();
  private final MemoryBudget memory = new MemoryBudget(LIMIT_BYTES);
  private final Publishers publishers = new Publishers(LOOP.loop(), memory).takeKeys();

  @AfterEach
  void stopCapturing() {
    log.close();
  }

  private Publisher publish(String name) {
    return publishers.connect("127.0.0.1").send(PublisherBytes.likeObs(name).bytes());
  }

  @Test
  void aPublisherForWhomThereIsNoneIsTurnedAwayAndTheFirstGoesOn() {
    Publisher first = publish("first");

    Publisher second = publish("second");
    second.finish();

    assertThat(second.sentText())
        .contains("NetConnection.Connect.Rejected", "no memory for another stream");
    assertThat(second.connection.closedAfterFlush).isTrue();
    assertThat(log.lines().getLast()).contains("ended: NO_MEMORY: This server");
    assertThat(publishers.registry.find(new StreamName("second"))).isEmpty();
    assertThat(first.connection.closedAfterFlush).isFalse();
    assertThat(publishers.gateway.faults()).isZero();
  }

  @Test
  void aMessageThatIsNotCompleteCountsForTheStreamUntilItIs() {
    Publisher publisher = publish("first");
    Bytes message = chunked(MessageType.VIDEO, 2, 1 << 20);

    publisher.send(message.slice(0, 600_000));
    assertThat(memory.usage().heldBytes()).isBetween(600_000L, 1L << 20);
    publisher.send(message.slice(600_000));

    assertThat(memory.usage().heldBytes()).isZero();
    assertThat(publisher.connection.closedAfterFlush).isFalse();
  }

  @Test
  void onlyWhoSendsMoreThanThereIsRoomForIsClosed() {
    Publisher publisher = publish("first");

    publisher.send(chunked(MessageType.VIDEO, 2, 8 << 20).slice(0, 7 << 20));
    publisher.finish();

    assertThat(publisher.connection.closedAfterFlush).isTrue();
    assertThat(log.lines().getLast()).contains("ended: NO_MEMORY: no memory for a message");
    assertThat(memory.usage().heldBytes()).isZero();
  }

  @Test
  void thoseWhoDoNotPublishShareWhatIsPromisedToThemAll() {
    publish("first");
    Bytes commands = PublisherBytes.shakenHands().chunkSize(CHUNK_BYTES).bytes();
    Bytes most = commandOf(60_000);
    int turnedAway = 0;

    for (int stranger = 0; stranger < 40; stranger++) {
      Publisher publisher = publishers.connect("192.0.2.7").send(commands);
      publisher.send(most.slice(0, 59_000));
      if (publisher.connection.closedAfterFlush) {
        turnedAway++;
        publisher.finish();
      }
    }

    assertThat(turnedAway).isBetween(10, 30);
    assertThat(memory.usage().committedBytes()).isLessThanOrEqualTo(LIMIT_BYTES);
    assertThat(publishers.registry.find(new StreamName("first"))).isPresent();
  }

  private static Bytes commandOf(int bytes) {
    return chunked(MessageType.COMMAND_AMF0, 0, bytes);
  }

  private static Bytes chunked(int type, int streamId, int bytes) {
    PublisherBytes script = PublisherBytes.none().chunkSize(CHUNK_BYTES);
    int before = script.bytes().length();
    script.message(6, type, streamId, Bytes.wrap(new byte[bytes]));
    return script.bytes().slice(before);
  }
}
