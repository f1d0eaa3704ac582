package io.mgeosync.store.s3;

import io.mgeosync.store.Content;
import io.mgeosync.store.ContentUnreadableException;
import io.mgeosync.store.ExactInputStream;
import io.minio.AbortMultipartUploadArgs;
import io.minio.CompleteMultipartUploadArgs;
import io.minio.CreateMultipartUploadArgs;
import io.minio.Http;
import io.minio.MinioAsyncClient;
import io.minio.ObjectWriteResponse;
import io.minio.PutObjectAPIArgs;
import io.minio.UploadPartArgs;
import io.minio.messages.Part;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sends bytes: small objects in one request, larger ones in parts that show as one object at the
 * end. A failed upload is aborted, so that nothing of it stays.
 */
final class S3Uploads {
  /** 10,000 parts are the protocol's bound, so that an object may have 156 GiB. */
  static final int PART = 16 << 20;

  /** Where the SHA-256 of the bytes is kept beside the object. */
  static final String SHA256 = "mgeo-sync-sha256";

  private static final long SLOWEST_BYTES_PER_SECOND = 256 << 10;

  private final MinioAsyncClient client;
  private final S3Calls calls;
  private final S3Names names;

  S3Uploads(MinioAsyncClient client, S3Calls calls, S3Names names) {
    this.client = client;
    this.calls = calls;
    this.names = names;
  }

  /**
   * What a server says of an object that it has written.
   *
   * @param tag empty when the server does not say it
   * @param versioned the bucket keeps what was there before, too
   */
  record Written(String tag, boolean versioned) {}

  static boolean inParts(Content content) {
    return content.size() > PART;
  }

  /**
   * Writes one object.
   *
   * @param conditions request headers, on the request that makes the object visible
   */
  Written sendObject(String name, Content content, Map<String, String> conditions) {
    try (InputStream in = open(content)) {
      return inParts(content)
          ? inParts(name, in, recorded(content), conditions)
          : whole(name, next(in), joined(recorded(content), conditions));
    } catch (IOException e) {
      throw new ContentUnreadableException(e);
    }
  }

  private static InputStream open(Content content) throws IOException {
    return new ExactInputStream(content.opener().open(), content.size(), "what is to be published");
  }

  private static byte[] next(InputStream in) throws IOException {
    return in.readNBytes(PART);
  }

  private static Map<String, String> recorded(Content content) {
    return content
        .sha256()
        .map(digest -> Map.of("x-amz-meta-" + SHA256, digest.hex()))
        .orElse(Map.of());
  }

  private static Map<String, String> joined(Map<String, String> one, Map<String, String> other) {
    Map<String, String> both = new HashMap<>(one);
    both.putAll(other);
    return both;
  }

  private Written whole(String name, byte[] bytes, Map<String, String> headers) {
    PutObjectAPIArgs put =
        PutObjectAPIArgs.builder()
            .bucket(names.bucket())
            .object(name)
            .data(bytes, bytes.length)
            .headers(new Http.Headers(headers))
            .build();
    return written(calls.awaitAnswer(() -> client.putObject(put), deadlineFor(bytes.length)));
  }

  private Written inParts(
      String name, InputStream in, Map<String, String> headers, Map<String, String> conditions)
      throws IOException {
    CreateMultipartUploadArgs create =
        CreateMultipartUploadArgs.builder()
            .bucket(names.bucket())
            .object(name)
            .headers(new Http.Headers(headers))
            .build();
    String upload =
        calls.awaitAnswer(() -> client.createMultipartUpload(create)).result().uploadId();
    boolean complete = false;
    try {
      List<Part> parts = sendParts(name, upload, in);
      Written written = complete(name, upload, parts, conditions);
      complete = true;
      return written;
    } finally {
      if (!complete) {
        abort(name, upload);
      }
    }
  }

  private List<Part> sendParts(String name, String upload, InputStream in) throws IOException {
    List<Part> parts = new ArrayList<>();
    for (byte[] bytes = next(in); bytes.length > 0; bytes = next(in)) {
      byte[] body = bytes;
      UploadPartArgs part =
          UploadPartArgs.builder()
              .bucket(names.bucket())
              .object(name)
              .uploadId(upload)
              .partNumber(parts.size() + 1)
              .data(body, body.length)
              .build();
      parts.add(calls.awaitAnswer(() -> client.uploadPart(part), deadlineFor(body.length)).part());
    }
    return parts;
  }

  private Written complete(
      String name, String upload, List<Part> parts, Map<String, String> conditions) {
    CompleteMultipartUploadArgs complete =
        CompleteMultipartUploadArgs.builder()
            .bucket(names.bucket())
            .object(name)
            .extraHeaders(conditions)
            .uploadId(upload)
            .parts(parts.toArray(Part[]::new))
            .build();
    // The server may copy all parts together before it answers.
    Duration patience = calls.deadline().multipliedBy(4);
    return written(calls.awaitAnswer(() -> client.completeMultipartUpload(complete), patience));
  }

  /** The SDK leaves the quotes on where the tag came in a body instead of a header. */
  private static Written written(ObjectWriteResponse answer) {
    @Nullable String etag = answer.etag();
    @Nullable String version = answer.versionId();
    boolean versioned = version != null && !version.equals("null");
    return new Written(etag == null ? "" : etag.replace("\"", ""), versioned);
  }

  private void abort(String name, String upload) {
    AbortMultipartUploadArgs abort =
        AbortMultipartUploadArgs.builder()
            .bucket(names.bucket())
            .object(name)
            .uploadId(upload)
            .build();
    try {
      calls.awaitAnswer(() -> client.abortMultipartUpload(abort));
    } catch (RuntimeException e) {
      // The upload's own failure is the one to tell; buckets expire what is left of it.
      return;
    }
  }

  private Duration deadlineFor(int bytes) {
    return calls.deadline().plusSeconds(bytes / SLOWEST_BYTES_PER_SECOND);
  }
}
