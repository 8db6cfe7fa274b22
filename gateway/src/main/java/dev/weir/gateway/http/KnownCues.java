package dev.weir.gateway.http;

import dev.weir.container.text.Cue;
import dev.weir.container.text.Subtitles;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The cues of subtitles that are being watched, so that a segment of them costs no reading of the
 * whole. Bounded by the size of their files; those that were asked for longest ago go. Guarded by
 * itself; reads outside of the lock, so that two may read the same.
 */
final class KnownCues {
  /** A hundred films of two hours; some 50 MB as cues. */
  private static final long MOST_BYTES = 16 << 20;

  // Guarded by this.
  private final Map<Key, List<Cue>> known = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  /** A file that was written anew, for which there is hardly a reason, has another length. */
  private record Key(String blob, long length) {}

  /** A file, read where nobody else has lately. */
  interface File {
    Bytes read() throws IOException;
  }

  /** Blocks where it has to read. */
  List<Cue> of(String blob, long length, File file) throws IOException {
    var key = new Key(blob, length);
    List<Cue> found = find(key);
    if (found != null) {
      return found;
    }
    List<Cue> read = read(blob, file);
    keep(key, read);
    return read;
  }

  private synchronized @Nullable List<Cue> find(Key key) {
    return known.get(key);
  }

  private static List<Cue> read(String blob, File file) throws IOException {
    try {
      return Subtitles.read(file.read());
    } catch (MediaFormatException damaged) {
      throw new IOException(blob + ": " + damaged.getMessage(), damaged);
    }
  }

  private synchronized void keep(Key key, List<Cue> cues) {
    if (known.put(key, cues) == null) {
      bytes += key.length;
    }
    Iterator<Key> oldest = known.keySet().iterator();
    while (bytes > MOST_BYTES && known.size() > 1) {
      bytes -= oldest.next().length;
      oldest.remove();
    }
  }
}
