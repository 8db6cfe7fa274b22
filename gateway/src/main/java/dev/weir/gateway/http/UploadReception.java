package dev.weir.gateway.http;

import dev.weir.gateway.upload.UploadException;
import dev.weir.gateway.upload.UploadFault;
import dev.weir.gateway.upload.UploadThreads;
import dev.weir.gateway.upload.UploadWriter;
import dev.weir.library.Upload;
import dev.weir.net.IncomingBody;
import dev.weir.net.IncomingBody.End;
import dev.weir.net.IncomingBody.Pace;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerRequest;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the body of one request to the disk: takes a block from the loop, writes it on a thread of
 * uploads, and asks for the next. Confined to the request's loop, but for {@link #cut}.
 */
final class UploadReception implements IncomingBody.Receiver {
  private static final Logger LOG = LoggerFactory.getLogger(UploadReception.class);

  private final HttpServerRequest request;
  private final Context loop;
  private final UploadThreads threads;
  private final Pace pace;
  private final Outcome outcome;

  // Once it has begun.
  private @Nullable UploadWriter writer;
  private @Nullable IncomingBody body;
  private boolean over;

  /** What comes of it; one of these is called, once. */
  interface Outcome {
    /** All of the body is on disk. On the loop. */
    void received(Upload upload);

    /** It has not come to that. On a thread of uploads, before {@link #refused}. */
    void failed();

    /** What to say to that, if there is still somebody to hear it. On the loop. */
    void refused(UploadException why);
  }

  UploadReception(
      HttpServerRequest request, Context loop, UploadThreads threads, Pace pace, Outcome outcome) {
    this.request = request;
    this.loop = loop;
    this.threads = threads;
    this.pace = pace;
    this.outcome = outcome;
  }

  /** Lets the body come. */
  void begin(UploadWriter to) {
    writer = to;
    if (request.response().closed()) {
      breakOff(UploadFault.BROKEN);
    } else if (!over) {
      body = IncomingBody.begin(request, pace, this);
    }
  }

  /** The writer makes place for another. By any thread. */
  void cut(UploadException why) {
    loop.runOnContext(_ -> refuse(why));
  }

  @Override
  public void receive(ByteBuffer block) {
    run(() -> {
      writer().write(block);
      body().taken(block);
    });
  }

  @Override
  public void ended(End end) {
    switch (end) {
      case WHOLE ->
          run(() -> {
            Upload upload = writer().finish();
            loop.runOnContext(_ -> tell(upload));
          });
      case BROKEN -> breakOff(UploadFault.BROKEN);
      case SLOW -> {
        breakOff(UploadFault.SLOW);
        IncomingBody.cutOff(request);
      }
    }
  }

  /** A step on the way of a block. */
  private interface Step {
    void take() throws UploadException;
  }

  private void run(Step step) {
    threads.run(() -> {
      try {
        step.take();
      } catch (UploadException failed) {
        outcome.failed();
        loop.runOnContext(_ -> refuse(failed));
      } catch (RuntimeException bug) {
        LOG.error("upload={} failed", writer().upload().id(), bug);
        loop.runOnContext(_ -> {
          breakOff(UploadFault.BROKEN);
          IncomingBody.cutOff(request);
        });
      }
    });
  }

  private void tell(Upload upload) {
    if (!over) {
      over = true;
      outcome.received(upload);
    }
  }

  private void breakOff(UploadFault why) {
    over = true;
    threads.run(() -> {
      writer().breakOff(why);
      outcome.failed();
    });
  }

  private void refuse(UploadException why) {
    if (over) {
      return;
    }
    over = true;
    if (body != null) {
      body.stop();
    }
    outcome.refused(why);
  }

  private UploadWriter writer() {
    if (writer == null) {
      throw new IllegalStateException("has not begun");
    }
    return writer;
  }

  private IncomingBody body() {
    if (body == null) {
      throw new IllegalStateException("has not begun");
    }
    return body;
  }
}
