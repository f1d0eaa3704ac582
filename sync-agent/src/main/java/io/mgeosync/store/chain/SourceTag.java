package io.mgeosync.store.chain;

import io.mgeosync.store.StoredObject;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which mirror an object was found in, written into its tag; the origin's objects keep theirs.
 *
 * @param mirror its place in the chain, from 0
 * @param object as the mirror knows it
 */
record SourceTag(int mirror, StoredObject object) {
  private static final Pattern FORM = Pattern.compile("mirror-(\\d{1,4}) (.*)", Pattern.DOTALL);

  static StoredObject put(int mirror, StoredObject object) {
    return new StoredObject(
        object.key(), object.size(), "mirror-%d %s".formatted(mirror, object.tag()));
  }

  /** Empty for an object of the origin's. */
  static Optional<SourceTag> read(StoredObject object) {
    Matcher form = FORM.matcher(object.tag());
    return form.matches()
        ? Optional.of(
            new SourceTag(
                Integer.parseInt(form.group(1)),
                new StoredObject(object.key(), object.size(), form.group(2))))
        : Optional.empty();
  }
}
