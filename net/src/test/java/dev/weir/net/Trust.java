package dev.weir.net;

import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** What a client needs to talk to a server with a certificate of its own. Stateless. */
final class Trust {
  private Trust() {}

  static SSLContext in(TlsCertificate certificate) throws Exception {
    var pkcs12 = (TlsCertificate.Pkcs12) certificate;
    var store = KeyStore.getInstance(pkcs12.keyStore().toFile(), pkcs12.password().toCharArray());
    var trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    trusted.setCertificateEntry("weir", store.getCertificate("weir"));
    var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    var context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }
}
