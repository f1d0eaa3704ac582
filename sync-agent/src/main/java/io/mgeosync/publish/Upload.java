package io.mgeosync.publish;

import io.mgeosync.manifest.digest.Digest;
import io.mgeosync.store.Content;
import io.mgeosync.store.ObjectKey;
import java.nio.file.Path;

/**
 * One object that a version needs, and what its bytes must turn out to be.
 *
 * @param origin the file that it is made from, for messages
 * @param content opened again for every attempt
 */
record Upload(ObjectKey key, Path origin, Digest sha256, Digest md5, Content content) {

  /** In bytes. */
  long size() {
    return content.size();
  }
}
