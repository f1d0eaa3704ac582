package io.mgeosync.e2e.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** deploy/docker: the image has the program where the other files of deploy/ look for it. */
class ImageFileTest {
  @Test
  void theProgramIsWherePodsAndHooksCallIt() throws IOException {
    String image = Shipped.read("docker/Dockerfile").text();
    String program =
        Pattern.compile("(?m)^ENTRYPOINT \\[\"(.+)\"]$")
            .matcher(image)
            .results()
            .map(found -> found.group(1))
            .findFirst()
            .orElseThrow();
    assertThat(Shipped.read("kubernetes/mgeo.yaml").text()).contains(program + " sync");
    assertThat(image).contains("ln -s " + program + " /usr/bin/mgeo-sync");
    for (String caller : new String[] {"slurm/prolog.sh", "systemd/mgeo-sync-agent.service"}) {
      assertThat(Shipped.read(caller).text()).contains("/usr/bin/mgeo-sync");
    }
  }
}
