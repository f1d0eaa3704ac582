package io.mgeosync.e2e.deploy;

import io.mgeosync.e2e.harness.Ports;
import io.mgeosync.e2e.harness.Scratch;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A directory store, an nginx that serves it, and the shipped mirror before that. */
final class MirrorSite implements AutoCloseable {
  private final Path scratch;
  private final Nginx origin;
  private final Nginx mirror;
  private final int port;

  MirrorSite() throws IOException {
    scratch = Scratch.create();
    Files.createDirectories(store());
    int originPort = Ports.free();
    origin = Nginx.start(scratch.resolve("origin"), servesStore(originPort), originPort);
    port = Ports.free();
    mirror = Nginx.start(scratch.resolve("mirror"), shipped(originPort), port);
  }

  /** Like an S3 server, and unlike nginx alone, it finds no range in an empty file. */
  private String servesStore(int originPort) {
    return """
        log_format ranges '$request_method $uri $http_range';
        server {
          listen 127.0.0.1:%d;
          access_log %s ranges;
          root %s;
          location ~ /empty {
            if ($http_range) { return 416; }
          }
        }
        """
        .formatted(originPort, originLog(), scratch);
  }

  /** The file as it is, but for the lines that an administrator sets and the cache's folder. */
  private String shipped(int originPort) throws IOException {
    return Shipped.read("nginx/mirror.conf")
        .set("s3.example.internal:9000", "127.0.0.1:" + originPort)
        .set("listen 8080;", "listen 127.0.0.1:" + port + ";")
        .set("/var/cache/nginx/mgeo-mirror", cache().toString())
        .text();
  }

  Path scratch() {
    return scratch;
  }

  Path store() {
    return scratch.resolve("models");
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + port + "/models");
  }

  private Path cache() {
    return scratch.resolve("cache");
  }

  private Path originLog() {
    return scratch.resolve("origin.log");
  }

  /** What the origin was asked, in order: method, path and range. */
  List<String> originRequests() throws IOException {
    return Files.readAllLines(originLog());
  }

  void stopOrigin() {
    origin.close();
  }

  /** Flips a byte in the middle of every slice that the mirror keeps. */
  void damageCache() throws IOException {
    try (Stream<Path> files = Files.walk(cache())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Scratch.flipByte(file);
      }
    }
  }

  @Override
  public void close() throws IOException {
    mirror.close();
    origin.close();
    Scratch.delete(scratch);
  }
}
