package io.mgeosync.store.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A self-signed certificate for 127.0.0.1 and no other name, made by this Java's keytool. */
public record TestCertificate(Path keyStore, Path pem) {
  public static final String PASSWORD = "changeit";

  public static TestCertificate create(Path directory) throws IOException, InterruptedException {
    Path keyStore = directory.resolve("server.p12");
    Path pem = directory.resolve("ca.pem");
    keytool(
        keyStore,
        "-genkeypair -keyalg EC -groupname secp256r1 -dname CN=test -ext san=ip:127.0.0.1");
    keytool(keyStore, "-exportcert -rfc -file " + pem);
    return new TestCertificate(keyStore, pem);
  }

  private static void keytool(Path keyStore, String arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments.split(" ")));
    command.addAll(
        List.of("-alias", "server", "-storepass", PASSWORD, "-keystore", keyStore.toString()));
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
  }
}
