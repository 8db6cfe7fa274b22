package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import java.net.URI;

/** A film on the watch page of a browser. Confined to the thread of its browser. */
final class FilmViewing implements AutoCloseable {
  /** Follows which pictures are shown, and where the player puts what it appends. */
  private static final String FOLLOW =
      """
      (() => {
        const seen = { picture: -1, offsets: {}, waits: 0 };
        window.weirSeen = seen;
        const { play } = HTMLMediaElement.prototype;
        HTMLMediaElement.prototype.play = function () {
          if (!this.isFollowed) {
            this.isFollowed = true;
            const next = (_, { mediaTime }) => {
              seen.picture = mediaTime;
              this.requestVideoFrameCallback(next);
            };
            this.requestVideoFrameCallback(next);
          }
          return play.call(this);
        };
        const { addSourceBuffer } = MediaSource.prototype;
        MediaSource.prototype.addSourceBuffer = function (type) {
          const buffer = addSourceBuffer.call(this, type);
          buffer.addEventListener('updateend', () => {
            seen.offsets[type.split('/')[0]] = buffer.timestampOffset;
          });
          return buffer;
        };
      })()
      """;

  private final String player;
  private final WatchPage page;

  private FilmViewing(String player, WatchPage page) {
    this.player = player;
    this.page = page;
  }

  /**
   * Begins to play.
   *
   * @param player {@code hls} or {@code dash}
   * @param film its address on the server
   */
  static FilmViewing open(Chromium chromium, String player, URI film) {
    BrowserContext context = chromium.newContext(new NewContextOptions().setViewportSize(640, 480));
    context.addInitScript(FOLLOW);
    return new FilmViewing(player, WatchPage.open(context, film));
  }

  /** Blocks until it has ended. */
  void awaitEnd() {
    page.await("() => document.querySelector('video')?.ended", null);
  }

  WatchPage page() {
    return page;
  }

  double durationSeconds() {
    return number("document.querySelector('video').duration");
  }

  /** Width to height of what is shown. */
  double aspect() {
    return number(
        "(({ videoWidth, videoHeight }) => videoWidth /"
            + " videoHeight)(document.querySelector('video'))");
  }

  /** When the picture that it stands at is to be shown; the callback about it may yet come. */
  double lastPictureSeconds() {
    return number(
        """
        (() => {
          const frame = new VideoFrame(document.querySelector('video'));
          const seconds = frame.timestamp / 1e6;
          frame.close();
          return Math.max(seconds, window.weirSeen.picture);
        })()
        """);
  }

  /** How much later than the picture the player puts the sound, by what it tells the browser. */
  double soundLagSeconds() {
    return number(
        "(({ audio, video }) => (audio ?? video) - (video ?? audio))(window.weirSeen.offsets)");
  }

  private double number(String expression) {
    return ((Number) page.page().evaluate(expression)).doubleValue();
  }

  void assertNothingWentWrong() {
    assertThat(page.errors()).as(player).isEmpty();
    assertThat(page.rebuilds()).as(player).isZero();
  }

  @Override
  public String toString() {
    return player;
  }

  @Override
  public void close() {
    page.close();
  }
}
