package io.mgeosync.manifest.json;

/** The words of the format. */
final class ManifestKeys {
  static final String FORMAT_NAME = "mgeo-sync/manifest";

  /** Without requirements and smoke. */
  static final String PLAIN_VERSION = "1.0";

  /** With either or both. */
  static final String ASKING_VERSION = "1.1";

  static final String FASTCDC = "fastcdc-v1";

  static final String ABSOLUTE = "absolute";
  static final String ADAPTER = "adapter";
  static final String ALGORITHM = "algorithm";
  static final String AT = "at";
  static final String AVERAGE = "average";
  static final String BUNDLE = "bundle";
  static final String CHUNKING = "chunking";
  static final String CHUNKS = "chunks";
  static final String COMPUTE_CAPABILITY = "computeCapability";
  static final String CONFIGURATION_SHA256 = "configurationSha256";
  static final String CREATED = "created";
  static final String DRIVER = "driver";
  static final String END = "end";
  static final String EXPECT = "expect";
  static final String FILES = "files";
  static final String FORMAT = "format";
  static final String FORMAT_VERSION = "formatVersion";
  static final String GPU_MEMORY = "gpuMemory";
  static final String LABEL = "label";
  static final String LATENCY_MILLIS = "latencyMillis";
  static final String MAX = "max";
  static final String MD5 = "md5";
  static final String MIN = "min";
  static final String NAME = "name";
  static final String PATH = "path";
  static final String PYTHON_LOCK_SHA256 = "pythonLockSha256";
  static final String RELATIVE = "relative";
  static final String REQUEST = "request";
  static final String REQUIREMENTS = "requirements";
  static final String SCORE = "score";
  static final String SHA256 = "sha256";
  static final String SIZE = "size";
  static final String SMOKE = "smoke";
  static final String SPAN = "span";
  static final String START = "start";
  static final String TEXT = "text";
  static final String VERSION = "version";

  private ManifestKeys() {}
}
