package dev.weir.gateway.http;

import dev.weir.container.text.Cue;
import dev.weir.container.text.Subtitles;
import dev.weir.container.text.Subtitles.Faults;
import dev.weir.library.DatabaseException;
import dev.weir.library.Rendition;
import dev.weir.library.Rendition.Role;
import dev.weir.library.TextLabel;
import dev.weir.media.LanguageTag;
import dev.weir.media.MediaFormatException;
import dev.weir.storage.BlobException;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds subtitles to films, and takes them away: {@code /api/v1/assets/ID/subtitles} and {@code
 * /api/v1/assets/ID/subtitles/NAME}. Thread-safe.
 */
public final class SubtitlesRoute implements HttpRoute {
  private static final Logger LOG = LoggerFactory.getLogger(SubtitlesRoute.class);

  private static final ApiOperations OPERATIONS =
      ApiOperations.of(
          "POST /api/v1/assets/{id}/subtitles", "DELETE /api/v1/assets/{id}/subtitles/{name}");

  private static final int MOST_LABEL_CHARACTERS = 200;
  private static final String NO_FILM = "There is no such film in the library.";
  private static final Pattern ADDRESS =
      Pattern.compile("/api/v1/assets/[A-Za-z0-9_-]{1,64}/subtitles");
  private static final Pattern CONTROLS = Pattern.compile("\\p{Cntrl}");

  private final ApiCalls calls;
  private final Supplier<Shelf> shelf;

  /** Where the subtitles of films are. Thread-safe; blocks. */
  public interface Shelf {
    /**
     * Safe when it returns; empty where there is no such film.
     *
     * @throws MediaFormatException where it is too much
     */
    Optional<Rendition> add(String asset, TextLabel label, List<Cue> cues)
        throws IOException, MediaFormatException;

    /** Whether they were there. */
    boolean remove(String asset, String name) throws IOException;
  }

  /**
   * @param shelf blocks until the library is open
   */
  public SubtitlesRoute(ApiCalls calls, Supplier<Shelf> shelf) {
    this.calls = calls;
    this.shelf = shelf;
  }

  /** Whether a request brings more than others may. */
  public static boolean bringsFile(HttpServerRequest request) {
    return request.method().equals(HttpMethod.POST)
        && ADDRESS.matcher(String.valueOf(request.path())).matches();
  }

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
    return OPERATIONS.answer(request, path, operation -> answer(request, path, operation));
  }

  private void answer(HttpServerRequest request, RequestPath path, String operation) {
    if (operation.startsWith("POST ")) {
      receive(request, path.at(3));
    } else {
      calls.run(request, call -> remove(call, path.at(3), path.at(5)));
    }
  }

  /** Nobody whom we do not know has us keep so much in memory. */
  private void receive(HttpServerRequest request, String id) {
    request.pause();
    Objects.requireNonNull(Vertx.currentContext(), "not on a loop")
        .executeBlocking(() -> refusal(request), false)
        .onSuccess(refusal -> {
          refusal.ifPresentOrElse(
              problem ->
                  Answers.problem(
                      request,
                      problem.status(),
                      Objects.requireNonNullElse(problem.getMessage(), "")),
              () -> calls.run(request, Subtitles.MOST_FILE_BYTES, call -> add(call, id)));
          request.resume();
        })
        .onFailure(bug -> {
          LOG.error("{} {} failed", request.method(), request.path(), bug);
          Answers.problem(request, 500, "Something is wrong in this server; its log tells more.");
          request.resume();
        });
  }

  private Optional<ProblemException> refusal(HttpServerRequest request) {
    try {
      boolean isKnown = calls.gate().caller(request).isPresent();
      return isKnown ? Optional.empty() : Optional.of(ApiCall.notSignedIn());
    } catch (ProblemException refused) {
      return Optional.of(refused);
    } catch (DatabaseException unreachable) {
      LOG.error("{} {}: {}", request.method(), request.path(), unreachable.getMessage());
      return Optional.of(new ProblemException(503, "The library cannot be reached right now."));
    }
  }

  private ApiReply add(ApiCall call, String id) throws ProblemException {
    call.signedIn();
    TextLabel label = label(call.request());
    List<Cue> cues = cues(call);
    try {
      Rendition added =
          shelf.get().add(id, label, cues).orElseThrow(() -> new ProblemException(404, NO_FILM));
      return ApiReply.created(AssetJson.rendition(added, List.of()));
    } catch (MediaFormatException tooMuch) {
      throw new ProblemException(413, sentence(tooMuch));
    } catch (IOException failed) {
      throw problem(id, failed);
    }
  }

  private static TextLabel label(HttpServerRequest request) throws ProblemException {
    String language = parameter(request, "language");
    Optional<String> tag = LanguageTag.of(language);
    if (tag.isEmpty() && !language.isEmpty() && !language.equals("und")) {
      throw new ProblemException(400, "language is a tag of BCP 47, such as de or pt-BR.");
    }
    String title = CONTROLS.matcher(parameter(request, "label")).replaceAll(" ").strip();
    if (title.length() > MOST_LABEL_CHARACTERS) {
      throw new ProblemException(
          400, "A label has " + MOST_LABEL_CHARACTERS + " characters at most.");
    }
    return new TextLabel(tag, Optional.of(title).filter(told -> !told.isEmpty()), roles(request));
  }

  private static Set<Role> roles(HttpServerRequest request) throws ProblemException {
    Set<Role> roles =
        switch (parameter(request, "kind")) {
          case "", "subtitles" -> EnumSet.noneOf(Role.class);
          case "captions" -> EnumSet.of(Role.CAPTION);
          case "forced" -> EnumSet.of(Role.FORCED);
          default -> throw new ProblemException(400, "kind is subtitles, captions or forced.");
        };
    switch (parameter(request, "default")) {
      case "", "false" -> {}
      case "true" -> roles.add(Role.DEFAULT);
      default -> throw new ProblemException(400, "default is true or false.");
    }
    return roles;
  }

  private static String parameter(HttpServerRequest request, String name) {
    @Nullable String value = request.getParam(name);
    return value == null ? "" : value.strip();
  }

  private static List<Cue> cues(ApiCall call) throws ProblemException {
    if (call.body().isEmpty()) {
      throw new ProblemException(400, "The body is empty; it has to be SRT, WebVTT or ASS.");
    }
    try {
      return Subtitles.read(call.body(), Faults.REFUSED);
    } catch (MediaFormatException unreadable) {
      throw new ProblemException(
          unreadable.kind() == MediaFormatException.Kind.LIMIT ? 413 : 400, sentence(unreadable));
    }
  }

  private static String sentence(MediaFormatException unreadable) {
    return "These subtitles cannot be taken: " + unreadable.getMessage() + ".";
  }

  private ApiReply remove(ApiCall call, String id, String name) throws ProblemException {
    call.signedIn();
    try {
      if (!shelf.get().remove(id, name)) {
        throw new ProblemException(404, "This film has no such subtitles.");
      }
      return ApiReply.done();
    } catch (IOException failed) {
      throw problem(id, failed);
    }
  }

  private static ProblemException problem(String id, IOException failed) {
    if (failed instanceof BlobException blob && blob.reason() == BlobException.Reason.NO_ROOM) {
      return new ProblemException(507, "The server's disk is full.");
    }
    LOG.error("asset={} event=subtitles-failed {}", id, failed.toString());
    return new ProblemException(500, "The server's disk does not take that; its log tells more.");
  }
}
