package dev.weir.packaging.hls;

import dev.weir.media.codec.AudioConfig;
import dev.weir.packaging.MediaName;
import dev.weir.packaging.PeriodTrack;
import dev.weir.packaging.TextRendition;
import dev.weir.packaging.TrackLabel;
import dev.weir.packaging.TrackLabel.Role;
import dev.weir.packaging.hls.PlaylistText.Attributes;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The tags by which viewers choose sound and subtitles, EXT-X-MEDIA of RFC 8216bis §4.4.6.1.
 * Confined to the writer of one playlist.
 */
final class MediaTags {
  static final String SUBTITLES_GROUP = "subtitles";

  private static final String CAPTIONS =
      "public.accessibility.transcribes-spoken-dialog,"
          + "public.accessibility.describes-music-and-sound";
  private static final String DESCRIPTION = "public.accessibility.describes-video";

  private final PlaylistText text;
  private final String query;

  /** No two renditions of a group may have the same NAME. */
  private final Set<List<String>> names = new HashSet<>();

  MediaTags(PlaylistText text, String query) {
    this.text = text;
    this.query = query;
  }

  /** The sounds of one group; one of them is the default. */
  void writeAudios(String group, List<PeriodTrack> audios) {
    PeriodTrack byDefault =
        audios.stream()
            .filter(audio -> audio.label().is(Role.DEFAULT))
            .findFirst()
            .orElse(audios.getFirst());
    for (PeriodTrack audio : audios) {
      Attributes attributes = attributes("AUDIO", group, audio.name(), audio.label());
      attributes
          .add("DEFAULT", audio.name().equals(byDefault.name()) ? "YES" : "NO")
          .add("AUTOSELECT", "YES");
      if (audio.label().is(Role.DESCRIPTION)) {
        attributes.quoted("CHARACTERISTICS", DESCRIPTION);
      }
      if (audio.track().config() instanceof AudioConfig config) {
        attributes.quoted("CHANNELS", Integer.toString(config.channels()));
      }
      write(attributes, audio.name());
    }
  }

  /** Subtitles that somebody may want; at most one is the default. */
  void writeTexts(List<TextRendition> texts) {
    boolean hasDefault = false;
    for (TextRendition rendition : texts) {
      TrackLabel label = rendition.label();
      boolean isDefault = label.is(Role.DEFAULT) && !hasDefault;
      hasDefault |= isDefault;
      Attributes attributes = attributes("SUBTITLES", SUBTITLES_GROUP, rendition.name(), label);
      attributes
          .add("DEFAULT", isDefault ? "YES" : "NO")
          .add("AUTOSELECT", "YES")
          .add("FORCED", label.is(Role.FORCED) ? "YES" : "NO");
      if (label.is(Role.CAPTION)) {
        attributes.quoted("CHARACTERISTICS", CAPTIONS);
      }
      write(attributes, rendition.name());
    }
  }

  private Attributes attributes(String type, String group, String rendition, TrackLabel label) {
    var attributes =
        new Attributes()
            .add("TYPE", type)
            .quoted("GROUP-ID", group)
            .quoted("NAME", uniqueName(type + group, rendition, label));
    if (!label.language().isEmpty()) {
      attributes.quoted("LANGUAGE", label.language());
    }
    return attributes;
  }

  private String uniqueName(String group, String rendition, TrackLabel label) {
    String told = label.name().isEmpty() ? label.language() : label.name();
    String name = told.isEmpty() ? rendition : told;
    return names.add(List.of(group, name)) ? name : name + " (" + rendition + ")";
  }

  private void write(Attributes attributes, String rendition) {
    String uri = rendition + "/" + new MediaName.Playlist().fileName() + query;
    text.tag("-X-MEDIA", attributes.quoted("URI", uri));
  }
}
