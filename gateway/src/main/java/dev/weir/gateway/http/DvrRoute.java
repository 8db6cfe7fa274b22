package dev.weir.gateway.http;

import dev.weir.access.AccessRequest;
import dev.weir.access.Action;
import dev.weir.access.Authoriser;
import dev.weir.access.Decision;
import dev.weir.channel.CatchUp;
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
  private static final String UNREADABLE = "What is kept of this stream cannot be read.";

  private final CatchUp catchUp;
  private final DiskReads reads;
  private final Authoriser authoriser;
  private final TrustedProxies proxies;

  public DvrRoute(CatchUp catchUp, DiskReads reads, Authoriser authoriser, TrustedProxies proxies) {
    this.catchUp = catchUp;
    this.reads = reads;
    this.authoriser = authoriser;
    this.proxies = proxies;
  }

  /**
   * @param longestSeconds how much may be asked for at once
   * @param broadcasts oldest first
   */
  record Kept(long longestSeconds, List<Broadcast> broadcasts) {}

  /** From when to when the stream was on air, as far as it is kept. */
  record Broadcast(String start, String end) {}

  @Override
  public boolean handle(HttpServerRequest request, RequestPath path) {
    if (!path.is(5, "api", "v1", "live") || !path.at(4).equals("dvr")) {
      return false;
    }
    Optional<StreamName> name = StreamName.parse(path.at(3));
    if (name.isEmpty()) {
      Answers.problem(request, 404, "There is no stream of this name.");
    } else if (authorise(name.get(), request) instanceof Decision.Denied denied) {
      Answers.problem(request, 403, denied.explanation());
    } else {
      reads.run(
          request,
          () -> catchUp.broadcasts(name.get()),
          UNREADABLE,
          found -> Answers.json(request, kept(found)));
    }
    return true;
  }

  private Decision authorise(StreamName name, HttpServerRequest request) {
    Client client = proxies.clientOf(request);
    return authoriser.authorise(
        new AccessRequest(
            Action.PLAY,
            Optional.of(name.value()),
            Optional.empty(),
            client.address(),
            client.via()));
  }

  private static Kept kept(List<Interval> found) {
    return new Kept(
        CatchUp.LONGEST.toSeconds(),
        found.stream()
            .map(kept -> new Broadcast(moment(kept.startMillis()), moment(kept.endMillis())))
            .toList());
  }

  private static String moment(long millis) {
    return Instant.ofEpochMilli(millis).toString();
  }
}
