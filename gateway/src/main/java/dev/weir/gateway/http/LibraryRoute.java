package dev.weir.gateway.http;

import dev.weir.access.Secret;
import dev.weir.gateway.http.AssetJson.JobJson;
import dev.weir.library.Asset;
import dev.weir.library.AssetChange;
import dev.weir.library.AssetQuery;
import dev.weir.library.AssetQuery.Place;
import dev.weir.library.AssetState;
import dev.weir.library.Assets;
import dev.weir.library.Downloads;
import dev.weir.library.Jobs;
import dev.weir.library.Positions;
import dev.weir.library.Priority;
import dev.weir.library.Renditions;
import dev.weir.library.Visibility;
import dev.weir.media.Clock;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Films over the API: {@code /api/v1/assets} and what is below. Thread-safe. */
public final class LibraryRoute implements HttpRoute {
  private static final int MOST_LISTED = 100;
  private static final int MOST_TITLE_CHARACTERS = 300;

  private static final ApiOperations OPERATIONS =
      ApiOperations.of(
          "GET /api/v1/assets",
          "GET /api/v1/assets/{id}",
          "PATCH /api/v1/assets/{id}",
          "DELETE /api/v1/assets/{id}",
          "GET /api/v1/assets/{id}/jobs",
          "POST /api/v1/assets/{id}/cancel",
          "POST /api/v1/assets/{id}/retry",
          "GET /api/v1/assets/{id}/position",
          "PUT /api/v1/assets/{id}/position");

  /** A name that a viewer's browser has made for itself, so that nobody else guesses it. */
  private static final Pattern VIEWER = Pattern.compile("[A-Za-z0-9_-]{16,64}");

  private static final Pattern PLACE = Pattern.compile("([0-9]{1,18})_([A-Za-z0-9_-]{1,64})");

  private final ApiCalls calls;
  private final Supplier<Shelves> shelves;
  private final Clock clock;

  /**
   * Where films are.
   *
   * @param removal deletes all files of a film; blocks
   * @param cancellation calls off what is not done of a film; blocks
   */
  public record Shelves(
      Assets assets,
      Renditions renditions,
      Jobs jobs,
      Positions positions,
      Removal removal,
      Cancellation cancellation) {}

  /** Deletes a film with all of its files. */
  public interface Removal {
    /** Whether it was there. */
    boolean remove(String id);
  }

  /** Calls off what is not done of a film. */
  public interface Cancellation {
    /** How many jobs that were. */
    int cancel(String id);
  }

  /**
   * @param shelves blocks until the library is open
   */
  public LibraryRoute(ApiCalls calls, Supplier<Shelves> shelves, Clock clock) {
    this.calls = calls;
    this.shelves = shelves;
    this.clock = clock;
  }

  record ListJson(List<AssetJson> assets, @Nullable String next) {}

  record ChangeJson(
      Optional<String> title,
      Optional<String> visibility,
      Optional<String> downloads,
      Optional<String> priority) {}

  record JobsJson(List<JobJson> jobs) {}

  record CountJson(int jobs) {}

  record PositionJson(double seconds) {}

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
    return OPERATIONS.answer(request, path, operation -> calls.run(request, work(operation, path)));
  }

  private ApiCalls.Work work(String operation, RequestPath path) {
    if (path.size() == 3) {
      return this::list;
    }
    String id = path.at(3);
    return switch (operation) {
      case "GET /api/v1/assets/{id}" -> call -> ApiReply.json(documents().of(visible(call, id)));
      case "PATCH /api/v1/assets/{id}" -> call -> change(call, id);
      case "DELETE /api/v1/assets/{id}" -> call -> remove(call, id);
      case "GET /api/v1/assets/{id}/jobs" -> call -> jobs(call, id);
      case "POST /api/v1/assets/{id}/cancel" -> call -> cancel(call, id);
      case "POST /api/v1/assets/{id}/retry" -> call -> retry(call, id);
      case "GET /api/v1/assets/{id}/position" -> call -> position(call, id);
      case "PUT /api/v1/assets/{id}/position" -> call -> putPosition(call, id);
      default -> throw new IllegalArgumentException(operation);
    };
  }

  private ApiReply list(ApiCall call) throws ProblemException {
    HttpServerRequest request = call.request();
    int limit = limit(request.getParam("limit"));
    List<Asset> found =
        shelves
            .get()
            .assets()
            .list(
                new AssetQuery(
                    UploadMetadata.visible(said(request, "query").orElse("")),
                    constant(AssetState.values(), said(request, "state"), "state"),
                    call.caller().isEmpty(),
                    place(said(request, "after")),
                    limit + 1));
    List<Asset> page = found.subList(0, Math.min(limit, found.size()));
    @Nullable String next = found.size() > limit ? text(Place.of(page.getLast())) : null;
    return ApiReply.json(new ListJson(documents().of(page), next));
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

  /** As the page before has told it. */
  private static Optional<Place> place(Optional<String> text) throws ProblemException {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Matcher form = PLACE.matcher(text.get());
    if (!form.matches()) {
      throw new ProblemException(400, "after is what next of the page before says.");
    }
    return Optional.of(new Place(Long.parseLong(form.group(1)), form.group(2)));
  }

  private static String text(Place place) {
    return place.createdMillis() + "_" + place.id();
  }

  /** What was said for a query; what is said as nothing is as good as not said. */
  private static Optional<String> said(HttpServerRequest request, String parameter) {
    return Optional.ofNullable(request.getParam(parameter)).filter(text -> !text.isEmpty());
  }

  private static <E extends Enum<E>> Optional<E> constant(
      E[] constants, Optional<String> text, String name) throws ProblemException {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        Arrays.stream(constants)
            .filter(constant -> constant.name().toLowerCase(Locale.ROOT).equals(text.get()))
            .findFirst()
            .orElseThrow(() ->
                new ProblemException(
                    400,
                    name
                        + " is one of "
                        + Arrays.toString(constants).toLowerCase(Locale.ROOT)
                        + ".")));
  }

  private AssetDocuments documents() {
    return new AssetDocuments(shelves.get());
  }

  /** A film that whoever asks may know of; a problem else. */
  private Asset visible(ApiCall call, String id) throws ProblemException {
    return shelves
        .get()
        .assets()
        .find(id)
        .filter(asset ->
            call.caller().isPresent()
                || (asset.visibility() == Visibility.PUBLIC && asset.state() == AssetState.READY))
        .orElseThrow(LibraryRoute::missing);
  }

  private static ProblemException missing() {
    return new ProblemException(404, "There is no such film in the library.");
  }

  private ApiReply change(ApiCall call, String id) throws ProblemException {
    call.signedIn();
    ChangeJson json = call.json(ChangeJson.class);
    var wanted =
        new AssetChange(
            json.title().isPresent() ? Optional.of(title(json.title().get())) : Optional.empty(),
            constant(Visibility.values(), json.visibility(), "visibility"),
            constant(Downloads.values(), json.downloads(), "downloads"),
            constant(Priority.values(), json.priority(), "priority"));
    shelves.get().assets().change(id, wanted, clock.wallMillis());
    return ApiReply.json(documents().of(visible(call, id)));
  }

  private static String title(String text) throws ProblemException {
    String title = UploadMetadata.visible(text).strip();
    if (title.isEmpty() || title.length() > MOST_TITLE_CHARACTERS) {
      throw new ProblemException(400, "A title has 1 to " + MOST_TITLE_CHARACTERS + " characters.");
    }
    return title;
  }

  private ApiReply remove(ApiCall call, String id) throws ProblemException {
    call.signedIn();
    if (!shelves.get().removal().remove(id)) {
      throw missing();
    }
    return ApiReply.done();
  }

  private ApiReply jobs(ApiCall call, String id) throws ProblemException {
    call.signedIn();
    visible(call, id);
    return ApiReply.json(
        new JobsJson(shelves.get().jobs().of(id).stream().map(AssetJson::job).toList()));
  }

  private ApiReply cancel(ApiCall call, String id) throws ProblemException {
    call.signedIn();
    visible(call, id);
    return ApiReply.json(new CountJson(shelves.get().cancellation().cancel(id)));
  }

  private ApiReply retry(ApiCall call, String id) throws ProblemException {
    call.signedIn();
    visible(call, id);
    return ApiReply.json(new CountJson(shelves.get().jobs().retry(id)));
  }

  private ApiReply position(ApiCall call, String id) throws ProblemException {
    visible(call, id);
    OptionalLong millis = shelves.get().positions().find(viewer(call), id);
    return ApiReply.json(new PositionJson(millis.orElse(0) / 1000.0));
  }

  private ApiReply putPosition(ApiCall call, String id) throws ProblemException {
    visible(call, id);
    double seconds = call.json(PositionJson.class).seconds();
    if (!(seconds >= 0 && seconds < 1e6)) {
      throw new ProblemException(400, "seconds is a number from 0 to 1,000,000.");
    }
    shelves.get().positions().put(viewer(call), id, (long) (seconds * 1000), clock.wallMillis());
    return ApiReply.done();
  }

  private static String viewer(ApiCall call) throws ProblemException {
    @Nullable String name = call.request().getHeader("Weir-Viewer");
    if (name == null || !VIEWER.matcher(name).matches()) {
      throw new ProblemException(
          400, "Weir-Viewer is a name that the player has made up: 16 to 64 letters and digits.");
    }
    return Secret.of(name).hex();
  }
}
