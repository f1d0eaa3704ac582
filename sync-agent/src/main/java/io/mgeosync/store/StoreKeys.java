package io.mgeosync.store;

import io.mgeosync.manifest.BundleName;
import io.mgeosync.manifest.BundlePath;
import io.mgeosync.manifest.BundleVersion;
import io.mgeosync.manifest.Manifest;

/** The one class that knows the names in a store. */
public final class StoreKeys {
  private StoreKeys() {}

  /** The folder that holds a version: the same tree that lands on a node's disk. */
  public static ObjectKey version(BundleName bundle, BundleVersion version) {
    return new ObjectKey(bundle + "/" + version);
  }

  public static ObjectKey manifest(BundleName bundle, BundleVersion version) {
    return version(bundle, version).resolve(Manifest.FILE_NAME);
  }

  public static ObjectKey file(BundleName bundle, BundleVersion version, BundlePath path) {
    return version(bundle, version).resolve(path.value());
  }

  /** The folder that holds every channel. */
  public static ObjectKey channels() {
    return new ObjectKey(BundleName.CHANNELS_FOLDER);
  }

  /** {@code channels/<name>.yaml}. */
  public static ObjectKey channel(String name) {
    return channels().resolve(name + ".yaml");
  }

  /** True for all that lies in the folder of the channels. */
  public static boolean isChannel(ObjectKey key) {
    return key.value().startsWith(BundleName.CHANNELS_FOLDER + "/");
  }
}
