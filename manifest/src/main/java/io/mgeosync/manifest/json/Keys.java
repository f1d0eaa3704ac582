package io.mgeosync.manifest.json;

/** The words of the format. */
final class Keys {
  static final String FORMAT_NAME = "mgeo-sync/manifest";
  static final String CURRENT_VERSION = "1.0";
  static final String FASTCDC = "fastcdc-v1";

  static final String ALGORITHM = "algorithm";
  static final String AVERAGE = "average";
  static final String BUNDLE = "bundle";
  static final String CHUNKING = "chunking";
  static final String CHUNKS = "chunks";
  static final String CREATED = "created";
  static final String FILES = "files";
  static final String FORMAT = "format";
  static final String FORMAT_VERSION = "formatVersion";
  static final String MAX = "max";
  static final String MD5 = "md5";
  static final String MIN = "min";
  static final String PATH = "path";
  static final String SHA256 = "sha256";
  static final String SIZE = "size";
  static final String VERSION = "version";

  private Keys() {}
}
