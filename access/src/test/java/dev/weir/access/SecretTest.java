package dev.weir.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SecretTest {
  @Test
  void isNeverShown() {
    Secret secret = Secret.of("wk_opensesame");

    assertThat(secret.toString()).doesNotContain("sesame");
    assertThat(List.of(secret).toString()).isEqualTo("[***]");
  }

  @Test
  void equalsByItsWholeText() {
    assertThat(Secret.of("abc")).isEqualTo(Secret.of("abc")).hasSameHashCodeAs(Secret.of("abc"));
    assertThat(Secret.of("abc")).isNotEqualTo(Secret.of("abd")).isNotEqualTo(Secret.of("ab"));
    assertThat(Secret.of("abc")).isNotEqualTo(Secret.of("")).isNotEqualTo("abc");
  }

  @Test
  void namesItsChannelByItsForm() {
    assertThat(Secret.of("wk_x").namesChannel()).isTrue();
    assertThat(Secret.of("x_wk_").namesChannel()).isFalse();
  }
}
