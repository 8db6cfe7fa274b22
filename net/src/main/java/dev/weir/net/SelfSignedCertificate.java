package dev.weir.net;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The certificate of a server that was given none: made by the JDK's {@code keytool} at first start
 * and again when it is about to expire. The key store is readable by its owner alone (mode 0600),
 * which is what guards the key; its password is no secret. Stateless.
 */
public final class SelfSignedCertificate {
  private static final String PASSWORD = "self-signed";
  private static final String ALIAS = "weir";
  private static final int VALID_DAYS = 397;
  private static final Duration RENEW_BEFORE = Duration.ofDays(30);
  private static final long KEYTOOL_LIMIT_SECONDS = 30;

  private SelfSignedCertificate() {}

  /**
   * The certificate below {@code folder}, made where it is missing or expires within 30 days of
   * {@code wallMillis}. Blocks, for about a second where it is made.
   */
  public static TlsCertificate ensure(Path folder, long wallMillis) throws IOException {
    Path keyStore = folder.resolve("self-signed.p12");
    if (!Files.exists(keyStore) || expiresSoon(keyStore, wallMillis)) {
      Files.createDirectories(folder);
      create(folder, keyStore);
    }
    return new TlsCertificate.Pkcs12(keyStore, PASSWORD);
  }

  private static boolean expiresSoon(Path keyStore, long wallMillis) throws IOException {
    try {
      var store = KeyStore.getInstance(keyStore.toFile(), PASSWORD.toCharArray());
      return !(store.getCertificate(ALIAS) instanceof X509Certificate certificate)
          || expiresBy(certificate, wallMillis + RENEW_BEFORE.toMillis());
    } catch (GeneralSecurityException unreadable) {
      throw new IOException(
          "Cannot read " + keyStore + "; delete it to have a new one", unreadable);
    }
  }

  @SuppressWarnings("JavaUtilDate") // X509Certificate offers nothing else
  private static boolean expiresBy(X509Certificate certificate, long wallMillis) {
    return certificate.getNotAfter().getTime() < wallMillis;
  }

  private static void create(Path folder, Path keyStore) throws IOException {
    Path fresh = folder.resolve("self-signed.p12.new");
    Files.deleteIfExists(fresh);
    protect(folder, "rwx------");
    runKeytool(fresh);
    protect(fresh, "rw-------");
    Files.move(
        fresh, keyStore, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void protect(Path path, String mode) throws IOException {
    if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Set<PosixFilePermission> permissions = PosixFilePermissions.fromString(mode);
      Files.setPosixFilePermissions(path, permissions);
    }
  }

  private static void runKeytool(Path keyStore) throws IOException {
    var keytool =
        new ProcessBuilder(command(keyStore))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.PIPE)
            .start();
    keytool.getOutputStream().close();
    try {
      if (!keytool.waitFor(KEYTOOL_LIMIT_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("keytool did not make a certificate in time");
      }
      var said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (keytool.exitValue() != 0) {
        throw new IOException("keytool could not make a certificate: " + said.strip());
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while a certificate was made", interrupted);
    } finally {
      keytool.destroyForcibly();
    }
  }

  private static List<String> command(Path keyStore) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
        // A short run, which costs less without what pays in long ones.
        "-J-XX:TieredStopAtLevel=1",
        "-J-XX:+UseSerialGC",
        "-genkeypair",
        "-alias",
        ALIAS,
        "-keyalg",
        "EC",
        "-groupname",
        "secp256r1",
        "-validity",
        Integer.toString(VALID_DAYS),
        "-storetype",
        "PKCS12",
        "-keystore",
        keyStore.toString(),
        "-storepass",
        PASSWORD,
        "-dname",
        "CN=Weir self-signed",
        "-ext",
        "san=dns:localhost,ip:127.0.0.1,ip:0:0:0:0:0:0:0:1");
  }
}
