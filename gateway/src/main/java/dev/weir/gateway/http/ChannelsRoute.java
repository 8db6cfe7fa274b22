package dev.weir.gateway.http;

import dev.weir.access.ChannelDirectory;
import dev.weir.access.ChannelEditor;
import dev.weir.access.ChannelNames;
import dev.weir.access.ChannelRefusal;
import dev.weir.access.KnownChannel;
import dev.weir.gateway.http.ChannelJson.KeyJson;
import dev.weir.gateway.http.ChannelJson.LiveJson;
import dev.weir.library.Channel;
import dev.weir.library.ChannelPolicies;
import dev.weir.library.Channels;
import dev.weir.library.StreamKeys;
import dev.weir.stream.LiveStream;
import dev.weir.stream.StreamName;
import dev.weir.stream.StreamRegistry;
import dev.weir.stream.StreamStats;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Channels over the API, for those who are signed in: {@code /api/v1/channels} and what is below.
 * Thread-safe.
 */
public final class ChannelsRoute implements HttpRoute {
  private static final int MOST_LISTED = 100;
  private static final int MOST_TITLE_CHARACTERS = 200;
  private static final int MOST_LABEL_CHARACTERS = 100;

  private static final ApiOperations OPERATIONS =
      ApiOperations.of(
          "GET /api/v1/channels",
          "POST /api/v1/channels",
          "GET /api/v1/channels/{name}",
          "PATCH /api/v1/channels/{name}",
          "DELETE /api/v1/channels/{name}",
          "POST /api/v1/channels/{name}/keys",
          "DELETE /api/v1/channels/{name}/keys/{id}",
          "POST /api/v1/channels/{name}/keys/{id}/reveal");

  private final ApiCalls calls;
  private final Stage stage;
  private final Supplier<ChannelEditor> editor;

  /** Where channels are on air. */
  public record Stage(ChannelDirectory directory, StreamRegistry registry, Viewers viewers) {}

  /**
   * @param editor blocks until the library is open
   */
  public ChannelsRoute(ApiCalls calls, Stage stage, Supplier<ChannelEditor> editor) {
    this.calls = calls;
    this.stage = stage;
    this.editor = editor;
  }

  record ListJson(List<ChannelJson> channels, @Nullable String next) {}

  record NewJson(
      String name,
      Optional<String> title,
      Optional<String> secondPublisher,
      Optional<String> dvr,
      Optional<String> ladder,
      Optional<String> ladderRuns,
      Optional<String> record,
      Optional<String> keyLabel) {
    ChannelWords words() {
      return new ChannelWords(secondPublisher, dvr, ladder, ladderRuns, record);
    }
  }

  record ChangeJson(
      Optional<String> title,
      Optional<String> secondPublisher,
      Optional<String> dvr,
      Optional<String> ladder,
      Optional<String> ladderRuns,
      Optional<String> record) {
    ChannelWords words() {
      return new ChannelWords(secondPublisher, dvr, ladder, ladderRuns, record);
    }
  }

  record LabelJson(Optional<String> label) {}

  record SecretJson(String key) {}

  @Override
  public ApiOperations operations() {
    return OPERATIONS;
  }

  @Override
  public boolean takes(HttpMethod method, RequestPath path) {
    return OPERATIONS.take(method, path);
  }

  @Override
  public boolean handle(HttpServerRequest request, RequestPath path) {
    return OPERATIONS.answer(
        request, path, operation -> calls.run(request, call -> answer(call, operation, path)));
  }

  private ApiReply answer(ApiCall call, String operation, RequestPath path)
      throws ProblemException {
    call.signedIn();
    try {
      return switch (operation) {
        case "GET /api/v1/channels" -> list(call);
        case "POST /api/v1/channels" -> create(call);
        default -> answer(call, operation, path, path.at(3));
      };
    } catch (ChannelRefusal refusal) {
      throw problem(refusal.code());
    }
  }

  private ApiReply answer(ApiCall call, String operation, RequestPath path, String name)
      throws ProblemException, ChannelRefusal {
    return switch (operation) {
      case "GET /api/v1/channels/{name}" -> ApiReply.json(json(known(name)));
      case "PATCH /api/v1/channels/{name}" -> change(call, name);
      case "DELETE /api/v1/channels/{name}" -> remove(name);
      case "POST /api/v1/channels/{name}/keys" -> addKey(call, name);
      case "DELETE /api/v1/channels/{name}/keys/{id}" -> removeKey(name, path.at(5));
      case "POST /api/v1/channels/{name}/keys/{id}/reveal" ->
          ApiReply.json(new SecretJson(editor.get().reveal(name, path.at(5))));
      default -> throw new IllegalArgumentException(operation);
    };
  }

  private static ProblemException problem(ChannelRefusal.Code code) {
    return switch (code) {
      case MISSING -> new ProblemException(404, "There is no such channel, or no such key of it.");
      case FIXED ->
          new ProblemException(
              409, "It is in the configuration file: change it there, and start the server again.");
      case TAKEN -> new ProblemException(409, "There is a channel of this name already.");
      case TOO_MANY ->
          new ProblemException(
              409,
              "There are as many as there may be: %d channels, %d keys for each. Delete one first."
                  .formatted(Channels.MOST, StreamKeys.MOST));
    };
  }

  private ApiReply list(ApiCall call) throws ProblemException {
    int limit = limit(call.request().getParam("limit"));
    String after = Objects.requireNonNullElse(call.request().getParam("after"), "");
    String query = Objects.requireNonNullElse(call.request().getParam("query"), "");
    List<KnownChannel> found = stage.directory().list(after, has(query), limit + 1);
    List<KnownChannel> page = found.subList(0, Math.min(limit, found.size()));
    @Nullable String next = found.size() > limit ? page.getLast().channel().name() : null;
    return ApiReply.json(new ListJson(page.stream().map(this::json).toList(), next));
  }

  private static int limit(@Nullable String text) throws ProblemException {
    try {
      int limit = text == null ? MOST_LISTED : Integer.parseInt(text);
      if (limit >= 1 && limit <= MOST_LISTED) {
        return limit;
      }
    } catch (NumberFormatException malformed) {
      // Said below.
    }
    throw new ProblemException(400, "limit is a number from 1 to " + MOST_LISTED + ".");
  }

  private static Predicate<Channel> has(String query) {
    String wanted = query.toLowerCase(Locale.ROOT);
    return channel ->
        channel.name().toLowerCase(Locale.ROOT).contains(wanted)
            || channel.title().orElse("").toLowerCase(Locale.ROOT).contains(wanted);
  }

  private KnownChannel known(String name) throws ProblemException {
    return stage.directory().find(name).orElseThrow(() -> problem(ChannelRefusal.Code.MISSING));
  }

  private ChannelJson json(KnownChannel known) {
    @Nullable LiveJson live =
        StreamName.parse(known.channel().name())
            .flatMap(stage.registry()::find)
            .flatMap(this::live)
            .orElse(null);
    return ChannelJson.of(known, live);
  }

  /** Empty for a stream that has not shown anything yet. */
  private Optional<LiveJson> live(LiveStream stream) {
    StreamStats stats = stream.stats();
    return stats.onAirSinceMillis().isEmpty()
        ? Optional.empty()
        : Optional.of(
            new LiveJson(
                ChannelWords.word(stats.state()),
                Instant.ofEpochMilli(stats.onAirSinceMillis().getAsLong()).toString(),
                stage.viewers().of(stats.name())));
  }

  private ApiReply create(ApiCall call) throws ProblemException, ChannelRefusal {
    NewJson wanted = call.json(NewJson.class);
    if (!ChannelNames.isValid(wanted.name())) {
      throw new ProblemException(
          400,
          "A channel's name has 1 to 64 letters, digits, hyphens and underscores and does not begin"
              + " with wk_.");
    }
    var channel =
        new Channel(
            wanted.name(),
            title(wanted.title().orElse("")),
            wanted.words().change().apply(ChannelPolicies.DEFAULT),
            0,
            0);
    return ApiReply.created(
        json(editor.get().create(channel, label(wanted.keyLabel().orElse("")))));
  }

  private static Optional<String> title(String text) throws ProblemException {
    String title = visible(text, "A title", MOST_TITLE_CHARACTERS);
    return title.isEmpty() ? Optional.empty() : Optional.of(title);
  }

  private static String label(String text) throws ProblemException {
    return visible(text, "A key's label", MOST_LABEL_CHARACTERS);
  }

  private static String visible(String text, String what, int mostCharacters)
      throws ProblemException {
    String visible = UploadMetadata.visible(text).strip();
    if (visible.length() > mostCharacters) {
      throw new ProblemException(
          400, "%s has at most %d characters.".formatted(what, mostCharacters));
    }
    return visible;
  }

  private ApiReply change(ApiCall call, String name) throws ProblemException, ChannelRefusal {
    ChangeJson wanted = call.json(ChangeJson.class);
    UnaryOperator<ChannelPolicies> policies = wanted.words().change();
    Optional<Optional<String>> title =
        wanted.title().isPresent() ? Optional.of(title(wanted.title().get())) : Optional.empty();
    KnownChannel changed =
        editor
            .get()
            .change(
                name,
                old ->
                    old.withTitle(title.orElse(old.title()))
                        .withPolicies(policies.apply(old.policies())));
    return ApiReply.json(json(changed));
  }

  private ApiReply remove(String name) throws ChannelRefusal {
    editor.get().remove(name);
    return ApiReply.done();
  }

  private ApiReply addKey(ApiCall call, String name) throws ProblemException, ChannelRefusal {
    String label = label(call.json(LabelJson.class).label().orElse(""));
    return ApiReply.created(KeyJson.of(editor.get().addKey(name, label)));
  }

  private ApiReply removeKey(String name, String id) throws ChannelRefusal {
    editor.get().removeKey(name, id);
    return ApiReply.done();
  }
}
