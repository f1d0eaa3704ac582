package io.mgeosync.store.s3;

import io.mgeosync.store.Store.Capability;
import io.mgeosync.store.StoredObject;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a server makes of conditions on a write, as far as its own answers have shown. Servers
 * differ: some honour {@code If-None-Match} and {@code If-Match}, some refuse them, some ignore
 * them in silence, and Ceph compares {@code If-Match} with its tag letter by letter, so that the
 * quotes of HTTP make it unequal.
 */
final class Conditions {
  /** The tag of no object: a condition that never holds. */
  private static final String NEVER = "00000000000000000000000000000000";

  static final Map<String, String> IF_ABSENT = Map.of("If-None-Match", "*");

  /** How a tag is written into {@code If-Match}. */
  enum Form {
    QUOTED,
    UNQUOTED;

    Map<String, String> of(StoredObject expected) {
      return header(expected.tag());
    }

    /** Holds for no object, so that only a server that ignores it writes. */
    Map<String, String> never() {
      return header(NEVER);
    }

    private Map<String, String> header(String tag) {
      return Map.of("If-Match", this == QUOTED ? "\"" + tag + "\"" : tag);
    }
  }

  private final Map<Capability, Boolean> known = new EnumMap<>(Capability.class);
  private @Nullable Form understood;

  synchronized boolean honours(Capability capability) {
    return Boolean.TRUE.equals(known.get(capability));
  }

  synchronized boolean ignores(Capability capability) {
    return Boolean.FALSE.equals(known.get(capability));
  }

  synchronized boolean isKnown(Capability capability) {
    return known.containsKey(capability);
  }

  synchronized void honoursIfAbsent() {
    known.put(Capability.ATOMIC_IF_ABSENT, true);
  }

  synchronized void honoursIfUnchanged(Form form) {
    known.put(Capability.ATOMIC_IF_UNCHANGED, true);
    understood = form;
  }

  /** What was proven once stays: one odd answer of a proxy does not take it away. */
  synchronized void ignored(Capability capability) {
    known.putIfAbsent(capability, false);
  }

  /** Of a server that does not look at {@code If-Match}, no condition is to be expected. */
  synchronized void ignoresAll() {
    EnumSet.allOf(Capability.class).forEach(this::ignored);
  }

  /** The form that this server is known to understand. */
  synchronized Optional<Form> understood() {
    return Optional.ofNullable(understood);
  }

  List<Form> toTry() {
    return understood().map(List::of).orElseGet(() -> List.of(Form.values()));
  }

  synchronized Set<Capability> proven() {
    return having(true);
  }

  synchronized Set<Capability> lacking() {
    return having(false);
  }

  private Set<Capability> having(boolean honoured) {
    Set<Capability> found = EnumSet.noneOf(Capability.class);
    known.forEach(
        (capability, value) -> {
          if (value == honoured) {
            found.add(capability);
          }
        });
    return found;
  }
}
