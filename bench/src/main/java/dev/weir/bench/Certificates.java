package dev.weir.bench;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;

/** A certificate that is made for one measurement by the JDK's keytool. */
final class Certificates {
  private static final String PASSWORD = "measure";
  private static final List<String> CIPHERS = List.of("TLS_AES_128_GCM_SHA256");

  private Certificates() {}

  static SslContext serverContext(SslProvider provider) throws Exception {
    Path folder = Files.createTempDirectory("weir-bench");
    Path store = folder.resolve("certificate.p12");
    new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            "bench",
            "-keyalg",
            "EC",
            "-dname",
            "CN=localhost",
            "-keystore",
            store.toString(),
            "-storetype",
            "PKCS12",
            "-storepass",
            PASSWORD)
        .start()
        .waitFor();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    Files.delete(store);
    Files.delete(folder);
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD.toCharArray());
    return SslContextBuilder.forServer(managers)
        .sslProvider(provider)
        .protocols("TLSv1.3")
        .ciphers(CIPHERS)
        .build();
  }

  static SslContext clientContext() throws Exception {
    return SslContextBuilder.forClient()
        .sslProvider(SslProvider.OPENSSL)
        .trustManager(InsecureTrustManagerFactory.INSTANCE)
        .protocols("TLSv1.3")
        .ciphers(CIPHERS)
        .build();
  }
}
