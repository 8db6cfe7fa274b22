package dev.weir.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.server.config.LogConfig;
import dev.weir.server.config.LogConfig.Format;
import dev.weir.server.config.LogConfig.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LoggingTest {
  @AfterEach
  void restore() {
    Logging.configure(new LogConfig(Format.TEXT, Level.INFO));
  }

  @Test
  void leavesOutWhatLibrariesSayOfTheirOrdinaryWork() {
    Logging.configure(new LogConfig(Format.TEXT, Level.INFO));

    assertThat(LoggerFactory.getLogger("org.flywaydb.core.Flyway").isInfoEnabled()).isFalse();
    assertThat(LoggerFactory.getLogger("com.zaxxer.hikari.pool.A").isInfoEnabled()).isFalse();
    assertThat(LoggerFactory.getLogger("com.zaxxer.hikari.pool.A").isWarnEnabled()).isTrue();
    assertThat(LoggerFactory.getLogger("dev.weir.server.Server").isInfoEnabled()).isTrue();
  }

  @Test
  void saysNoMoreOfThemThanWasAskedFor() {
    Logging.configure(new LogConfig(Format.TEXT, Level.ERROR));

    assertThat(LoggerFactory.getLogger("org.flywaydb.core.Flyway").isWarnEnabled()).isFalse();
  }
}
