package dev.weir.gateway.http;

import dev.weir.channel.ladder.LadderState;
import java.util.List;
import java.util.Locale;

/** What a stream is offered in beside its source, for pages and programs. */
record LadderJson(String state, List<Rung> rungs) {
  /** One size. */
  record Rung(String name, int width, int height, long mostBps) {}

  static LadderJson of(LadderState ladder) {
    return new LadderJson(
        ladder.activity().name().toLowerCase(Locale.ROOT),
        ladder.rungs().stream()
            .map(rung ->
                new Rung(rung.name(), rung.size().width(), rung.size().height(), rung.mostBps()))
            .toList());
  }
}
