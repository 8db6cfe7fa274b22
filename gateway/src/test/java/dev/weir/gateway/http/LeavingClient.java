package dev.weir.gateway.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;

/**
 * Goes away when the head of an answer has come, with so little room for what follows that the rest
 * waits in the server. Confined to its test.
 */
final class LeavingClient implements AutoCloseable {
  private static final int ROOM_BYTES = 4096;

  private final Vertx vertx = Vertx.vertx();
  private final HttpClientAgent client;

  LeavingClient(HttpVersion version) {
    client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setReceiveBufferSize(ROOM_BYTES)
                .setTrustAll(true)
                .setVerifyHost(false)
                .setUseAlpn(version == HttpVersion.HTTP_2)
                .setProtocolVersion(version));
  }

  /** What the server has answered by then. */
  int ask(String address) throws Exception {
    return client
        .request(new RequestOptions().setAbsoluteURI(address))
        .compose(HttpClientRequest::send)
        .compose(answer -> {
          answer.pause();
          HttpConnection connection = answer.request().connection();
          return connection.close().map(_ -> answer.statusCode());
        })
        .toCompletionStage()
        .toCompletableFuture()
        .get();
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
