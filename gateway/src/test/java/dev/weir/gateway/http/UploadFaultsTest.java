package dev.weir.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.gateway.upload.UploadFault;
import dev.weir.gateway.upload.UploadLimits;
import dev.weir.library.Upload.State;
import dev.weir.net.HttpOptions;
import dev.weir.net.IncomingBody;
import dev.weir.net.IncomingBody.Pace;
import dev.weir.testkit.disk.DiskFault;
import dev.weir.testkit.disk.DiskOperation;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections that break, senders that lie, disks that fail: no byte is lost that was told of. */
class UploadFaultsTest {
  private static final String UPLOADS = "/api/v1/uploads";
  private static final long SEED = 20_261_122;
  private static final int CUTS = 200;
  private static final int MANY = 100_000;

  private static final Pace HASTY = new Pace(Duration.ofSeconds(1), 50_000);

  /** As a server of ours, but that requests have to be whole within half a second. */
  private static final HttpOptions HURRIED =
      new HttpOptions(
          "127.0.0.1",
          0,
          Duration.ofSeconds(30),
          Duration.ofMillis(500),
          4096,
          16_384,
          1024,
          100,
          100,
          List.of());

  @TempDir private Path folder;

  @Test
  void goesOnAfterEveryCut() throws Exception {
    var random = new Random(SEED);
    byte[] film = bytes(random, CUTS * 20_000);
    try (var server = new UploadServer(folder)) {
      String address = server.create(film.length);
      long told = 0;
      for (int cut = 0; cut < CUTS; cut++) {
        long offset = server.offset(address);
        assertThat(offset).as("after cut " + cut).isGreaterThanOrEqualTo(told);
        told = offset;
        int sent = Math.min(random.nextInt(30_000), film.length - (int) offset - 1);
        try (Socket socket = server.beginPatch(address, offset, film.length - offset)) {
          socket.getOutputStream().write(film, (int) offset, sent);
          if (random.nextBoolean()) {
            socket.setSoLinger(true, 0);
          }
        }
      }
      long last = goOn(server, address, film);

      assertThat(last).isGreaterThanOrEqualTo(told);
      assertThat(onlyTaken(server)).isEqualTo(film);
      assertThat(server.folder).isEmptyDirectory();
      UploadServer.await("nobody active", () -> server.intake.stats().active() == 0);
      assertThat(server.intake.stats().failures().get(UploadFault.BROKEN)).isPositive();
      assertThat(server.handlerFailures()).isZero();
    }
  }

  /**
   * Sends the rest, and again where a connection that is lost was not done with; where it began.
   */
  private static long goOn(UploadServer server, String address, byte[] film) throws Exception {
    while (true) {
      long offset = server.offset(address);
      byte[] rest = Arrays.copyOfRange(film, (int) offset, film.length);
      int status = server.send(server.patch(address, offset, rest)).statusCode();
      if (status == 204) {
        return offset;
      }
      assertThat(status).isEqualTo(409);
    }
  }

  @Test
  void theNewerOfTwoRequestsGoesOn() throws Exception {
    byte[] film = bytes(new Random(SEED), MANY);
    try (var server = new UploadServer(folder)) {
      String address = server.create(film.length);
      try (Socket older = server.beginPatch(address, 0, film.length)) {
        older.getOutputStream().write(film, 0, 30_000);
        UploadServer.await("older", () -> server.intake.stats().receivedBytes() >= 1);

        assertThat(goOn(server, address, film)).isBetween(1L, 30_000L);

        assertThat(status(older)).isEqualTo(409);
      }
      assertThat(onlyTaken(server)).isEqualTo(film);
      assertThat(server.intake.stats().failures().get(UploadFault.SUPERSEDED)).isEqualTo(1);
    }
  }

  @Test
  void manyAtOnceMakeOneFile() throws Exception {
    byte[] film = bytes(new Random(SEED), MANY);
    try (var server = new UploadServer(folder);
        var senders = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
      String address = server.create(film.length);
      var sent = new java.util.ArrayList<java.util.concurrent.Future<?>>();
      for (int i = 0; i < 8; i++) {
        sent.add(senders.submit(() -> sendInPieces(server, address, film)));
      }
      for (var sender : sent) {
        sender.get();
      }
      UploadServer.await("taken", () -> server.uploads.in(State.TAKEN).size() == 1);

      assertThat(onlyTaken(server)).isEqualTo(film);
      assertThat(server.handlerFailures()).isZero();
    }
  }

  private static Void sendInPieces(UploadServer server, String address, byte[] film)
      throws Exception {
    for (long offset = 0; offset < film.length; offset = server.offset(address)) {
      int end = (int) Math.min(film.length, offset + 7_000);
      byte[] piece = Arrays.copyOfRange(film, (int) offset, end);
      assertThat(server.send(server.patch(address, offset, piece)).statusCode())
          .isIn(204, 409, 413);
    }
    return null;
  }

  @Test
  void aFileIsTakenWhereItsLastRequestIsBrokenOff() throws Exception {
    byte[] film = bytes(new Random(SEED), MANY);
    try (var server = new UploadServer(folder)) {
      String address = server.create(film.length);
      String request =
          """
          PATCH %s HTTP/1.1
          Host: localhost
          Authorization: %s
          Tus-Resumable: 1.0.0
          Content-Type: application/offset+octet-stream
          Upload-Offset: 0
          Transfer-Encoding: chunked

          %x
          """
              .formatted(address, server.authorization(), film.length)
              .replace("\n", "\r\n");
      try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(film);
        UploadServer.await("all", () -> server.intake.stats().receivedBytes() == film.length);
      }
      UploadServer.await("taken", () -> server.uploads.in(State.TAKEN).size() == 1);

      assertThat(onlyTaken(server)).isEqualTo(film);
    }
  }

  @Test
  void whoAsksBeforeTheLastAnswerDoesNotSpoilIt() throws Exception {
    byte[] film = bytes(new Random(SEED), IncomingBody.BLOCK_BYTES);
    try (var server = new UploadServer(folder)) {
      String address = server.create(film.length);
      String request =
          """
          PATCH %s HTTP/1.1
          Host: localhost
          Authorization: %s
          Tus-Resumable: 1.0.0
          Content-Type: application/offset+octet-stream
          Upload-Offset: 0
          Transfer-Encoding: chunked

          %x
          """
              .formatted(address, server.authorization(), film.length)
              .replace("\n", "\r\n");
      try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(film);
        UploadServer.await("all", () -> server.intake.stats().receivedBytes() == film.length);

        assertThat(server.offset(address)).isEqualTo(film.length);

        socket.getOutputStream().write("\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        assertThat(status(socket)).isEqualTo(204);
      }
      assertThat(onlyTaken(server)).isEqualTo(film);
    }
  }

  @Test
  void whoAsksHowFarItIsHearsOfAllThatWasWritten() throws Exception {
    byte[] film = bytes(new Random(SEED), 3 * IncomingBody.BLOCK_BYTES);
    try (var server = new UploadServer(folder)) {
      String address = server.create(film.length);
      try (Socket socket = server.beginPatch(address, 0, film.length)) {
        socket.getOutputStream().write(film, 0, 2 * IncomingBody.BLOCK_BYTES);
        UploadServer.await(
            "written", () -> server.intake.stats().receivedBytes() == 2 * IncomingBody.BLOCK_BYTES);

        assertThat(server.offset(address)).isEqualTo(2 * IncomingBody.BLOCK_BYTES);

        socket
            .getOutputStream()
            .write(film, 2 * IncomingBody.BLOCK_BYTES, IncomingBody.BLOCK_BYTES);
        assertThat(status(socket)).isEqualTo(204);
      }
      assertThat(onlyTaken(server)).isEqualTo(film);
    }
  }

  @Test
  void nothingOfARequestWithAChecksumCountsBeforeItsEnd() throws Exception {
    try (var server = new UploadServer(folder)) {
      String address = server.create(10);
      String request =
          """
          PATCH %s HTTP/1.1
          Host: localhost
          Authorization: %s
          Tus-Resumable: 1.0.0
          Content-Type: application/offset+octet-stream
          Upload-Offset: 0
          Upload-Checksum: sha1 Kq5sNclPz7QV2+lfQIuc6R7oRu0=
          Content-Length: 10

          hello\
          """
              .formatted(address, server.authorization())
              .replace("\n", "\r\n");
      try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        UploadServer.await("received", () -> server.intake.stats().receivedBytes() == 5);
        assertThat(server.offset(address)).isZero();
      }
      UploadServer.await("broken", () -> server.intake.stats().active() == 0);

      assertThat(server.offset(address)).isZero();
    }
  }

  @Test
  void asksForTheBodyThatWaits() throws Exception {
    try (var server = new UploadServer(folder)) {
      String address = server.create(5);
      var body = "hello".getBytes(StandardCharsets.US_ASCII);

      assertThat(server.send(server.patch(address, 1, body).expectContinue(true)).statusCode())
          .isEqualTo(409);
      assertThat(server.send(server.patch(address, 0, body).expectContinue(true)).statusCode())
          .isEqualTo(204);
    }
  }

  @Test
  void goesOnOnceTheDiskHasRoomAgain() throws Exception {
    byte[] film = bytes(new Random(SEED), 4 * IncomingBody.BLOCK_BYTES);
    try (var server = new UploadServer(folder)) {
      String address = server.create(film.length);
      server.disk.inject(DiskFault.full().on("uploads/").after(3));

      var full = server.send(server.patch(address, 0, film));

      assertThat(full.statusCode()).isEqualTo(507);
      assertThat(full.body()).contains("disk is full");
      long kept = server.offset(address);
      assertThat(kept).isPositive();
      server.disk.mend();
      assertThat(goOn(server, address, film)).isEqualTo(kept);
      assertThat(onlyTaken(server)).isEqualTo(film);
      assertThat(server.intake.stats().failures().get(UploadFault.NO_ROOM)).isEqualTo(1);
    }
  }

  @Test
  void leavesTheReserve() throws Exception {
    long free = Files.getFileStore(folder).getUsableSpace();
    var limits = new UploadLimits(Long.MAX_VALUE / 4, Duration.ofHours(24), free / 2);
    try (var server = new UploadServer(folder, limits, Pace.DEFAULT, LiveServer.OPTIONS)) {
      var answer =
          server.send(
              server
                  .request(UPLOADS)
                  .header("Upload-Length", Long.toString(free))
                  .POST(BodyPublishers.noBody()));

      assertThat(answer.statusCode()).isEqualTo(507);
      assertThat(server.create(1000)).isNotEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"WRITE", "OPEN"})
  void aDiskThatFailsCostsNothingThatWasToldOf(DiskOperation operation) throws Exception {
    byte[] film = bytes(new Random(SEED), MANY);
    try (var server = new UploadServer(folder)) {
      String address = server.create(film.length);
      server.send(server.patch(address, 0, Arrays.copyOf(film, 50_000)));
      server.disk.inject(DiskFault.error(operation).on("uploads/"));

      byte[] rest = Arrays.copyOfRange(film, 50_000, film.length);
      assertThat(server.send(server.patch(address, 50_000, rest)).statusCode()).isEqualTo(500);
      assertThat(server.offset(address)).isEqualTo(50_000);

      server.disk.mend();
      goOn(server, address, film);
      assertThat(onlyTaken(server)).isEqualTo(film);
    }
  }

  @Test
  void isGoneWhereASyncHasFailed() throws Exception {
    byte[] film = bytes(new Random(SEED), MANY);
    try (var server = new UploadServer(folder)) {
      String address = server.create(film.length);
      server.send(server.patch(address, 0, Arrays.copyOf(film, 50_000)));
      server.disk.inject(DiskFault.error(DiskOperation.FORCE).on("uploads/").times(1));

      byte[] more = Arrays.copyOfRange(film, 50_000, 60_000);
      var failed = server.send(server.patch(address, 50_000, more));

      assertThat(failed.statusCode()).isEqualTo(410);
      assertThat(server.head(address).statusCode()).isEqualTo(410);
      assertThat(server.head(address).headers().firstValue("Upload-Offset")).isEmpty();
      assertThat(server.send(server.patch(address, 50_000, more)).statusCode()).isEqualTo(410);
      assertThat(server.folder).isEmptyDirectory();
      server.clock.advance(Duration.ofHours(24));
      server.intake.sweep();
      assertThat(server.head(address).statusCode()).isEqualTo(404);
    }
  }

  @Test
  void aRestartKeepsWhatWasToldAndNothingElse() throws Exception {
    byte[] film = bytes(new Random(SEED), MANY);
    String[] addresses = new String[3];
    try (var server = new UploadServer(folder)) {
      for (int i = 0; i < addresses.length; i++) {
        addresses[i] = server.create(film.length);
        server.send(server.patch(addresses[i], 0, Arrays.copyOf(film, 50_000)));
      }
      Files.write(file(server, addresses[0]), new byte[70_000]);
      Files.write(file(server, addresses[0]), Arrays.copyOf(film, 70_000));
      Files.write(file(server, addresses[1]), new byte[49_999]);
      Files.delete(file(server, addresses[2]));
      Files.write(server.folder.resolve("of-nobody"), new byte[10]);
    }
    try (var server = new UploadServer(folder)) {
      assertThat(server.folder.toFile().list()).hasSize(1);
      assertThat(server.offset(addresses[0])).isEqualTo(50_000);
      assertThat(server.head(addresses[1]).statusCode()).isEqualTo(410);
      assertThat(server.head(addresses[2]).statusCode()).isEqualTo(410);
      goOn(server, addresses[0], film);
      assertThat(onlyTaken(server)).isEqualTo(film);
    }
  }

  private static Path file(UploadServer server, String address) {
    return server.folder.resolve(address.substring(address.lastIndexOf('/') + 1));
  }

  @Test
  void offersACompleteFileUntilItIsTaken() throws Exception {
    byte[] film = bytes(new Random(SEED), MANY);
    try (var server = new UploadServer(folder)) {
      server.taken.refuses = true;
      String address = server.create(film.length);

      assertThat(server.send(server.patch(address, 0, film)).statusCode()).isEqualTo(204);
      assertThat(server.offset(address)).isEqualTo(film.length);
      server.clock.advance(Duration.ofDays(3));
      server.intake.sweep();
      assertThat(server.uploads.in(State.COMPLETE)).hasSize(1);
    }
    try (var server = new UploadServer(folder)) {
      server.intake.sweep();

      assertThat(onlyTaken(server)).isEqualTo(film);
      assertThat(server.folder).isEmptyDirectory();
      assertThat(server.uploads.in(State.TAKEN)).hasSize(1);
    }
  }

  @Test
  void cutsOffWhoSendsTooSlowlyAndKeepsWhatCame() throws Exception {
    try (var server = new UploadServer(folder, UploadServer.LIMITS, HASTY, LiveServer.OPTIONS)) {
      String address = server.create(MANY);
      try (Socket socket = server.beginPatch(address, 0, MANY)) {
        socket.getOutputStream().write(new byte[100]);

        assertThat(untilClosed(socket)).isEmpty();
      }
      UploadServer.await("broken off", () -> server.intake.stats().active() == 0);
      assertThat(server.offset(address)).isEqualTo(100);
      assertThat(server.intake.stats().failures().get(UploadFault.SLOW)).isEqualTo(1);
    }
  }

  @Test
  void takesItsTimeWhereOtherRequestsMayNot() throws Exception {
    try (var server = new UploadServer(folder, UploadServer.LIMITS, Pace.DEFAULT, HURRIED)) {
      String address = server.create(20);
      try (Socket socket = server.beginPatch(address, 0, 20)) {
        for (int i = 0; i < 20; i++) {
          socket.getOutputStream().write('a');
          LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
        assertThat(status(socket)).isEqualTo(204);
      }
      assertThat(server.slowConnections()).isZero();

      for (String line :
          new String[] {"POST /api/v1/other", "PATCH /api/v1/uploads/" + "a".repeat(24)}) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
          socket
              .getOutputStream()
              .write(
                  (line + " HTTP/1.1\r\nHost: a\r\nContent-Length: 900\r\n\r\nabc")
                      .getBytes(StandardCharsets.US_ASCII));
          untilClosed(socket);
        }
      }
      assertThat(server.slowConnections()).isEqualTo(2);
    }
  }

  @Test
  void endsRequestsWhenTheServerStops() throws Exception {
    try (var server = new UploadServer(folder)) {
      String address = server.create(MANY);
      try (Socket socket = server.beginPatch(address, 0, MANY)) {
        socket.getOutputStream().write(new byte[IncomingBody.BLOCK_BYTES / 8]);
        UploadServer.await("received", () -> server.intake.stats().receivedBytes() > 0);
        server.intake.stop();

        assertThat(status(socket)).isEqualTo(503);
        assertThat(server.offset(address)).isPositive();
      }
    }
  }

  @Test
  void manyWhoHoldOnAreTurnedAway() throws Exception {
    try (var server = new UploadServer(folder)) {
      var sockets = new java.util.ArrayList<Socket>();
      try {
        for (int i = 0; i < UploadLimits.MOST_ACTIVE; i++) {
          sockets.add(server.beginPatch(server.create(10), 0, 10));
        }
        UploadServer.await("all", () -> server.intake.stats().active() == UploadLimits.MOST_ACTIVE);

        HttpResponse<String> more = server.send(server.patch(server.create(10), 0, new byte[10]));

        assertThat(more.statusCode()).isEqualTo(503);
        assertThat(more.headers().firstValue("Retry-After")).isPresent();
      } finally {
        for (Socket socket : sockets) {
          socket.close();
        }
      }
    }
  }

  private static byte[] onlyTaken(UploadServer server) throws IOException {
    assertThat(server.taken.byAsset).hasSize(1);
    return server.taken.bytes(server.taken.byAsset.keySet().iterator().next());
  }

  private static byte[] bytes(Random random, int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  private static int status(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    String line = new String(in.readNBytes(12), StandardCharsets.US_ASCII);
    return Integer.parseInt(line.substring(9));
  }

  private static byte[] untilClosed(Socket socket) throws IOException {
    socket.setSoTimeout(60_000);
    try {
      return socket.getInputStream().readAllBytes();
    } catch (SocketException reset) {
      return new byte[0];
    }
  }
}
