package io.mgeosync.store.s3;

import io.mgeosync.base.Deadline;
import io.mgeosync.store.ByteRange;
import io.mgeosync.store.ExactInputStream;
import io.mgeosync.store.Listing;
import io.mgeosync.store.ObjectChangedException;
import io.mgeosync.store.ObjectKey;
import io.mgeosync.store.ObjectMissingException;
import io.mgeosync.store.RangeIgnoredException;
import io.mgeosync.store.StoreException;
import io.mgeosync.store.StoreUnavailableException;
import io.mgeosync.store.StoredObject;
import io.minio.GetObjectArgs;
import io.minio.GetObjectResponse;
import io.minio.HeadObjectArgs;
import io.minio.HeadObjectResponse;
import io.minio.ListObjectsV2Args;
import io.minio.MinioAsyncClient;
import io.minio.messages.Item;
import io.minio.messages.ListBucketResultV2;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/** Finding, listing and opening. */
final class S3Reads {
  private static final Pattern FIRST_BYTE = Pattern.compile("bytes 0-0/(\\d{1,18})");

  /** All pages of a listing together may take as long as so many calls. */
  private static final int CALLS_OF_A_LISTING = 20;

  private final MinioAsyncClient client;
  private final S3Calls calls;
  private final S3Names names;
  private volatile boolean bucketSeen;

  S3Reads(MinioAsyncClient client, S3Calls calls, S3Names names) {
    this.client = client;
    this.calls = calls;
    this.names = names;
  }

  Optional<StoredObject> find(ObjectKey key) {
    try {
      HeadObjectResponse answer = head(key);
      bucketSeen = true;
      return Optional.of(new StoredObject(key, answer.size(), answer.etag()));
    } catch (S3Calls.AnswerException e) {
      if (e.code().isEmpty()) {
        throw calls.failures().explain(e.failure());
      }
      return bucketSeen && isMissing(e) ? Optional.empty() : findByReading(key, e);
    }
  }

  private HeadObjectResponse head(ObjectKey key) {
    HeadObjectArgs head =
        HeadObjectArgs.builder().bucket(names.bucket()).object(names.nameOf(key)).build();
    return calls.awaitAnswer(() -> client.headObject(head));
  }

  /**
   * A HEAD answer has no body that could say which key, secret, clock or bucket is wrong, or that
   * only the object is missing. The answer to a GET has; and where no HEAD is let through, it finds
   * the object, too.
   */
  private Optional<StoredObject> findByReading(ObjectKey key, S3Calls.AnswerException refused) {
    try {
      return Optional.of(
          firstByteOf(key).orElseThrow(() -> calls.failures().explain(refused.failure())));
    } catch (S3Calls.AnswerException told) {
      boolean wordless = told.code().isEmpty();
      if (isMissing(told) || (wordless && isMissing(refused))) {
        bucketSeen = isMissing(told);
        return Optional.empty();
      }
      throw calls.failures().explain(wordless ? refused.failure() : told.failure());
    }
  }

  private Optional<StoredObject> firstByteOf(ObjectKey key) {
    GetObjectArgs.Builder get =
        GetObjectArgs.builder().bucket(names.bucket()).object(names.nameOf(key));
    try {
      return described(key, get.offset(0L).length(1L).build());
    } catch (S3Calls.AnswerException e) {
      if (!e.code().equals("InvalidRange")) {
        throw e;
      }
      // An empty object has no first byte.
      return described(key, get.offset(null).length(null).build());
    }
  }

  private Optional<StoredObject> described(ObjectKey key, GetObjectArgs get) {
    GetObjectResponse answer = calls.awaitAnswer(() -> client.getObject(get));
    discardRest(answer);
    Headers headers = answer.headers();
    boolean empty = "0".equals(headers.get("Content-Length"));
    Matcher range = FIRST_BYTE.matcher(String.valueOf(headers.get("Content-Range")));
    @Nullable String etag = headers.get("ETag");
    if (etag == null || !(range.matches() || empty)) {
      return Optional.empty();
    }
    long size = empty ? 0 : Long.parseLong(range.group(1));
    return Optional.of(new StoredObject(key, size, etag.replace("\"", "")));
  }

  /** What was recorded beside that very object when it was written; empty where nothing was. */
  Optional<String> recordedSha256(StoredObject object) {
    try {
      HeadObjectResponse answer = head(object.key());
      boolean same = answer.etag().equals(object.tag()) && answer.size() == object.size();
      return Optional.ofNullable(answer.userMetadata().getFirst(S3Uploads.SHA256))
          .filter(recorded -> same);
    } catch (S3Calls.AnswerException e) {
      return Optional.empty();
    }
  }

  private static boolean isMissing(S3Calls.AnswerException e) {
    return e.code().equals("NoSuchKey") || e.code().equals("NoSuchObject");
  }

  List<StoredObject> list(ObjectKey folder) {
    Listing found = new Listing(folder, names.location());
    Deadline end = Deadline.after(calls.deadline().multipliedBy(CALLS_OF_A_LISTING));
    @Nullable String token = null;
    do {
      requireTime(end);
      ListBucketResultV2 page = page(folder, token);
      String encoding = page.encodingType();
      page.contents().forEach(item -> add(item, encoding, found));
      token = next(page, token);
    } while (token != null);
    return found.sorted();
  }

  private void requireTime(Deadline end) {
    if (end.isOver()) {
      throw StoreUnavailableException.silent(
          calls.failures().server() + " lists page after page and does not come to an end",
          "look at the server; its listing is slow or broken",
          null);
    }
  }

  private ListBucketResultV2 page(ObjectKey folder, @Nullable String token) {
    ListObjectsV2Args args =
        ListObjectsV2Args.builder()
            .bucket(names.bucket())
            .prefix(names.nameOf(folder) + "/")
            .continuationToken(token)
            .encodingType("url")
            .build();
    try {
      ListBucketResultV2 page = calls.awaitAnswer(() -> client.listObjectsV2(args)).result();
      bucketSeen = true;
      return page;
    } catch (S3Calls.AnswerException e) {
      throw calls.failures().explain(e.failure());
    }
  }

  private @Nullable String next(ListBucketResultV2 page, @Nullable String token) {
    if (!page.isTruncated()) {
      return null;
    }
    @Nullable String next = page.nextContinuationToken();
    if (next == null || next.equals(token)) {
      throw new StoreUnavailableException(
          calls.failures().server() + " lists the same page again and again",
          "look at the server; its listing is broken",
          null);
    }
    return next;
  }

  /** Names that are no keys, such as the folder markers of some tools, are passed over. */
  private void add(Item item, @Nullable String encoding, Listing found) {
    item.setEncodingType(encoding);
    names
        .keyOf(item.objectName())
        .map(key -> new StoredObject(key, item.size(), item.etag().replace("\"", "")))
        .ifPresent(found::add);
  }

  InputStream open(StoredObject object, ByteRange range) {
    GetObjectArgs get =
        GetObjectArgs.builder()
            .bucket(names.bucket())
            .object(names.nameOf(object.key()))
            .offset(range.offset())
            .length(range.length())
            .matchETag(object.tag().isEmpty() ? null : object.tag())
            .build();
    try {
      GetObjectResponse answer = calls.awaitAnswer(() -> client.getObject(get));
      requireRange(object, range, answer);
      return new ExactInputStream(
          answer, range.length(), object.key() + " from " + names.location());
    } catch (S3Calls.AnswerException e) {
      throw refused(object, e);
    }
  }

  private StoreException refused(StoredObject object, S3Calls.AnswerException e) {
    if (isMissing(e)) {
      return new ObjectMissingException(object.key(), names.location());
    }
    // A shorter object in its place is noticed by its range before it is by its tag.
    if (e.code().equals("PreconditionFailed") || e.code().equals("InvalidRange")) {
      return new ObjectChangedException(object.key(), names.location());
    }
    return calls.failures().explain(e.failure());
  }

  /** The SDK takes any 2xx for an answer; these bytes must be the ones that were asked for. */
  private void requireRange(StoredObject object, ByteRange range, GetObjectResponse answer) {
    String wanted = "bytes %d-%d/".formatted(range.offset(), range.end() - 1);
    @Nullable String said = answer.headers().get("Content-Range");
    if (said != null ? !said.startsWith(wanted) : !isWhole(object, range, answer)) {
      discardRest(answer);
      throw new RangeIgnoredException(
          object.key(), range, names.location(), said == null ? "the whole object" : said);
    }
    @Nullable String etag = answer.headers().get("ETag");
    if (etag != null && !object.tag().isEmpty() && !etag.replace("\"", "").equals(object.tag())) {
      discardRest(answer);
      throw new ObjectChangedException(object.key(), names.location());
    }
  }

  /** The whole object is a fair answer to a request for all of it. */
  private static boolean isWhole(StoredObject object, ByteRange range, GetObjectResponse answer) {
    return range.offset() == 0
        && range.length() == object.size()
        && Long.toString(object.size()).equals(answer.headers().get("Content-Length"));
  }

  private static void discardRest(InputStream in) {
    try {
      in.close();
    } catch (IOException e) {
      // The answer is refused in any case, and the connection with it.
      return;
    }
  }
}
