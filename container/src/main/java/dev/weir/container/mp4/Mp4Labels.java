package dev.weir.container.mp4;

import dev.weir.container.box.Box;
import dev.weir.container.box.BoxReader;
import dev.weir.media.ByteReader;
import dev.weir.media.MediaFormatException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a file tells people of a track. Immutable.
 *
 * @param language a tag of BCP 47, as short as can be; empty where unsaid
 * @param name a title of the track; empty where unsaid
 * @param handlerName what its writer called it, which seldom is for people; may be empty
 * @param enabled to be played unless somebody chooses otherwise
 * @param alternateGroup of tracks with the same one, one is played at a time; 0 for none
 * @param roles as MPEG-DASH names them, such as {@code forced-subtitle}
 */
public record Mp4Labels(
    Optional<String> language,
    Optional<String> name,
    String handlerName,
    boolean enabled,
    int alternateGroup,
    Set<String> roles) {
  private static final String DASH_ROLE = "urn:mpeg:dash:role:2011";
  private static final int MOST_ROLES = 16;

  public Mp4Labels {
    roles = Set.copyOf(roles);
  }

  static Mp4Labels of(TrackHeader header, MediaHeader media, Box trak) {
    return new Mp4Labels(
        media.language(),
        name(trak),
        media.handlerName(),
        header.enabled(),
        header.alternateGroup(),
        roles(trak));
  }

  /** Where nothing but the header could be read. */
  static Mp4Labels of(TrackHeader header) {
    return new Mp4Labels(
        Optional.empty(),
        Optional.empty(),
        "",
        header.enabled(),
        header.alternateGroup(),
        Set.of());
  }

  /** What is written for people is no reason to refuse a film. */
  private static Optional<String> name(Box trak) {
    try {
      Optional<Box> udta = trak.find("udta");
      Optional<Box> name = udta.isPresent() ? udta.get().find("name") : Optional.empty();
      return name.map(box -> Texts.name(box.body())).filter(text -> !text.isEmpty());
    } catch (MediaFormatException _) {
      return Optional.empty();
    }
  }

  private static Set<String> roles(Box trak) {
    var roles = new TreeSet<String>();
    try {
      Optional<Box> udta = trak.find("udta");
      if (udta.isPresent()) {
        addRoles(udta.get().children(), roles);
      }
    } catch (MediaFormatException _) {
      return roles;
    }
    return roles;
  }

  /** KindBox, ISO/IEC 14496-12 §8.10.4: two strings, each with a zero behind it. */
  private static void addRoles(BoxReader udta, Set<String> roles) throws MediaFormatException {
    while (udta.hasNext() && roles.size() < MOST_ROLES) {
      Box child = udta.next();
      if (!child.type().equals("kind")) {
        continue;
      }
      ByteReader in = child.reader();
      in.skip(4); // version, flags
      String[] strings = Texts.utf8(in.rest()).split("\0", 3);
      if (strings.length > 1 && strings[0].equals(DASH_ROLE)) {
        roles.add(strings[1]);
      }
    }
  }
}
