package io.mgeosync.e2e.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.e2e.harness.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of deploy/, with the lines that an administrator sets. */
record Shipped(String text) {
  static Path path(String name) {
    return Checkout.path("deploy").resolve(name);
  }

  static Shipped read(String name) throws IOException {
    return new Shipped(Files.readString(path(name)));
  }

  Shipped set(String shipped, String here) {
    assertThat(text.contains(shipped)).as("it has: " + shipped).isTrue();
    return new Shipped(text.replace(shipped, here));
  }

  Shipped nodes(FakeNode a, FakeNode b) {
    return set("10.0.0.1:5000", a.address()).set("10.0.0.2:5000", b.address());
  }
}
