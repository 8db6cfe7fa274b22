package dev.weir.gateway.http;

import dev.weir.net.ByteSource;
import dev.weir.net.HttpBody;
import dev.weir.net.StepBuffers;
import dev.weir.net.StoredBody;
import io.vertx.core.http.HttpServerRequest;

/** The octets of an answer, of which a stretch may be asked for. Used once: sent, or dropped. */
interface Body {
  long length();

  /** Ends the answer, whose head is set, with those from {@code from} to before {@code to}. */
  void send(HttpServerRequest request, long from, long to);

  /** None of it is wanted. */
  void drop();

  /** What is in memory. */
  record Held(ByteSource source) implements Body {
    @Override
    public long length() {
      return source.length();
    }

    @Override
    public void send(HttpServerRequest request, long from, long to) {
      HttpBody.send(request.response(), source.slice(from, to));
    }

    @Override
    public void drop() {
      // Nobody holds it for us.
    }
  }

  /** A stretch of a file that is open. */
  record Stored(OpenFiles.Opened file, long offset, long length, StepBuffers buffers)
      implements Body {
    @Override
    public void send(HttpServerRequest request, long from, long to) {
      var stretch = new StoredBody.Stretch(file.channel(), offset + from, offset + to);
      StoredBody.send(request, stretch, buffers, file::release);
    }

    @Override
    public void drop() {
      file.release();
    }
  }

  /** A film that is put together while it is sent. */
  record Assembled(StoredMovie movie, MovieOctets octets, StepBuffers buffers) implements Body {
    @Override
    public long length() {
      return movie.length();
    }

    @Override
    public void send(HttpServerRequest request, long from, long to) {
      StoredBody.send(request, octets, from, to, buffers, octets::close);
    }

    @Override
    public void drop() {
      octets.close();
    }
  }
}
