package dev.weir.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigningKeyTest {
  private static final String SECRET = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  /** The message with which the libraries of Standard Webhooks test themselves. */
  @ParameterizedTest
  @ValueSource(strings = {SECRET, "whsec_" + SECRET})
  void signsAsStandardWebhooksDoes(String secret) {
    String signature =
        SigningKey.parse(secret)
            .sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, "{\"test\": 2432232314}");

    assertThat(signature).isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void signsLettersOfAllLanguages() {
    String signature = SigningKey.parse(SECRET).sign("evt_a", 1, "{\"title\":\"Größe 映画\"}");

    assertThat(signature).isEqualTo("v1,Qe8wsKX9c+A04gwoNwNL2X3tqxhbjnHuiWQ6zNXFTj0=");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "whsec_",
        "whsec_no Base64!",
        "whsec_c2hvcnQ=",
        "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
      })
  void refusesWhatIsNoSecretWithoutSayingIt(String secret) {
    assertThatThrownBy(() -> SigningKey.parse(secret))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the secret has to be whsec_ and Base64 of 24 to 64 bytes,"
                + " as `openssl rand -base64 32` prints");
  }
}
