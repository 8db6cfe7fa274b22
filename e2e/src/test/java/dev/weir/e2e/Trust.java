package dev.weir.e2e;

import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** What a client of a server with a certificate of its own needs. */
final class Trust {
  /** No secret: who can read the file has the key. */
  private static final String CERTIFICATE_PASSWORD = "self-signed";

  private Trust() {}

  /** Trusts the certificate that the server with this folder made for itself, and no other. */
  static SSLContext inTheServerOf(Path data) throws Exception {
    Path made = data.resolve("tls").resolve("self-signed.p12");
    var own = KeyStore.getInstance(made.toFile(), CERTIFICATE_PASSWORD.toCharArray());
    var trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    trusted.setCertificateEntry("weir", own.getCertificate(own.aliases().nextElement()));
    var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    var context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }
}
