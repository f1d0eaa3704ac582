package io.mgeosync.e2e.harness;

import java.net.URI;
import java.nio.file.Path;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/** {@code DIRECTORY PORT ACCESS-KEY SECRET-KEY}: an S3 server whose buckets are directories. */
final class S3Main {
  private S3Main() {}

  public static void main(String[] args) throws Exception {
    S3Proxy.builder()
        .blobStore(new FilesystemNio2BlobStore(Path.of(args[0]).toString()))
        .endpoint(URI.create("http://127.0.0.1:" + args[1]))
        .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, args[2], args[3])
        .ignoreUnknownHeaders(true)
        .build()
        .start();
  }
}
