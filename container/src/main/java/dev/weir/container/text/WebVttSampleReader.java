package dev.weir.container.text;

import dev.weir.container.box.Box;
import dev.weir.container.box.BoxReader;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Samples of WebVTT in MP4, ISO/IEC 14496-30 §7.4: the cues that are shown at the same time, or a
 * box that says that there is none. A cue that is shown for longer than a sample comes in each.
 * Stateless.
 */
public final class WebVttSampleReader {
  /** How many cues are looked at for one that goes on. */
  private static final int MOST_AT_ONCE = 16;

  private WebVttSampleReader() {}

  /**
   * The cues of a sample, as long as the sample.
   *
   * @param startMillis from the beginning of the film; what is before that is cut off
   */
  public static List<Cue> read(Bytes sample, long startMillis, long endMillis)
      throws MediaFormatException {
    var times = new CueTimes(Math.max(0, startMillis), endMillis, "");
    var cues = new CueList();
    var boxes = new BoxReader(sample, "wvtt");
    while (boxes.hasNext()) {
      Box box = boxes.next();
      if (box.type().equals("vttc")) {
        String text = new CueText().marked(text(box.find("payl"))).finish();
        cues.add(times, WebVttReader.settings(text(box.find("sttg"))), text);
      }
    }
    return cues.sorted();
  }

  private static String text(Optional<Box> box) {
    return box.map(known -> new String(known.body().toArray(), StandardCharsets.UTF_8)).orElse("");
  }

  /** Cues that go on from one sample to the next, made one; {@code cues} by when they begin. */
  public static List<Cue> joined(List<Cue> cues) {
    var joined = new ArrayList<Cue>();
    for (Cue cue : cues) {
      int last = lastOf(joined, cue);
      if (last < 0) {
        joined.add(cue);
      } else {
        long startMillis = joined.get(last).startMillis();
        joined.set(last, new Cue(startMillis, cue.endMillis(), cue.settings(), cue.text()));
      }
    }
    return joined;
  }

  /** Which ends where this one begins, and says the same. */
  private static int lastOf(List<Cue> joined, Cue cue) {
    for (int i = joined.size() - 1; i >= Math.max(0, joined.size() - MOST_AT_ONCE); i--) {
      Cue before = joined.get(i);
      if (before.endMillis() == cue.startMillis()
          && before.settings().equals(cue.settings())
          && before.text().equals(cue.text())) {
        return i;
      }
    }
    return -1;
  }
}
