package io.mgeosync.e2e.service;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * Turns text into the model's sentence vector: {@code tokenizer.json} and {@code model.onnx} of one
 * directory, read whole when it is opened, so that later changes on disk do not reach it.
 */
final class Embedder implements AutoCloseable {
  private static final int MAX_TOKENS = 512;

  static {
    // The tokenizer's library asks the network for telemetry and for GPU builds unless told not to.
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("OPT_OUT_TRACKING", "true");
    System.setProperty("RUST_FLAVOR", "cpu");
    refuseTelemetry();
  }

  private final OrtEnvironment runtime = OrtEnvironment.getEnvironment();
  private final HuggingFaceTokenizer tokenizer;
  private final OrtSession session;

  private Embedder(HuggingFaceTokenizer tokenizer, OrtSession session) {
    this.tokenizer = tokenizer;
    this.session = session;
  }

  /**
   * ONNX Runtime 1.29 reports to its maker from Linux too, and dies with SIGSEGV in that code on
   * machines without a cache of it; only the environment can switch it off.
   */
  private static void refuseTelemetry() {
    if (!"1".equals(System.getenv("ORT_DISABLE_TELEMETRY"))) {
      throw new IllegalStateException("start this with ORT_DISABLE_TELEMETRY=1 in the environment");
    }
  }

  /**
   * Reads the model.
   *
   * @throws IOException if a file is missing or cannot be read as what it should be
   */
  static Embedder open(Path directory) throws IOException {
    HuggingFaceTokenizer tokenizer = openTokenizer(directory.resolve("tokenizer.json"));
    try {
      return new Embedder(tokenizer, openSession(directory.resolve("model.onnx")));
    } catch (OrtException e) {
      tokenizer.close();
      throw new IOException("model.onnx does not load: " + e.getMessage(), e);
    }
  }

  private static HuggingFaceTokenizer openTokenizer(Path file) throws IOException {
    try {
      return HuggingFaceTokenizer.builder()
          .optTokenizerPath(file)
          .optTruncation(true)
          .optMaxLength(MAX_TOKENS)
          .build();
    } catch (RuntimeException e) {
      throw new IOException("tokenizer.json does not load: " + e.getMessage(), e);
    }
  }

  private static OrtSession openSession(Path file) throws OrtException {
    try (var options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      return OrtEnvironment.getEnvironment().createSession(file.toString(), options);
    }
  }

  /**
   * The vector of the first token ([CLS]), as this family of models is trained; not normalised, so
   * that its length is part of the answer too.
   */
  float[] embed(String text) throws OrtException {
    Encoding tokens = tokenizer.encode(text);
    try (var ids = tensor(tokens.getIds());
        var mask = tensor(tokens.getAttentionMask());
        var types = tensor(tokens.getTypeIds());
        var result =
            session.run(
                Map.of("input_ids", ids, "attention_mask", mask, "token_type_ids", types))) {
      return ((float[][][]) result.get(0).getValue())[0][0];
    }
  }

  private OnnxTensor tensor(long[] row) throws OrtException {
    return OnnxTensor.createTensor(runtime, new long[][] {row});
  }

  @Override
  public void close() {
    tokenizer.close();
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("the session does not close", e);
    }
  }
}
