package io.mgeosync.e2e.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;

/**
 * The two real bundles: the Chinese embedding model bge-small-zh-v1.5 out of its Maven artifacts,
 * laid out as a model directory: {@code model.onnx}, {@code tokenizer.json}, {@code vocab.txt} and
 * {@code config.json}.
 */
public enum Bundles {
  /** 24 MB of weights, quantised to 8 bits. */
  V1("v1", "bge-small-zh-v1.5-q.onnx", "bge-small-zh-v1.5-q-tokenizer.json", "int8"),
  /** 95 MB of weights in full precision. */
  V2("v2", "bge-small-zh-v1.5.onnx", "bge-small-zh-v1.5-tokenizer.json", "float32");

  /** The bundle's name in every test and in the quickstart. */
  public static final String NAME = "mgeo-base";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final String version;
  private final String weights;
  private final String tokenizer;
  private final String precision;

  Bundles(String version, String weights, String tokenizer, String precision) {
    this.version = version;
    this.weights = weights;
    this.tokenizer = tokenizer;
    this.precision = precision;
  }

  public String version() {
    return version;
  }

  /** Writes the four files into a directory, which is made if it is not there. */
  public Path writeTo(Path directory) throws IOException {
    Files.createDirectories(directory);
    copyResource(weights, directory.resolve("model.onnx"));
    copyResource(tokenizer, directory.resolve("tokenizer.json"));
    writeVocabulary(directory);
    writeConfiguration(directory);
    return directory;
  }

  private static void copyResource(String name, Path file) throws IOException {
    try (InputStream in = Bundles.class.getResourceAsStream("/" + name)) {
      if (in == null) {
        throw new FileNotFoundException("not on the class path: " + name);
      }
      Files.copy(in, file);
    }
  }

  /** One token a line, in the order of their ids, as BERT models have it. */
  private static void writeVocabulary(Path directory) throws IOException {
    JsonNode tokens =
        JSON.readTree(directory.resolve("tokenizer.json").toFile()).at("/model/vocab");
    var lines =
        tokens.properties().stream()
            .sorted(Comparator.comparingInt(token -> token.getValue().asInt()))
            .map(Map.Entry::getKey)
            .toList();
    Files.write(directory.resolve("vocab.txt"), lines);
  }

  private void writeConfiguration(Path directory) throws IOException {
    Files.writeString(
        directory.resolve("config.json"),
        """
        {
          "model_type": "bert",
          "hidden_size": 512,
          "num_hidden_layers": 4,
          "max_position_embeddings": 512,
          "pooling": "cls",
          "precision": "%s"
        }
        """
            .formatted(precision));
  }
}
