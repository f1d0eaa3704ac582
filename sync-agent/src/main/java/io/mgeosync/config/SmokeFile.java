package io.mgeosync.config;

import io.mgeosync.manifest.BundleSpec;
import io.mgeosync.manifest.smoke.SmokeCase;
import io.mgeosync.manifest.smoke.SmokeRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The file of golden cases that {@code publish --smoke} and {@code smoke run} read and {@code smoke
 * record} writes, as YAML or JSON.
 *
 * <pre>
 * cases:
 *   - name: same-address
 *     adapter: sentence-similarity
 *     pair: [杭州西湖文三路478号, 文三路478号]
 *     latency: 2s
 *     expect:
 *       - {at: "", label: exact_match, score: 0.9731, absolute: 0.001, relative: 0.01}
 * </pre>
 */
public final class SmokeFile {
  private SmokeFile() {}

  /**
   * The cases, at least one, each with what it expects.
   *
   * @throws ConfigException for the first mistake, at its line and key
   */
  public static List<SmokeCase> cases(Path file) {
    Section root = root(file);
    List<SmokeCase> cases = each(root, SmokeCaseReader::smokeCase);
    return root.make(() -> new BundleSpec(Optional.empty(), cases)).smoke();
  }

  /**
   * The requests alone; what a case expects may be left out, and is passed over.
   *
   * @throws ConfigException for the first mistake, at its line and key
   */
  public static List<SmokeRequest> requests(Path file) {
    return each(root(file), SmokeCaseReader::request);
  }

  private static Section root(Path file) {
    YamlFile yaml =
        YamlFile.parse(file.toString(), YamlFile.text(file, "write it; see docs/smoke.md"));
    return Section.root(yaml.source(), yaml.tree(), BundleKeys.SMOKE);
  }

  private static <T> List<T> each(Section root, Function<Section, T> reader) {
    return root.sections("cases").stream().map(reader).toList();
  }
}
