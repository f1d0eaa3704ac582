package io.mgeosync.store.http;

import io.mgeosync.manifest.Refusal.Kind;
import io.mgeosync.store.ByteRange;
import io.mgeosync.store.ExactInputStream;
import io.mgeosync.store.ObjectChangedException;
import io.mgeosync.store.ObjectKey;
import io.mgeosync.store.ObjectMissingException;
import io.mgeosync.store.RangeIgnoredException;
import io.mgeosync.store.StoreException;
import io.mgeosync.store.StoreReader;
import io.mgeosync.store.StoredObject;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;

/**
 * A store that is read over plain HTTP(S), such as an nginx cache in the rack. Tags are ETags, or
 * where there is none the time of the last change.
 *
 * <p>Unlike other stores it cannot list, and it cannot tell a store that is not there from an empty
 * one: a 404 is the absence of the object. No redirect is followed, and no credentials are sent.
 */
public final class HttpStore implements StoreReader {
  private final HttpNames names;
  private final HttpFailures failures;
  private final HttpCalls calls;

  private HttpStore(HttpStoreSettings settings) {
    this.names = new HttpNames(settings.base());
    this.failures = new HttpFailures(names.server(), names.location());
    this.calls = new HttpCalls(settings, failures);
  }

  /** Connects to nothing yet. */
  public static HttpStore open(HttpStoreSettings settings) {
    return new HttpStore(settings);
  }

  @Override
  public Optional<StoredObject> find(ObjectKey key) {
    HttpResponse<Void> answer = calls.head(names.urlOf(key));
    return switch (answer.statusCode()) {
      case 200 -> Optional.of(describe(key, answer.headers()));
      case 404, 410 -> Optional.empty();
      default -> throw failures.byStatus(answer.statusCode(), answer.headers());
    };
  }

  private StoredObject describe(ObjectKey key, HttpHeaders headers) {
    long size = Lengths.of(headers).orElseThrow(() -> failures.odd("no Content-Length for " + key));
    Validator validator =
        Validator.of(headers)
            .orElseThrow(() -> failures.odd("neither ETag nor Last-Modified for " + key));
    return new StoredObject(key, size, validator.tag());
  }

  /**
   * @throws StoreException (CONFIGURATION) always: HTTP has no listing
   */
  @Override
  public List<StoredObject> list(ObjectKey folder) {
    throw new StoreException(
        Kind.CONFIGURATION,
        names.location() + " is an HTTP mirror, which cannot list what it holds",
        "list the store that it mirrors",
        null);
  }

  @Override
  public InputStream open(StoredObject object, ByteRange range) {
    Validator pinned = Validator.parse(object.tag());
    HttpRequest.Builder request =
        HttpCalls.request(names.urlOf(object.key()))
            .header("Range", "bytes=%d-%d".formatted(range.offset(), range.end() - 1));
    pinned.pin(request);
    HttpResponse<BodyStream> answer = calls.get(request);
    try {
      requireRange(object, range, answer.statusCode(), answer.headers());
      requireSame(object, pinned, answer.headers());
    } catch (StoreException e) {
      answer.body().close();
      throw e;
    }
    String what = object.key() + " from " + names.location();
    return new ExactInputStream(answer.body(), range.length(), what);
  }

  private void requireRange(StoredObject object, ByteRange range, int status, HttpHeaders headers) {
    switch (status) {
      case 206 -> requirePart(object, range, headers);
      case 200 -> requireWhole(object, range, headers);
      case 404, 410 -> throw new ObjectMissingException(object.key(), names.location());
      // A shorter object in its place is noticed by its range before it is by its tag.
      case 412, 416 -> throw new ObjectChangedException(object.key(), names.location());
      default -> throw failures.byStatus(status, headers);
    }
  }

  private void requirePart(StoredObject object, ByteRange range, HttpHeaders headers) {
    String said = headers.firstValue("Content-Range").orElse("a part that it does not name");
    String wanted = "bytes %d-%d/".formatted(range.offset(), range.end() - 1);
    if (!said.startsWith(wanted)) {
      throw new RangeIgnoredException(object.key(), range, names.location(), said);
    }
    String total = said.substring(wanted.length());
    if (!total.equals("*") && !total.equals(Long.toString(object.size()))) {
      throw new ObjectChangedException(object.key(), names.location());
    }
  }

  /** The whole object is a fair answer to a request for all of it. */
  private void requireWhole(StoredObject object, ByteRange range, HttpHeaders headers) {
    boolean all = range.offset() == 0 && range.length() == object.size();
    long length = Lengths.of(headers).orElse(-1L);
    if (!all || length != object.size()) {
      throw new RangeIgnoredException(object.key(), range, names.location(), "the whole object");
    }
  }

  private void requireSame(StoredObject object, Validator pinned, HttpHeaders headers) {
    if (!pinned.holds(headers)) {
      throw new ObjectChangedException(object.key(), names.location());
    }
    String encoding = headers.firstValue("Content-Encoding").orElse("identity");
    if (!encoding.equals("identity")) {
      throw failures.odd("its bytes are encoded (Content-Encoding)");
    }
  }

  @Override
  public String location() {
    return names.location();
  }

  @Override
  public void close() {
    calls.close();
  }
}
