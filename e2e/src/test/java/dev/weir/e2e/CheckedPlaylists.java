package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testkit.dash.MpdRules;
import dev.weir.testkit.hls.HlsRules;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Fetches the playlists and MPDs of one stream. Each is checked against its specification, alone
 * and as the successor of the one before it. Confined to one thread.
 */
final class CheckedPlaylists {
  private static final Pattern MEDIA_PLAYLIST =
      Pattern.compile("(?m)URI=\"([^\"]+)\"|^([^#\\s].*)$");

  private final LiveServer server;
  private final String root;

  /** The last whole text by path. */
  private final Map<String, String> latest = new HashMap<>();

  private int checked;

  CheckedPlaylists(LiveServer server, String stream) {
    this.server = server;
    this.root = "/live/" + stream + "/";
  }

  /** How many texts have been checked. */
  int checked() {
    return checked;
  }

  /** Fetches the multivariant playlist with all that it names, and returns its text. */
  String multivariant() throws Exception {
    String multivariant = text("index.m3u8");
    Map<String, String> playlists = new HashMap<>();
    var names = MEDIA_PLAYLIST.matcher(multivariant);
    while (names.find()) {
      String name = names.group(1) == null ? names.group(2) : names.group(1);
      playlists.put(name, mediaText(name, ""));
    }
    assertThat(HlsRules.check(multivariant, playlists)).as(multivariant).isEmpty();
    return multivariant;
  }

  /**
   * Fetches a media playlist.
   *
   * @param query empty or with its question mark
   */
  MediaPlaylist media(String rendition, String query) throws Exception {
    return MediaPlaylist.parse(mediaText(rendition + "/index.m3u8", query));
  }

  /** Fetches a media playlist as it stands. */
  String playlist(String rendition) throws Exception {
    return mediaText(rendition + "/index.m3u8", "");
  }

  String manifest() throws Exception {
    String text = text("index.mpd");
    assertThat(MpdRules.check(text)).as(text).isEmpty();
    String older = latest.put("index.mpd", text);
    if (older != null) {
      assertThat(MpdRules.checkSuccession(older, text)).as("%s%n%s", older, text).isEmpty();
    }
    return text;
  }

  private String mediaText(String path, String query) throws Exception {
    String text = text(path + query);
    assertThat(HlsRules.checkMedia(text)).as(text).isEmpty();
    String older = text.contains("#EXT-X-SKIP") ? latest.get(path) : latest.put(path, text);
    if (older != null) {
      assertThat(HlsRules.checkSuccession(older, text)).as("%s%n%s", older, text).isEmpty();
    }
    return text;
  }

  private String text(String path) throws Exception {
    HttpResponse<String> response = server.get(root + path);
    assertThat(response.statusCode()).as(path + ": " + response.body()).isEqualTo(200);
    checked++;
    return response.body();
  }
}
