package dev.weir.transcode.live;

import dev.weir.media.Track;
import dev.weir.media.codec.AvcConfig;
import dev.weir.transcode.vod.PictureGraph;
import java.util.ArrayList;
import java.util.List;

/** The filter graph that makes the pictures of all rungs: one for each of the source's. Pure. */
final class LiveGraph {
  private LiveGraph() {}

  /** Whose outputs are {@code [v0]}, {@code [v1]} … in the order of the rungs. */
  static String of(Track source, List<LiveRung> rungs, RungEncoder encoder) {
    var chains = new ArrayList<String>();
    var splits = new StringBuilder();
    for (int i = 0; i < rungs.size(); i++) {
      splits.append("[s").append(i).append(']');
      var filters = new ArrayList<>(PictureGraph.scaler(rungs.get(i).size(), source.range()));
      filters.addAll(encoder.upload());
      chains.add("[s%d]%s[v%d]".formatted(i, String.join(",", filters), i));
    }
    chains.addFirst("[0:v]%ssplit=%d%s".formatted(deinterlacer(source), rungs.size(), splits));
    return String.join(";", chains);
  }

  /**
   * One picture of both fields, as the leader has one, at the same moment; each frame says whether
   * it has fields. It waits for the picture after, so it stands only where there may be some.
   */
  private static String deinterlacer(Track source) {
    return mayHaveFields(source) ? "bwdif=mode=send_frame:parity=auto:deint=interlaced," : "";
  }

  private static boolean mayHaveFields(Track source) {
    return source.config() instanceof AvcConfig avc && avc.sps().fields().areAllowed();
  }
}
