package dev.weir.server;

import dev.weir.access.ChannelDirectory;
import dev.weir.access.ChannelEditor;
import dev.weir.access.PublishKey;
import dev.weir.access.SignIn;
import dev.weir.gateway.http.AccountRoute;
import dev.weir.gateway.http.ApiCalls;
import dev.weir.gateway.http.ApiGate;
import dev.weir.gateway.http.AssetDocuments;
import dev.weir.gateway.http.DiskReads;
import dev.weir.gateway.http.HttpRoute;
import dev.weir.gateway.http.LibraryRoute;
import dev.weir.gateway.http.SubtitlesRoute;
import dev.weir.gateway.http.TrustedProxies;
import dev.weir.gateway.http.VodRoute;
import dev.weir.gateway.upload.UploadIntake;
import dev.weir.gateway.webhook.Webhook;
import dev.weir.gateway.webhook.WebhookStats;
import dev.weir.gateway.webhook.Webhooks;
import dev.weir.library.Accounts;
import dev.weir.library.ApiTokens;
import dev.weir.library.Database;
import dev.weir.library.DatabaseAddress;
import dev.weir.library.Deliveries;
import dev.weir.library.Sessions;
import dev.weir.media.Clock;
import dev.weir.net.Loops;
import dev.weir.server.config.LibraryConfig;
import dev.weir.server.config.Secret;
import dev.weir.server.config.WeirConfig;
import dev.weir.storage.DiskBlobStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is kept in the library, wired from the database to the API. The database takes about as long
 * to open as all the rest of the server, so it is opened beside that. Thread-safe.
 */
final class StoredMedia implements AutoCloseable {
  static final String ADMINISTRATOR = "admin";

  private static final Logger LOG = LoggerFactory.getLogger(StoredMedia.class);

  private final WeirConfig config;
  private final Clock clock;
  private final ApiGate gate;
  private final ApiCalls calls;
  private final Stage stage;
  private final Uploading uploading;
  private final DiskBlobStore disk;
  private final VodRoute vod;
  private final FutureTask<Library> opening = new FutureTask<>(this::openLibrary);

  // Set once by begin().
  private @Nullable LocalDoor door;
  private volatile @Nullable Webhooks webhooks;

  /** What is there once the database is open. */
  private record Library(
      Database database,
      SignIn signIn,
      @Nullable String newPassword,
      ChannelKeeping channels,
      FilmMaking films,
      UploadIntake intake) {}

  /**
   * Where channels are live.
   *
   * @param directory told of those of the library when that is open
   * @param onRevoked told of each key that opens nothing any more
   */
  record Stage(ChannelDirectory directory, Consumer<PublishKey> onRevoked) {}

  /**
   * @param reads of the disk for viewers
   */
  StoredMedia(
      WeirConfig config, TrustedProxies proxies, DiskReads reads, Stage stage, Clock clock) {
    this.config = config;
    this.stage = stage;
    this.clock = clock;
    disk = new DiskBlobStore(config.data().resolve("media"));
    gate = new ApiGate(() -> opened().signIn(), proxies);
    calls = new ApiCalls(gate);
    uploading = new Uploading(config, clock);
    vod =
        new VodRoute(
            id -> opened().films().find(id),
            (request, _) -> gate.isKnown(request),
            disk,
            reads,
            clock);
  }

  /** Begins to open the database; returns at once. */
  void beginOpen() {
    Thread.ofPlatform().name("library-open").daemon().start(opening);
  }

  /** Returns once it is open. */
  void awaitOpen() throws IOException {
    try {
      opening.get();
    } catch (ExecutionException failure) {
      throw new IOException(
          "the library cannot be opened: "
              + Objects.requireNonNullElse(failure.getCause(), failure).getMessage(),
          failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the library was opened", interrupted);
    }
  }

  private Library openLibrary() throws IOException {
    Database database = open(config);
    SignIn signIn = signIn(database, clock);
    String newPassword = signIn.create(ADMINISTRATOR).orElse(null);
    var films = new FilmMaking(config, database, clock, vod::forget);
    var channels = new ChannelKeeping(database, stage.directory(), stage.onRevoked(), clock);
    return new Library(
        database, signIn, newPassword, channels, films, uploading.open(database, films));
  }

  /** The database that is configured; blocks. */
  static Database open(WeirConfig config) throws IOException {
    Files.createDirectories(config.data());
    DatabaseAddress address = address(config);
    if (address instanceof DatabaseAddress.Sqlite(Path file)) {
      PrivateFile.ensure(file);
    }
    return Database.open(address);
  }

  static SignIn signIn(Database database, Clock clock) {
    return new SignIn(
        new Accounts(database),
        new Sessions(database),
        new ApiTokens(database),
        new SecureRandom(),
        clock);
  }

  private static DatabaseAddress address(WeirConfig config) {
    LibraryConfig library = config.library();
    return library
        .url()
        .<DatabaseAddress>map(url ->
            new DatabaseAddress.Postgresql(
                url, library.user(), library.password().map(Secret::text).orElse("")))
        .orElseGet(() -> new DatabaseAddress.Sqlite(config.data().resolve("library.db")));
  }

  private Library opened() {
    try {
      return opening.get();
    } catch (ExecutionException failure) {
      throw new IllegalStateException("the library is not open", failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted before the library was open", interrupted);
    }
  }

  /** The administrator's, where it was made by this start: nobody can tell it later. */
  Optional<String> newPassword() {
    return Optional.ofNullable(opened().newPassword());
  }

  /** For what is asked over the API. */
  ApiCalls calls() {
    return calls;
  }

  /** Of channels; blocks until the library is open. */
  ChannelEditor channels() {
    return opened().channels().editor();
  }

  /** What it serves over HTTP. */
  List<HttpRoute> routes() {
    return List.of(
        vod,
        new AccountRoute(calls),
        new LibraryRoute(calls, () -> opened().films().shelves(), clock),
        new SubtitlesRoute(calls, () -> new SubtitleShelf(opened().films().subtitles(), vod)),
        uploading.route(gate, () -> opened().intake()));
  }

  /**
   * Works from now on, once it is open.
   *
   * @param url where this machine finds the server
   */
  void begin(Loops loops, String url) throws IOException {
    Library library = opened();
    uploading.beginSweeping(library.intake(), loops);
    library.films().begin();
    library.channels().begin(loops);
    webhooks = webhooks(library);
    door = LocalDoor.open(config.data(), url, library.signIn(), new ApiTokens(library.database()));
  }

  /** Null where nobody is to be told; what waits for others than those who are is forgotten. */
  private @Nullable Webhooks webhooks(Library library) {
    var deliveries = new Deliveries(library.database());
    int forgotten = deliveries.keepOnly(List.copyOf(config.webhooks().keySet()));
    if (forgotten > 0) {
      LOG.warn("event=webhooks-forgotten messages={} are of none that is configured", forgotten);
    }
    if (config.webhooks().isEmpty()) {
      return null;
    }
    List<Webhook> receivers =
        config.webhooks().entrySet().stream()
            .map(named -> named.getValue().webhook(named.getKey()))
            .toList();
    var documents = new AssetDocuments(library.films().shelves());
    return Webhooks.start(receivers, deliveries, documents::text, clock, new SecureRandom());
  }

  private List<WebhookStats> webhookStats() {
    Webhooks started = webhooks;
    return started == null ? List.of() : started.stats();
  }

  /** Puts a film of its own making into the library, where it is not there. */
  void beginDemo(String id) {
    opened().films().beginDemo(id);
  }

  void measure(Metrics metrics) {
    metrics.watch(new UploadMetrics(uploading::stats));
    metrics.watch(new WebhookMetrics(this::webhookStats));
  }

  /** Takes nothing more, so that nobody waits for it. */
  void beginStop() {
    uploading.beginStop();
    if (door != null) {
      door.close();
    }
    Webhooks started = webhooks;
    if (started != null) {
      started.close();
    }
  }

  @Override
  public void close() {
    uploading.close();
    if (!opening.cancel(false) && opening.state() == FutureTask.State.SUCCESS) {
      opening.resultNow().films().close();
      vod.close();
      opening.resultNow().channels().close();
      opening.resultNow().database().close();
    }
    try {
      disk.close();
    } catch (IOException failed) {
      LOG.warn("films on disk could not be let go: {}", failed.getMessage());
    }
  }
}
