package io.mgeosync.store.s3;

import io.mgeosync.store.Content;
import io.mgeosync.store.ObjectKey;
import io.mgeosync.store.ObjectMissingException;
import io.mgeosync.store.Precondition;
import io.mgeosync.store.PreconditionFailedException;
import io.mgeosync.store.Store.Capability;
import io.mgeosync.store.StoreException;
import io.mgeosync.store.StoredObject;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Conditional writes. Servers differ: some honour {@code If-None-Match} and {@code If-Match} on a
 * PUT, some refuse them, some ignore them in silence. So each is learnt from the first write that
 * needs it: check, write with the condition, then write the very same bytes again under the same
 * condition, which now cannot hold. A server that says so honours it; one that writes again has
 * changed nothing, and is from then on checked before each write.
 */
final class S3Writes {
  private enum Support {
    UNKNOWN,
    HONOURED,
    IGNORED
  }

  private final S3Reads reads;
  private final S3Uploads uploads;
  private final S3Calls calls;
  private final S3Names names;
  private final Map<Capability, Support> support = new EnumMap<>(Capability.class);

  S3Writes(S3Reads reads, S3Uploads uploads, S3Calls calls, S3Names names) {
    this.reads = reads;
    this.uploads = uploads;
    this.calls = calls;
    this.names = names;
  }

  StoredObject put(ObjectKey key, Content content, Precondition precondition) {
    String tag =
        switch (precondition) {
          case Precondition.None() -> send(key, content, Map.of());
          case Precondition.Absent() ->
              conditional(
                  key,
                  content,
                  precondition,
                  Capability.ATOMIC_IF_ABSENT,
                  Map.of("If-None-Match", "*"));
          case Precondition.Unchanged(StoredObject expected) ->
              conditional(
                  key,
                  content,
                  precondition,
                  Capability.ATOMIC_IF_UNCHANGED,
                  Map.of("If-Match", "\"" + expected.tag() + "\""));
        };
    return tag.isEmpty() ? lookUp(key) : new StoredObject(key, content.size(), tag);
  }

  private StoredObject lookUp(ObjectKey key) {
    return reads.find(key).orElseThrow(() -> new ObjectMissingException(key, names.location()));
  }

  private String conditional(
      ObjectKey key,
      Content content,
      Precondition precondition,
      Capability capability,
      Map<String, String> header) {
    return switch (supportOf(capability)) {
      case HONOURED -> send(key, content, header);
      case IGNORED -> {
        require(key, precondition);
        yield send(key, content, Map.of());
      }
      case UNKNOWN -> {
        require(key, precondition);
        yield learn(key, content, capability, header);
      }
    };
  }

  private void require(ObjectKey key, Precondition precondition) {
    Optional<StoredObject> now = reads.find(key);
    boolean holds =
        precondition instanceof Precondition.Unchanged(StoredObject expected)
            ? now.equals(Optional.of(expected))
            : now.isEmpty();
    if (!holds) {
      throw new PreconditionFailedException(key, names.location());
    }
  }

  private String learn(
      ObjectKey key, Content content, Capability capability, Map<String, String> header) {
    try {
      String tag = uploads.send(names.nameOf(key), content, header);
      if (content.size() <= S3Uploads.PART && !header.containsValue("\"" + tag + "\"")) {
        learned(capability, isRefused(key, content, header));
      }
      return tag;
    } catch (S3Calls.AnswerException e) {
      if (!isNotImplemented(e)) {
        throw refused(key, e);
      }
      learned(capability, false);
      return send(key, content, Map.of());
    }
  }

  private boolean isRefused(ObjectKey key, Content content, Map<String, String> header) {
    try {
      uploads.send(names.nameOf(key), content, header);
      return false;
    } catch (S3Calls.AnswerException e) {
      return isPrecondition(e);
    }
  }

  private String send(ObjectKey key, Content content, Map<String, String> header) {
    try {
      return uploads.send(names.nameOf(key), content, header);
    } catch (S3Calls.AnswerException e) {
      throw refused(key, e);
    }
  }

  private StoreException refused(ObjectKey key, S3Calls.AnswerException e) {
    boolean gone = e.code().equals("NoSuchKey");
    return isPrecondition(e) || gone
        ? new PreconditionFailedException(key, names.location())
        : calls.failures().explain(e.failure());
  }

  private static boolean isPrecondition(S3Calls.AnswerException e) {
    return e.code().equals("PreconditionFailed");
  }

  private static boolean isNotImplemented(S3Calls.AnswerException e) {
    return e.code().equals("NotImplemented") || e.code().equals("MethodNotAllowed");
  }

  private synchronized Support supportOf(Capability capability) {
    return support.getOrDefault(capability, Support.UNKNOWN);
  }

  private synchronized void learned(Capability capability, boolean honoured) {
    support.put(capability, honoured ? Support.HONOURED : Support.IGNORED);
  }

  synchronized Set<Capability> capabilities() {
    Set<Capability> proven = EnumSet.noneOf(Capability.class);
    support.forEach(
        (capability, known) -> {
          if (known == Support.HONOURED) {
            proven.add(capability);
          }
        });
    return proven;
  }
}
