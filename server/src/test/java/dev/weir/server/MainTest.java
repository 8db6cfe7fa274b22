package dev.weir.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MainTest {
  @Test
  void helpSucceeds() {
    assertThat(Main.run("help")).isZero();
    assertThat(Main.run()).isZero();
    assertThat(Main.run("version")).isZero();
  }

  @Test
  void wrongUsageAndConfigurationAnswer2() {
    assertThat(Main.run("serv")).isEqualTo(2);
    assertThat(Main.run("serve", "--sat", "http.port=1")).isEqualTo(2);
    assertThat(Main.run("config", "--set", "http.prot=1")).isEqualTo(2);
    assertThat(Main.run("serve", "--config", "/nonexistent.yaml")).isEqualTo(2);
  }

  @Test
  void configPrintsAndSucceeds() {
    assertThat(Main.run("config", "--set", "http.port=81")).isZero();
  }
}
