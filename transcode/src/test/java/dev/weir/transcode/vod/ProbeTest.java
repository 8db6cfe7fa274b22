package dev.weir.transcode.vod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.library.Rendition.Role;
import dev.weir.media.SystemClock;
import dev.weir.media.codec.PixelAspect;
import dev.weir.media.codec.VideoRange;
import dev.weir.testkit.FfmpegMedia;
import dev.weir.transcode.FfmpegExecutable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProbeTest {
  private static final String PICTURE = "testsrc2=s=160x90:r=30000/1001:d=2";

  @TempDir private Path root;

  @Test
  void doesNotBlameTheFileWhereItsTimeIsUp() throws Exception {
    Path ffmpeg = script("ffmpeg", "echo ffmpeg version 8");
    script("ffprobe", "exec sleep 60");
    var slow =
        new ConfinedFfmpeg(
            FfmpegExecutable.find(Optional.of(ffmpeg)),
            Confinement.NONE,
            Duration.ofMillis(300),
            new SystemClock());
    Path film = Files.writeString(root.resolve("film.mp4"), "a film");

    assertThatThrownBy(() -> new Probe(slow).read(film, Tools.folder(root)))
        .isInstanceOfSatisfying(
            TranscodeException.class,
            failure -> assertThat(failure.code()).isEqualTo(TranscodeException.Code.STALLED));
  }

  private Path script(String name, String words) throws IOException {
    Path script = Files.writeString(root.resolve(name), "#!/bin/sh\n" + words + "\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    return script;
  }

  @Test
  void tellsTracksTheirLanguagesAndChapters() throws Exception {
    Path notes = root.resolve("notes.txt");
    Files.writeString(
        notes,
        """
        ;FFMETADATA1
        title=A film
        [CHAPTER]
        TIMEBASE=1/1000
        START=0
        END=1000
        title=Opening
        [CHAPTER]
        TIMEBASE=1/1000
        START=1000
        END=2000
        title=Ending
        """);
    Path cues = root.resolve("cues.srt");
    Files.writeString(cues, "1\n00:00:00,000 --> 00:00:01,000\nHello\n\n");
    Path film =
        make(
            "film.mkv",
            "-i " + notes + " -i " + cues,
            "-map_metadata 0 -map 2:v -map 3:a -map 1:s -c:v libx264 -g 15 -c:a aac -ac 6 -c:s srt",
            "-metadata:s:a:0 language=deu -metadata:s:s:0 language=fra"
                + " -disposition:s:0 forced+hearing_impaired");

    SourceFacts facts = probe(film);

    assertThat(facts.file().container()).isEqualTo("matroska,webm");
    assertThat(facts.file().title()).isEqualTo("A film");
    assertThat(facts.file().durationMicros()).isBetween(1_900_000L, 2_100_000L);
    VideoFacts video = facts.mainVideo().orElseThrow();
    assertThat(video.track().codec()).isEqualTo("h264");
    assertThat(video.picture().displaySize()).isEqualTo(new Size(160, 90));
    assertThat(video.timing().rate()).isEqualTo(new FrameRate(30000, 1001));
    assertThat(video.timing().isVariable()).isFalse();
    assertThat(video.timing().spacing().longestKeyframeGapMicros()).isBetween(490_000L, 510_000L);
    AudioFacts sound = facts.sounds().getFirst();
    assertThat(sound.track().label().language()).isEqualTo("deu");
    assertThat(sound.channels()).isEqualTo(6);
    TextFacts text = facts.texts().getFirst();
    assertThat(text.track().label().roles()).containsExactlyInAnyOrder(Role.FORCED, Role.CAPTION);
    assertThat(text.form()).contains(TextFacts.Form.SRT);
    assertThat(facts.chapters()).extracting(Chapter::title).containsExactly("Opening", "Ending");
  }

  @Test
  void tellsShapeAndTurnOfThePicture() throws Exception {
    Path upright = make("upright.mp4", "", "-map 0:v -c:v libx264 -vf setsar=4/3", "");
    Path turned = root.resolve("turned.mp4");
    FfmpegMedia.make(
        turned, List.of("-display_rotation", "-90", "-i", upright.toString(), "-c", "copy"));

    Picture picture = probe(turned).mainVideo().orElseThrow().picture();

    assertThat(picture.rotationDegrees()).isEqualTo(90);
    assertThat(picture.aspect()).isEqualTo(new PixelAspect(4, 3));
    assertThat(picture.displaySize()).isEqualTo(new Size(90, 213));
  }

  @Test
  void tellsFieldsAndDepthAndRange() throws Exception {
    Path fields =
        make("fields.ts", "", "-map 0:v -vf setfield=tff -c:v mpeg2video -flags +ildct+ilme", "");
    Path deep =
        make(
            "deep.mp4",
            "",
            "-map 0:v -vf setparams=color_trc=smpte2084 -c:v libx265 -pix_fmt yuv420p10le",
            "-x265-params log-level=none");

    assertThat(probe(fields).mainVideo().orElseThrow().timing().fields())
        .isEqualTo(FieldOrder.TOP_FIRST);
    PixelFacts pixels = probe(deep).mainVideo().orElseThrow().pixels();
    assertThat(pixels.depthBits()).isEqualTo(10);
    assertThat(pixels.range()).isEqualTo(VideoRange.PQ);
  }

  @Test
  void noticesFramesOfDifferentLengths() throws Exception {
    Path film =
        make(
            "variable.mp4",
            "",
            "-map 0:v -vf select='mod(n\\,7)*mod(n\\,3)' -fps_mode vfr -c:v libx264",
            "");

    assertThat(probe(film).mainVideo().orElseThrow().timing().isVariable()).isTrue();
  }

  @Test
  void countsFromTheFirstTimestampOfATransportStream() throws Exception {
    SourceFile file = probe(make("film.ts", "", "-map 0:v -map 1:a -c:v libx264 -bf 2", "")).file();

    assertThat(file.startMicros()).isBetween(1_300_000L, 1_500_000L);
    assertThat(file.isSeekable()).isFalse();
  }

  @Test
  void doesNotTakeTheCoverOfAnAlbumForAFilm() throws Exception {
    Path cover = make("cover.jpg", "", "-map 0:v -frames:v 1", "");
    Path album =
        make(
            "album.mp3",
            "-i " + cover,
            "-map 2:a -map 0:v -c:v mjpeg -disposition:v attached_pic",
            "");

    SourceFacts facts = probe(album);

    assertThat(facts.videos()).isEmpty();
    assertThat(facts.sounds()).hasSize(1);
    assertThat(facts.pictures()).hasSize(1);
  }

  @Test
  void refusesNothing() throws Exception {
    assertThatThrownBy(() -> probe(Files.createFile(root.resolve("empty.mp4"))))
        .hasMessage(
            "This is not a video or audio file that Weir can read: it is empty. Copy or export it"
                + " anew, and send that.");
  }

  @Test
  void refusesWhatClaimsToLastForDays() throws Exception {
    Path film = make("film.mkv", "", "-map 0:v -map 1:a -c:v mpeg2video -c:a aac", "");
    claim(film, 1e15);

    assertThatThrownBy(() -> probe(film))
        .hasMessageEndingWith(
            ": it says that it is longer than 48 hours. Export it anew, or in parts, and send"
                + " those.");
  }

  /** In the Duration of Matroska (RFC 9559 §5.1.2.10), a double in milliseconds. */
  private static void claim(Path film, double millis) throws IOException {
    byte[] octets = Files.readAllBytes(film);
    for (int i = 0; i < 1000; i++) {
      boolean isDuration =
          octets[i] == 0x44 && octets[i + 1] == (byte) 0x89 && octets[i + 2] == (byte) 0x88;
      if (isDuration) {
        ByteBuffer.wrap(octets).putDouble(i + 3, millis);
        Files.write(film, octets);
        return;
      }
    }
    throw new IllegalArgumentException(film + " does not say how long it is");
  }

  @Test
  void refusesText() throws Exception {
    Path text = Files.writeString(root.resolve("text.mp4"), "Dear reader,\n".repeat(100));

    assertThatThrownBy(() -> probe(text))
        .hasMessageContaining(": it is text. Send the film itself");
  }

  @Test
  void refusesAPlaylistOfOtherFiles() throws Exception {
    Path film = make("film.mp4", "", "-map 0:v -c:v libx264", "");
    Path list = root.resolve("list.mp4");
    Files.writeString(list, "#EXTM3U\n#EXTINF:2,\nfile://" + film + "\n#EXT-X-ENDLIST\n");
    Path concat =
        Files.writeString(root.resolve("concat.mp4"), "ffconcat version 1.0\nfile film.mp4\n");

    assertThatThrownBy(() -> probe(list))
        .hasMessageContaining(": it is text. Send the film itself");
    assertThatThrownBy(() -> probe(concat))
        .hasMessageContaining(": it is text. Send the film itself");
  }

  @Test
  void refusesWhatWasCutOff() throws Exception {
    byte[] whole = Files.readAllBytes(make("whole.mp4", "", "-map 0:v -c:v libx264", ""));
    Path half = root.resolve("half.mp4");
    Files.write(half, Arrays.copyOf(whole, whole.length / 2));

    assertThatThrownBy(() -> probe(half))
        .hasMessageContaining(": it is cut off, and the index (moov) is missing");
  }

  @Test
  void refusesWhatEndsWithinItsIndex() throws Exception {
    Path whole = make("whole.mp4", "", "-map 0:v -c:v libx264 -movflags +faststart", "");
    byte[] octets = Files.readAllBytes(whole);
    int track = new String(octets, StandardCharsets.ISO_8859_1).indexOf("stsd");
    Path cut = Files.write(root.resolve("cut.mp4"), Arrays.copyOf(octets, track));

    assertThatThrownBy(() -> probe(cut)).hasMessageContaining(": it is cut off or damaged");
  }

  @Test
  void refusesSubtitlesAndPicturesAlone() throws Exception {
    Path cues =
        Files.writeString(root.resolve("a.srt"), "1\n00:00:00,000 --> 00:00:01,000\nHi\n\n");

    assertThatThrownBy(() -> probe(cues)).hasMessageContaining("neither moving picture nor sound");
    assertThatThrownBy(() -> probe(make("picture.png", "", "-map 0:v -frames:v 1", "")))
        .hasMessageContaining("its format is unknown");
  }

  @Test
  void refusesWhatIsEncrypted() throws Exception {
    Path film =
        make(
            "film.mp4",
            "",
            "-map 0:v -c:v libx264 -encryption_scheme cenc-aes-ctr",
            "-encryption_key 00112233445566778899aabbccddeeff"
                + " -encryption_kid 00112233445566778899aabbccddeeff");

    assertThatThrownBy(() -> probe(film)).hasMessageContaining(": it is encrypted. Send a copy");
  }

  private SourceFacts probe(Path film) throws Exception {
    try (JobFolder folder = Tools.folder(root)) {
      return Tools.probe(film, folder);
    }
  }

  /** Of a test picture and a tone, which are the inputs after those that are named. */
  private Path make(String name, String inputs, String options, String more) {
    var words = new ArrayList<>(words(inputs));
    words.addAll(List.of("-f", "lavfi", "-i", PICTURE, "-f", "lavfi", "-i", "sine=d=2"));
    words.addAll(words(options));
    words.addAll(words(more));
    return FfmpegMedia.make(root.resolve(name), words);
  }

  private static List<String> words(String line) {
    return Arrays.stream(line.split(" ")).filter(word -> !word.isEmpty()).toList();
  }
}
