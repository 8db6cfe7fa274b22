package dev.weir.rtmp;

import dev.weir.container.amf.AmfValue.BooleanValue;
import dev.weir.container.amf.AmfValue.StringValue;
import dev.weir.rtmp.RtmpEvent.PlayEnded;
import dev.weir.rtmp.RtmpEvent.PlayPaused;
import dev.weir.rtmp.RtmpEvent.PlayRequested;
import dev.weir.rtmp.RtmpEvent.PlayResumed;
import dev.weir.rtmp.message.Command;
import dev.weir.rtmp.message.UserControl;
import java.util.Queue;

/**
 * The player's half of NetStream commands (Adobe RTMP 1.0 §7.2.2) for live streams: whatever start
 * and length a player asks for, it gets what is on now. Confined to its connection.
 */
final class PlayCommands {
  private enum Play {
    NONE,
    REQUESTED,
    PLAYING,
    PAUSED
  }

  private final Outbox outbox;
  private final Queue<RtmpEvent> events;

  private Play play = Play.NONE;

  PlayCommands(Outbox outbox, Queue<RtmpEvent> events) {
    this.outbox = outbox;
    this.events = events;
  }

  boolean isIdle() {
    return play == Play.NONE;
  }

  boolean isRequested() {
    return play == Play.REQUESTED;
  }

  boolean isPlaying() {
    return play == Play.PLAYING || play == Play.PAUSED;
  }

  /** §7.2.2.1; whoever plays already changes over. */
  void request(PlayRequested wish) {
    end();
    play = Play.REQUESTED;
    events.add(wish);
  }

  /** What precedes the stream: §7.2.2.1 and, of Flash Media Server, {@code |RtmpSampleAccess}. */
  void accept() {
    expectRequest();
    play = Play.PLAYING;
    outbox.control(UserControl.event(UserControl.STREAM_BEGIN, ServerCommands.STREAM_ID));
    onStatus("status", "NetStream.Play.Reset", "The playlist is empty now.");
    onStatus("status", "NetStream.Play.Start", "Playing.");
    outbox.data(
        ServerCommands.STREAM_ID,
        new StringValue("|RtmpSampleAccess"),
        new BooleanValue(true),
        new BooleanValue(true));
  }

  void reject(PlayRefusal refusal, String description) {
    expectRequest();
    play = Play.NONE;
    onStatus("error", refusal.statusCode(), description);
  }

  /**
   * The stream is over. Interop: FFmpeg and librtmp end at UnpublishNotify, others at Stream EOF or
   * Play.Stop.
   */
  void finish() {
    if (!isPlaying()) {
      return;
    }
    play = Play.NONE;
    onStatus("status", "NetStream.Play.UnpublishNotify", "The stream has ended.");
    outbox.control(UserControl.event(UserControl.STREAM_EOF, ServerCommands.STREAM_ID));
    onStatus("status", "NetStream.Play.Stop", "The stream has ended.");
  }

  /** A command about the play, which may be one too late. */
  void handle(Command command) {
    if (!isPlaying() || command.streamId() != ServerCommands.STREAM_ID) {
      return;
    }
    switch (command.name()) {
      case "pause" -> pause(command.argument(1).equals(new BooleanValue(true)));
      case "seek" -> onStatus("error", "NetStream.Seek.Failed", "A live stream cannot be sought.");
      default -> onStatus("error", "NetStream.Play.Failed", "There is no other bit rate.");
    }
  }

  /** §7.2.2.9. */
  private void pause(boolean isWanted) {
    if (isWanted) {
      onStatus("status", "NetStream.Pause.Notify", "Paused.");
    } else {
      onStatus("status", "NetStream.Unpause.Notify", "Going on with what is on now.");
    }
    if (isWanted && play == Play.PLAYING) {
      play = Play.PAUSED;
      events.add(new PlayPaused());
    } else if (!isWanted && play == Play.PAUSED) {
      play = Play.PLAYING;
      events.add(new PlayResumed());
    }
  }

  /** By the player's wish, which wants no response (§7.2.2.3). */
  void end() {
    if (isPlaying()) {
      events.add(new PlayEnded());
    }
    play = Play.NONE;
  }

  private void onStatus(String level, String code, String description) {
    outbox.onStatus(ServerCommands.STREAM_ID, Outbox.status(level, code, description));
  }

  private void expectRequest() {
    if (play != Play.REQUESTED) {
      throw new IllegalStateException("nobody asks to play");
    }
  }
}
