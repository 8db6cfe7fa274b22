package dev.weir.net;

import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PfxOptions;
import java.nio.file.Path;

/** A certificate with its private key, in files. Immutable. */
public sealed interface TlsCertificate {
  /** A chain (own certificate first) and a PKCS #8 key, as ACME clients write them. */
  record Pem(Path certificateChain, Path privateKey) implements TlsCertificate {
    @Override
    public KeyCertOptions toVertx() {
      return new PemKeyCertOptions()
          .setCertPath(certificateChain.toString())
          .setKeyPath(privateKey.toString());
    }
  }

  /** A PKCS #12 key store. */
  record Pkcs12(Path keyStore, String password) implements TlsCertificate {
    @Override
    public KeyCertOptions toVertx() {
      return new PfxOptions().setPath(keyStore.toString()).setPassword(password);
    }

    @Override
    public String toString() {
      return "Pkcs12[" + keyStore + "]";
    }
  }

  KeyCertOptions toVertx();
}
