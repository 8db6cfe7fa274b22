package dev.weir.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.access.KnownChannel.Origin;
import dev.weir.library.Channel;
import dev.weir.library.ChannelPolicies;
import dev.weir.library.Recording;
import dev.weir.library.SecondPublisher;
import dev.weir.library.StreamKey;
import dev.weir.testkit.ManualClock;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ChannelDirectoryTest {
  private static final ChannelPolicies OWN =
      new ChannelPolicies(
          Optional.of(SecondPublisher.TAKE_OVER),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Recording.OFF);

  private final ManualClock clock = new ManualClock(5_000);
  private final ChannelDirectory directory =
      directory(Map.of("filed", fixed("one", "wk_two"), "open", fixed()));

  private ChannelDirectory directory(Map<String, FixedChannel> fixed) {
    return new ChannelDirectory(fixed, new SecureRandom(), clock);
  }

  private static FixedChannel fixed(String... secrets) {
    return new FixedChannel(OWN, Arrays.stream(secrets).map(Secret::of).toList());
  }

  private static Channel channel(String name) {
    return new Channel(
        name, Optional.of("Title of " + name), ChannelPolicies.DEFAULT, 1_000, 1_000);
  }

  private static StreamKey key(String channel, String id) {
    return new StreamKey(id, channel, "", 1_000, OptionalLong.empty());
  }

  private Optional<PublishKey> find(String secret) {
    return directory.find(Secret.of(secret));
  }

  @Test
  void knowsWhatTheFileSays() {
    KnownChannel filed = directory.find("filed").orElseThrow();

    assertThat(filed.origin()).isEqualTo(Origin.FIXED);
    assertThat(filed.keys()).extracting(StreamKey::id).containsExactly("1", "2");
    assertThat(directory.policies("filed")).isEqualTo(OWN);
    assertThat(directory.policies("unheard-of")).isEqualTo(ChannelPolicies.DEFAULT);
    assertThat(find("one")).contains(new PublishKey("filed", "1"));
    assertThat(find("wk_two").orElseThrow().credential()).isEqualTo("filed#2");
    assertThat(directory.areNeeded("filed")).isTrue();
    assertThat(directory.areNeeded("open")).isFalse();
    assertThat(directory.areNeeded("unheard-of")).isFalse();
  }

  @Test
  void aKeyOpensItsChannelAsLongAsItIsThere() {
    directory.put(channel("made"));
    directory.putKey(key("made", "a"), "wk_a");
    directory.putKey(key("made", "b"), "wk_b");

    assertThat(find("wk_a")).contains(new PublishKey("made", "a"));
    assertThat(directory.isRevoked("made", "made#a")).isFalse();
    directory.removeKey("made", "a");
    assertThat(find("wk_a")).isEmpty();
    assertThat(directory.isRevoked("made", "made#a")).isTrue();
    assertThat(directory.isRevoked("made", "loopback")).isFalse();
    assertThat(directory.isRevoked("filed", "filed#1")).isFalse();
    assertThat(find("wk_b")).contains(new PublishKey("made", "b"));

    assertThat(directory.remove("made")).containsExactly(new PublishKey("made", "b"));
    assertThat(find("wk_b")).isEmpty();
    assertThat(directory.find("made")).isEmpty();
    assertThat(directory.areNeeded("made")).isFalse();
  }

  @Test
  void aMadeChannelNeedsAKeyEvenWhenItHasNone() {
    directory.put(channel("made"));

    assertThat(directory.areNeeded("made")).isTrue();
  }

  @Test
  void whatTheFileHasWins() {
    directory.put(channel("open"));
    directory.putKey(key("open", "a"), "wk_a");
    directory.putKey(key("made", "b"), "wk_b");
    directory.put(channel("made"));
    directory.putKey(key("made", "c"), "one");
    directory.change(channel("filed"));

    assertThat(directory.find("open").orElseThrow().origin()).isEqualTo(Origin.FIXED);
    assertThat(find("wk_a")).isEmpty();
    assertThat(find("wk_b")).isEmpty();
    assertThat(find("one")).contains(new PublishKey("filed", "1"));
    assertThat(directory.title("filed")).isEmpty();
    assertThat(directory.remove("filed")).isEmpty();
    assertThat(find("one")).isPresent();
  }

  @Test
  void listsByName() {
    for (String name : List.of("c", "a", "b")) {
      directory.put(channel(name));
    }

    assertThat(directory.list("", any -> true, 2)).extracting(this::name).containsExactly("a", "b");
    assertThat(directory.list("b", any -> true, 9))
        .extracting(this::name)
        .containsExactly("c", "filed", "open");
    assertThat(directory.list("", some -> some.name().equals("open"), 9)).hasSize(1);
    assertThat(directory.title("a")).contains("Title of a");
  }

  private String name(KnownChannel known) {
    return known.channel().name();
  }

  @Test
  void remembersWhenAKeyWasUsed() {
    directory.put(channel("made"));
    directory.putKey(key("made", "a"), "wk_a");

    directory.used(new PublishKey("made", "a"));
    directory.used(new PublishKey("filed", "1"));

    assertThat(used()).hasValue(5_000);
    assertThat(directory.uses().unwritten()).isEqualTo(Map.of("a", 5_000L));

    directory.written(Map.of("a", 5_000L));

    assertThat(directory.uses().unwritten()).isEmpty();
    assertThat(used()).hasValue(5_000);
  }

  private OptionalLong used() {
    return directory.find("made").orElseThrow().keys().getFirst().usedMillis();
  }

  @Test
  void aConfigurationThatCannotBeMeantIsRefused() {
    assertThatThrownBy(() -> directory(Map.of("a", fixed("same"), "b", fixed("same"))))
        .hasMessageContaining("two channels");
    assertThatThrownBy(() -> directory(Map.of("wk_a", fixed("x")))).hasMessageContaining("wk_a");
  }
}
