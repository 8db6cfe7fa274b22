package dev.weir.transcode.live;

import java.util.List;

/** What the rungs of live streams are to be encoded with, as it is configured. */
public enum EncoderChoice {
  /** The first hardware that works here, else software. */
  AUTO,
  SOFTWARE,
  NVENC,
  VAAPI,
  QSV;

  /** To be tried in this order, before software is taken. */
  List<RungEncoder> hardware() {
    return switch (this) {
      case AUTO -> List.of(RungEncoder.NVENC, RungEncoder.QSV, RungEncoder.VAAPI);
      case SOFTWARE -> List.of();
      case NVENC -> List.of(RungEncoder.NVENC);
      case VAAPI -> List.of(RungEncoder.VAAPI);
      case QSV -> List.of(RungEncoder.QSV);
    };
  }
}
