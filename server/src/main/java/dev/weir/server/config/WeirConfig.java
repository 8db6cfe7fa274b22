package dev.weir.server.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The whole configuration. A component's name in kebab case is its key; a record inside is a group
 * of keys. Immutable.
 *
 * @param data folder of everything that the server keeps
 * @param channels by name; channels that are not named here exist too, for publishers on this
 *     machine
 * @param webhooks by name: who is told what happens to films
 */
public record WeirConfig(
    Path data,
    NetConfig net,
    HttpConfig http,
    HttpsConfig https,
    RtmpConfig rtmp,
    RtmpsConfig rtmps,
    LiveConfig live,
    LadderConfig ladder,
    DvrConfig dvr,
    Map<String, ChannelConfig> channels,
    LibraryConfig library,
    UploadsConfig uploads,
    TranscodeConfig transcode,
    Map<String, WebhookConfig> webhooks,
    FfmpegConfig ffmpeg,
    DemoConfig demo,
    LogConfig log,
    MetricsConfig metrics) {
  /** The values of keys that nobody sets. */
  public static final WeirConfig DEFAULTS =
      new WeirConfig(
          Path.of("data"),
          NetConfig.DEFAULTS,
          HttpConfig.DEFAULTS,
          HttpsConfig.DEFAULTS,
          RtmpConfig.DEFAULTS,
          RtmpsConfig.DEFAULTS,
          LiveConfig.DEFAULTS,
          LadderConfig.DEFAULTS,
          DvrConfig.DEFAULTS,
          Map.of(),
          LibraryConfig.DEFAULTS,
          UploadsConfig.DEFAULTS,
          TranscodeConfig.DEFAULTS,
          Map.of(),
          FfmpegConfig.DEFAULTS,
          DemoConfig.DEFAULTS,
          LogConfig.DEFAULTS,
          MetricsConfig.DEFAULTS);

  private static final Pattern CHANNEL_NAME = Pattern.compile("(?!wk_)[A-Za-z0-9_-]{1,64}");

  private static final Pattern WEBHOOK_NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  public WeirConfig {
    channels = Collections.unmodifiableMap(new TreeMap<>(channels));
    requireNames(channels.keySet());
    requireDistinctKeys(channels.values());
    webhooks = Collections.unmodifiableMap(new TreeMap<>(webhooks));
    webhooks.forEach((name, webhook) -> {
      Require.that(
          WEBHOOK_NAME.matcher(name).matches(),
          "webhooks: '%s' is no name; use 1 to 64 of A-Z a-z 0-9 _ -".formatted(name));
      Require.accepted("webhooks." + name, () -> webhook.webhook(name));
    });
    Duration longestWait = live.longestTargetDuration().multipliedBy(3);
    Require.that(
        http.idleTimeout().compareTo(longestWait) > 0,
        "http.idle-timeout must be more than "
            + ValueTypes.print(longestWait)
            + ": players wait for three times live.max-segment for what comes next");
  }

  private static void requireNames(Set<String> channels) {
    for (String name : channels) {
      Require.that(
          CHANNEL_NAME.matcher(name).matches(),
          "channels: '%s' is no name; use 1 to 64 of A-Z a-z 0-9 _ -, not beginning with wk_"
              .formatted(name));
    }
  }

  private static void requireDistinctKeys(Collection<ChannelConfig> channels) {
    List<Secret> keys = channels.stream().flatMap(channel -> channel.keys().stream()).toList();
    Require.that(
        new HashSet<>(keys).size() == keys.size(),
        "channels: a key opens two channels, or stands twice in one");
  }
}
