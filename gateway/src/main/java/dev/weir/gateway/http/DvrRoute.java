package dev.weir.gateway.http;

import dev.weir.access.Authoriser;
import dev.weir.channel.CatchUp;
import dev.weir.channel.Dvr;
import dev.weir.packaging.Interval;
import dev.weir.stream.StreamName;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Tells what the disk keeps of a stream, on air or over: {@code /api/v1/live/NAME/dvr}.
 * Thread-safe.
 */
public final class DvrRoute implements HttpRoute {
  private static final ApiOperations OPERATIONS = ApiOperations.of("GET /api/v1/live/{name}/dvr");

  private static final String NOTHING = "Nothing is kept of this stream.";

  private final Dvr dvr;
  private final CatchUp catchUp;
  private final DiskReads reads;
  private final PlayGate gate;

  public DvrRoute(
      Dvr dvr, CatchUp catchUp, DiskReads reads, Authoriser authoriser, TrustedProxies proxies) {
    this.dvr = dvr;
    this.catchUp = catchUp;
    this.reads = reads;
    this.gate = new PlayGate(authoriser, proxies);
  }

  /**
   * @param state of what is on air now: {@code off} where nothing of it is to be kept, {@code
   *     failing} where the disk is full or has failed, else {@code kept}
   * @param longestSeconds how much may be asked for at once
   * @param broadcasts oldest first
   */
  record Kept(String state, long longestSeconds, List<Broadcast> broadcasts) {}

  /** From when to when the stream was on air, as far as it is kept. */
  record Broadcast(String start, String end) {}

  @Override
  public ApiOperations operations() {
    return OPERATIONS;
  }

  @Override
  public boolean handle(HttpServerRequest request, RequestPath path) {
    if (!OPERATIONS.areAt(path)) {
      return false;
    }
    Optional<StreamName> name = StreamName.parse(path.at(3));
    if (name.isEmpty()) {
      Answers.problem(request, 404, "There is no stream of this name.");
    } else if (gate.admits(request, name.get())) {
      reads.run(
          request,
          () -> catchUp.broadcasts(name.get()),
          NOTHING,
          found -> Answers.json(request, kept(name.get(), found)));
    }
    return true;
  }

  private Kept kept(StreamName name, List<Interval> found) {
    return new Kept(
        state(name),
        CatchUp.LONGEST.toSeconds(),
        found.stream()
            .map(kept -> new Broadcast(moment(kept.startMillis()), moment(kept.endMillis())))
            .toList());
  }

  private String state(StreamName name) {
    if (!dvr.keeps(name)) {
      return "off";
    }
    return dvr.isFailing() ? "failing" : "kept";
  }

  private static String moment(long millis) {
    return Instant.ofEpochMilli(millis).toString();
  }
}
