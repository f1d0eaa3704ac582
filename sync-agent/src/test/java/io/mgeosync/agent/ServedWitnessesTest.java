package io.mgeosync.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.config.AgentConfig;
import io.mgeosync.config.ConfigLoader;
import io.mgeosync.probe.service.FilesWitness;
import io.mgeosync.probe.service.ReportWitness;
import io.mgeosync.probe.service.StartWitness;
import io.mgeosync.probe.service.Witness;
import io.mgeosync.reconcile.BundleSettings;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class ServedWitnessesTest {

  private static List<Witness> of(String served) {
    AgentConfig config =
        ConfigLoader.parse(
            "agent.yaml",
            """
            store: {url: "file:///mnt/models"}
            bundles:
              - name: mgeo-base
                service: {url: "http://127.0.0.1:5000/", served: {%s}}
            """
                .formatted(served));
    BundleSettings bundle = config.bundles().getFirst();
    return ServedWitnesses.of(bundle, Objects.requireNonNull(bundle.service()), Tools.with());
  }

  @Test
  void unlessToldOtherwiseTheReportAndTheFilesAreAsked() {
    assertThat(of("")).hasExactlyElementsOfTypes(ReportWitness.class, FilesWitness.class);
    assertThat(of("report: oip, open-files: false")).hasExactlyElementsOfTypes(ReportWitness.class);
  }

  @Test
  void aServiceThatReportsNothingIsToldByItsFilesOrItsStart() {
    assertThat(of("report: none")).hasExactlyElementsOfTypes(FilesWitness.class);
    assertThat(of("report: none, open-files: false, loads-at-start: true"))
        .hasExactlyElementsOfTypes(StartWitness.class);
    assertThat(of("loads-at-start: true"))
        .hasExactlyElementsOfTypes(ReportWitness.class, FilesWitness.class, StartWitness.class);
  }
}
