package dev.weir.transcode.film;

import dev.weir.media.Bytes;
import dev.weir.transcode.vod.AudioRung;
import dev.weir.transcode.vod.SourceTrack;
import dev.weir.transcode.vod.VideoRung;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** What renditions are called. Pure. */
final class FilmNames {
  /** The picture as it was sent. */
  static final String VIDEO = "video";

  private static final String AUDIO = "audio-";
  private static final String TEXT = "text-";
  private static final String PASS = "pass-";

  /** Enough to tell apart what belongs to one film. */
  private static final int HASH_OCTETS = 5;

  private FilmNames() {}

  /** Sound as it was sent. */
  static String audio(SourceTrack track) {
    return AUDIO + track.index();
  }

  /** Subtitles that have come with the film. */
  static String text(SourceTrack track) {
    return TEXT + track.index();
  }

  /** Subtitles that have come by themselves: the same ones always have the same name. */
  static String text(Optional<String> language, Bytes file) {
    String told = language.map(tag -> tag + "-").orElse("");
    return TEXT + told + HexFormat.of().formatHex(sha256(told, file), 0, HASH_OCTETS);
  }

  private static byte[] sha256(String language, Bytes file) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(language.getBytes(StandardCharsets.UTF_8));
      digest.update(file.asByteBuffer());
      return digest.digest();
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java has SHA-256", missing);
    }
  }

  static String of(AudioRung rung) {
    return AUDIO + rung.name();
  }

  static String of(VideoRung rung) {
    return rung.name();
  }

  /** Stands for the rungs that are encoded together. */
  static String pass(int index) {
    return PASS + index;
  }

  static int passOf(String name) {
    return Integer.parseInt(name.substring(PASS.length()));
  }
}
