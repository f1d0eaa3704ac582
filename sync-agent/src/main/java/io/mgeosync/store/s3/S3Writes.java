package io.mgeosync.store.s3;

import static io.mgeosync.store.Store.Capability.ATOMIC_IF_ABSENT;
import static io.mgeosync.store.Store.Capability.ATOMIC_IF_UNCHANGED;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.mgeosync.store.Content;
import io.mgeosync.store.ObjectKey;
import io.mgeosync.store.ObjectMissingException;
import io.mgeosync.store.Precondition;
import io.mgeosync.store.PreconditionFailedException;
import io.mgeosync.store.Store.Capability;
import io.mgeosync.store.StoredObject;
import io.mgeosync.store.s3.Conditions.Form;
import io.mgeosync.store.s3.S3Uploads.Written;
import java.util.Map;
import java.util.Set;

/**
 * Conditional writes, on servers of which nothing is known before they have answered.
 *
 * <p>The first write that has a condition asks: after a look whether the condition holds, the bytes
 * are first sent under one that never holds. A server that honours conditions refuses, and gets the
 * true one; on a server that does not, this was the write, checked just before as every later one
 * will be. So each object is written once on any server, and a versioned bucket keeps one version
 * of it.
 *
 * <p>A refusal under the true condition is believed only when the object is not the expected one by
 * now; otherwise this server reads the condition otherwise, and the next form is tried.
 */
final class S3Writes {
  private static final Content NOTE =
      Content.of(
          """
          mgeo-sync asked whether this server honours conditions on a write. It does not, or this
          object would not be here. Nothing reads it.
          """
              .getBytes(UTF_8));

  private final S3Reads reads;
  private final S3Uploads uploads;
  private final S3Calls calls;
  private final S3Names names;
  private final Conditions conditions = new Conditions();

  S3Writes(S3Reads reads, S3Uploads uploads, S3Calls calls, S3Names names) {
    this.reads = reads;
    this.uploads = uploads;
    this.calls = calls;
    this.names = names;
  }

  /** What a server said to a write under a condition. */
  private sealed interface Answer {
    record Done(Written written) implements Answer {}

    record Refused() implements Answer {}

    record NotSupported() implements Answer {}
  }

  StoredObject put(ObjectKey key, Content content, Precondition precondition) {
    Written written =
        switch (precondition) {
          case Precondition.None() -> plain(key, content);
          case Precondition.Absent() -> ifAbsent(key, content);
          case Precondition.Unchanged(StoredObject expected) -> ifUnchanged(content, expected);
        };
    return written.tag().isEmpty()
        ? lookUp(key)
        : new StoredObject(key, content.size(), written.tag());
  }

  private StoredObject lookUp(ObjectKey key) {
    return reads.find(key).orElseThrow(() -> new ObjectMissingException(key, names.location()));
  }

  private Written ifAbsent(ObjectKey key, Content content) {
    // A server may look at the condition of a small write and not at that of a large one.
    if (!conditions.honours(ATOMIC_IF_ABSENT) || S3Uploads.inParts(content)) {
      requireAbsent(key);
    }
    if (conditions.ignores(ATOMIC_IF_ABSENT)) {
      return plain(key, content);
    }
    boolean asking = !conditions.isKnown(ATOMIC_IF_ABSENT) && !S3Uploads.inParts(content);
    if (asking
        && sendUnderImpossibleCondition(key, content, Form.QUOTED)
            instanceof Answer.Done(Written written)) {
      return written;
    }
    return switch (attempt(key, content, Conditions.IF_ABSENT)) {
      case Answer.Done(Written written) -> asking ? confirmed(key, content, written) : written;
      case Answer.Refused() when conditions.honours(ATOMIC_IF_ABSENT) -> throw failed(key);
      case Answer.Refused(), Answer.NotSupported() ->
          checked(key, content, ATOMIC_IF_ABSENT, () -> requireAbsent(key));
    };
  }

  /**
   * Where a second write of the same bytes leaves nothing behind, it proves what the first said.
   */
  private Written confirmed(ObjectKey key, Content content, Written first) {
    if (!first.versioned()
        && attempt(key, content, Conditions.IF_ABSENT) instanceof Answer.Done(Written second)) {
      conditions.ignored(ATOMIC_IF_ABSENT);
      return second;
    }
    conditions.honoursIfAbsent();
    return first;
  }

  private Written ifUnchanged(Content content, StoredObject expected) {
    ObjectKey key = expected.key();
    if (!conditions.honours(ATOMIC_IF_UNCHANGED) || S3Uploads.inParts(content)) {
      requireSame(expected);
    }
    if (conditions.ignores(ATOMIC_IF_UNCHANGED) || expected.tag().isEmpty()) {
      return plain(key, content);
    }
    for (Form form : conditions.toTry()) {
      if (conditions.understood().isEmpty()
          && sendUnderImpossibleCondition(key, content, form)
              instanceof Answer.Done(Written written)) {
        return written;
      }
      switch (attempt(key, content, form.of(expected))) {
        case Answer.Done(Written written) -> {
          conditions.honoursIfUnchanged(form);
          return written;
        }
        case Answer.Refused() -> requireNotUnderstood(form, expected);
        case Answer.NotSupported() -> {
          return checked(key, content, ATOMIC_IF_UNCHANGED, () -> requireSame(expected));
        }
      }
    }
    return checked(key, content, ATOMIC_IF_UNCHANGED, () -> requireSame(expected));
  }

  /** A form that this server has obeyed before is not what it refuses now. */
  private void requireNotUnderstood(Form form, StoredObject expected) {
    requireSame(expected);
    if (conditions.understood().filter(form::equals).isPresent()) {
      throw failed(expected.key());
    }
  }

  /** Sends the bytes under a condition that never holds; done is what no honest server answers. */
  private Answer sendUnderImpossibleCondition(ObjectKey key, Content content, Form form) {
    Answer answer = attempt(key, content, form.never());
    if (!(answer instanceof Answer.Refused)) {
      conditions.ignoresAll();
    }
    return answer instanceof Answer.NotSupported ? new Answer.Done(plain(key, content)) : answer;
  }

  private Written checked(
      ObjectKey key, Content content, Capability lacking, Runnable precondition) {
    precondition.run();
    conditions.ignored(lacking);
    return plain(key, content);
  }

  void learnPreconditions(ObjectKey scratch) {
    if (!conditions.isKnown(ATOMIC_IF_UNCHANGED)
        && !(attempt(scratch, NOTE, Form.QUOTED.never()) instanceof Answer.Refused)) {
      conditions.ignoresAll();
    }
  }

  private void requireAbsent(ObjectKey key) {
    if (reads.find(key).isPresent()) {
      throw failed(key);
    }
  }

  private void requireSame(StoredObject expected) {
    if (reads.find(expected.key()).filter(expected::equals).isEmpty()) {
      throw failed(expected.key());
    }
  }

  private PreconditionFailedException failed(ObjectKey key) {
    return new PreconditionFailedException(key, names.location());
  }

  private Written plain(ObjectKey key, Content content) {
    try {
      return uploads.sendObject(names.nameOf(key), content, Map.of());
    } catch (S3Calls.AnswerException e) {
      throw calls.failures().explain(e.failure());
    }
  }

  private Answer attempt(ObjectKey key, Content content, Map<String, String> condition) {
    try {
      return new Answer.Done(uploads.sendObject(names.nameOf(key), content, condition));
    } catch (S3Calls.AnswerException e) {
      return switch (e.code()) {
        case "PreconditionFailed", "NoSuchKey" -> new Answer.Refused();
        case "NotImplemented", "MethodNotAllowed" -> new Answer.NotSupported();
        default -> throw calls.failures().explain(e.failure());
      };
    }
  }

  Set<Capability> capabilities() {
    return conditions.proven();
  }

  Set<Capability> lacking() {
    return conditions.lacking();
  }
}
