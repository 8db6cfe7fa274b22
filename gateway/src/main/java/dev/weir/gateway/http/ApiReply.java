package dev.weir.gateway.http;

import io.vertx.core.http.HttpServerRequest;

/** What the API has to say to a request, on the request's own loop. */
@FunctionalInterface
interface ApiReply {
  void send(HttpServerRequest request);

  static ApiReply json(Object value) {
    return request -> Answers.json(request, value);
  }

  /** Something is new, and this is it. */
  static ApiReply created(Object value) {
    return request -> Answers.json(request, 201, value);
  }

  /** It was done, and there is nothing to show. */
  static ApiReply done() {
    return Answers::done;
  }

  static ApiReply problem(int status, String detail) {
    return request -> Answers.problem(request, status, detail);
  }
}
