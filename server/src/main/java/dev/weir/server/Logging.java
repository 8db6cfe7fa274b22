package dev.weir.server;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import dev.weir.server.config.LogConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sets up the log: to standard error, one line per event, line breaks in what peers say replaced by
 * spaces. Messages carry {@code key=value} pairs ({@code stream}, {@code session}, {@code remote}).
 * Stateless.
 */
final class Logging {
  private static final String TEXT =
      "%d{yyyy-MM-dd'T'HH:mm:ss.SSS'Z', UTC} %-5level %-12logger{0} "
          + "%replace(%msg){'[\\r\\n\\u2028\\u2029]+', ' '}%n%ex";

  private Logging() {}

  static void configure(LogConfig config) {
    var context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    var appender = new ConsoleAppender<ILoggingEvent>();
    appender.setContext(context);
    appender.setTarget("System.err");
    appender.setEncoder(started(encoder(config.format()), context));
    appender.start();
    var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.toLevel(config.level().name()));
    root.addAppender(appender);
    quietenLibraries(context, config.level());
  }

  /** Each says one level earlier what only its authors want to know. */
  private static void quietenLibraries(LoggerContext context, LogConfig.Level level) {
    Level quiet = level == LogConfig.Level.DEBUG ? Level.INFO : Level.WARN;
    if (level == LogConfig.Level.DEBUG) {
      context.getLogger("io").setLevel(quiet);
    }
    if (level == LogConfig.Level.DEBUG || level == LogConfig.Level.INFO) {
      context.getLogger("org.flywaydb").setLevel(quiet);
      context.getLogger("com.zaxxer.hikari").setLevel(quiet);
    }
  }

  private static Encoder<ILoggingEvent> encoder(LogConfig.Format format) {
    return switch (format) {
      case TEXT -> textEncoder();
      case JSON -> jsonEncoder();
    };
  }

  private static Encoder<ILoggingEvent> textEncoder() {
    var encoder = new PatternLayoutEncoder();
    encoder.setPattern(TEXT);
    return encoder;
  }

  private static Encoder<ILoggingEvent> jsonEncoder() {
    var encoder = new JsonEncoder();
    encoder.setWithSequenceNumber(false);
    encoder.setWithNanoseconds(false);
    encoder.setWithContext(false);
    encoder.setWithArguments(false);
    encoder.setWithMessage(false);
    encoder.setWithFormattedMessage(true);
    return encoder;
  }

  private static Encoder<ILoggingEvent> started(
      Encoder<ILoggingEvent> encoder, LoggerContext context) {
    encoder.setContext(context);
    encoder.start();
    return encoder;
  }
}
