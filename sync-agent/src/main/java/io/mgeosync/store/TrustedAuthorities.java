package io.mgeosync.store;

import io.mgeosync.manifest.Refusal.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** The system's certificate authorities and those of one PEM file; host names stay checked. */
public final class TrustedAuthorities {
  private TrustedAuthorities() {}

  /**
   * The system's authorities and the file's.
   *
   * @param caFile PEM certificates
   * @throws StoreException (CONFIGURATION) when they cannot be read
   */
  public static X509TrustManager with(Path caFile) {
    try {
      return trustManager(withSystem(read(caFile)));
    } catch (IOException | GeneralSecurityException e) {
      throw unusable(caFile, e);
    }
  }

  /** TLS that believes those authorities. */
  public static SSLContext context(X509TrustManager trust) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {trust}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no TLS", e);
    }
  }

  private static StoreException unusable(Path caFile, Exception cause) {
    return new StoreException(
        Kind.CONFIGURATION,
        "the CA file " + caFile + " cannot be used",
        "give a readable file of PEM certificates (openssl x509 -noout -in " + caFile + ")",
        cause);
  }

  private static Collection<? extends Certificate> read(Path caFile)
      throws IOException, GeneralSecurityException {
    try (InputStream in = Files.newInputStream(caFile)) {
      Collection<? extends Certificate> certificates =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (certificates.isEmpty()) {
        throw new IOException("no certificate in it");
      }
      return certificates;
    }
  }

  private static KeyStore withSystem(Collection<? extends Certificate> own)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    int number = 0;
    for (Certificate certificate : own) {
      store.setCertificateEntry("own-" + number++, certificate);
    }
    for (X509Certificate certificate : trustManager(null).getAcceptedIssuers()) {
      store.setCertificateEntry("system-" + number++, certificate);
    }
    return store;
  }

  /**
   * @param authorities null for the system's
   */
  private static X509TrustManager trustManager(@Nullable KeyStore authorities)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(authorities);
    for (TrustManager manager : factory.getTrustManagers()) {
      if (manager instanceof X509TrustManager x509) {
        return x509;
      }
    }
    throw new GeneralSecurityException("this Java has no X.509 trust manager");
  }
}
