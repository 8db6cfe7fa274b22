package dev.weir.gateway.rtmp;

import dev.weir.access.AccessRequest;
import dev.weir.access.Action;
import dev.weir.access.Authoriser;
import dev.weir.access.Decision;
import dev.weir.access.Secret;
import dev.weir.access.Via;
import dev.weir.media.MediaFormatException;
import dev.weir.rtmp.PlayRefusal;
import dev.weir.rtmp.PublishAddress;
import dev.weir.rtmp.RtmpEvent;
import dev.weir.stream.LiveStream;
import dev.weir.stream.StreamName;
import dev.weir.stream.StreamRegistry;
import java.net.InetSocketAddress;
import java.util.Optional;

/** Decides over the wish to play. Thread-safe. */
final class PlayDoor {
  private static final String APP = "live";

  private final StreamRegistry registry;
  private final Authoriser authoriser;

  PlayDoor(StreamRegistry registry, Authoriser authoriser) {
    this.registry = registry;
    this.authoriser = authoriser;
  }

  /** What becomes of the wish. */
  sealed interface Answer {
    record Welcome(LiveStream stream) implements Answer {}

    /**
     * Not let in.
     *
     * @param code stable, for logs
     * @param explanation safe to show to the player
     */
    record TurnedAway(PlayRefusal refusal, String code, String explanation) implements Answer {}
  }

  Answer knock(RtmpEvent.PlayRequested wish, InetSocketAddress remote) {
    PublishAddress address;
    try {
      address = PublishAddress.parse(wish.app(), wish.tcUrl(), wish.streamName());
    } catch (MediaFormatException fault) {
      return notFound("BAD_NAME");
    }
    if (!address.app().equals(APP)) {
      return notFound("UNKNOWN_APP");
    }
    return switch (authoriser.authorise(request(address, remote))) {
      case Decision.Denied(Decision.Code code, String explanation) ->
          new Answer.TurnedAway(PlayRefusal.FAILED, code.name(), explanation);
      case Decision.Allowed(String stream, String _) -> find(new StreamName(stream));
    };
  }

  private static AccessRequest request(PublishAddress address, InetSocketAddress remote) {
    Optional<String> name = Optional.empty();
    Optional<Secret> secret = Optional.empty();
    if (address instanceof PublishAddress.Named named) {
      name = Optional.of(named.name());
      secret = named.secret().map(text -> Secret.of(text.text()));
    }
    return new AccessRequest(Action.PLAY, name, secret, remote.getAddress(), Via.DIRECT);
  }

  private Answer find(StreamName name) {
    return registry
        .find(name)
        .<Answer>map(Answer.Welcome::new)
        .orElseGet(() -> notFound("NOT_ON_AIR"));
  }

  private static Answer notFound(String code) {
    return new Answer.TurnedAway(
        PlayRefusal.STREAM_NOT_FOUND,
        code,
        "Nothing is on air at this address; streams are at rtmp://HOST/" + APP + "/NAME.");
  }
}
