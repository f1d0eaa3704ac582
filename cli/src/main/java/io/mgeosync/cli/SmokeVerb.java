package io.mgeosync.cli;

import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Golden cases, by hand. */
@Command(
    name = "smoke",
    description = {
      "Captures the golden answers of a trusted service, and asks any service for them.",
      "They are published inside a bundle, and each node holds its service to them."
    },
    footer = {
      "  mgeo-sync smoke record requests.yaml --url http://127.0.0.1:5000/ --out smoke.json",
      "  mgeo-sync smoke run smoke.json --url http://127.0.0.1:5000/"
    })
final class SmokeVerb implements Verb {
  @Spec private CommandSpec spec;

  @Override
  public Set<ExitCode> endings() {
    return Set.of();
  }

  @Override
  public ExitCode run() {
    throw new UsageException(
        "which? smoke " + String.join(", smoke ", spec.subcommands().keySet()));
  }
}
