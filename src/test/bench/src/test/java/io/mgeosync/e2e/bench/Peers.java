package io.mgeosync.e2e.bench;

import io.mgeosync.e2e.bench.Peer.Proof;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Makes the peers; each has a directory of its own for what it pulls. */
final class Peers {
  static final String RCLONE = "rclone --ignore-checksum";
  static final String RCLONE_WIDE = "rclone --ignore-checksum, 16 at a time";
  static final String S5CMD = "s5cmd sync";
  static final String RCLONE_SHA256 = "rclone --ignore-checksum, then sha256sum -c";
  static final String SYNC = "mgeo-sync sync";
  static final String AGENT = "mgeo-sync agent (warm)";
  static final String RSYNC = "rsync -a";
  static final String RSYNC_SHA256 = "rsync -a, then sha256sum -c";

  private final Site site;
  private final Options options;
  private final Path output;
  private final int port;

  /**
   * @param output an existing directory that the peers write below
   * @param port the S3 server's, or that of a line to it
   */
  Peers(Site site, Options options, Path output, int port) {
    this.site = site;
    this.options = options;
    this.output = output;
    this.port = port;
  }

  /** Everything that reads from S3; the first is what the others are compared with. */
  List<Peer> s3() throws IOException {
    List<Peer> peers = new ArrayList<>();
    peers.add(rclone());
    peers.add(
        rclone(
            RCLONE_WIDE,
            "--ignore-checksum",
            "--transfers=16",
            "--checkers=32",
            "--multi-thread-cutoff=64M",
            "--fast-list"));
    peers.add(rclone("rclone --checksum", "--checksum"));
    peers.add(rcloneThenSha256sum());
    peers.add(s5cmd());
    peers.add(sync());
    peers.add(agent());
    return peers;
  }

  /**
   * Everything that reads from the directory store; the first is what the others are compared with.
   */
  List<Peer> directory() throws IOException {
    return List.of(
        rsync(RSYNC, "-a"),
        rsync("rsync -a -c", "-a", "-c"),
        rsyncThenSha256sum(),
        syncFrom(SYNC + " (directory)", site.directoryUrl()));
  }

  /** Our one-shot pull. */
  CommandPeer sync() throws IOException {
    return syncFrom(SYNC, Site.s3Url());
  }

  private CommandPeer syncFrom(String name, String store) throws IOException {
    Path state = home();
    return new CommandPeer(
        name,
        Proof.EVERY_BYTE,
        Site.program(),
        state,
        state.resolve(Site.BUNDLE).resolve("current"),
        site.s3Environment(port),
        site,
        version -> {
          site.promote(version);
          return syncCommand(store, state);
        });
  }

  private List<String> syncCommand(String store, Path state) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Site.program(),
                "sync",
                "--store",
                store,
                "--channel",
                Site.CHANNEL,
                "--bundle",
                Site.BUNDLE,
                "--state",
                state.toString()));
    command.addAll(options.syncOptions());
    return command;
  }

  /** Our agent; it is started at its first pull. */
  AgentPeer agent() throws IOException {
    return new AgentPeer(AGENT, site, home(), port, options.agentYaml());
  }

  /** The peer that the others are compared with: as installed, but nothing is checked. */
  CommandPeer rclone() throws IOException {
    return rclone(RCLONE, "--ignore-checksum");
  }

  private CommandPeer rclone(String name, String... flags) throws IOException {
    Path home = home();
    return command(
        name, Proof.NOTHING, "rclone", home, version -> rcloneCommand(version, home, flags));
  }

  private static List<String> rcloneCommand(Version version, Path home, String... flags) {
    List<String> command = new ArrayList<>(List.of("rclone", "sync"));
    command.addAll(List.of(flags));
    command.add("bench:" + Site.s3Path(version));
    command.add(home.toString());
    return command;
  }

  private CommandPeer rcloneThenSha256sum() throws IOException {
    Path home = home();
    return command(
        RCLONE_SHA256,
        Proof.EVERY_BYTE,
        "rclone",
        home,
        version -> thenSha256sum(rcloneCommand(version, home, "--ignore-checksum"), home));
  }

  private CommandPeer s5cmd() throws IOException {
    Path home = home();
    return command(
        S5CMD,
        Proof.NOTHING,
        "s5cmd",
        home,
        version ->
            List.of(
                "s5cmd",
                "--endpoint-url",
                Site.endpoint(port),
                "sync",
                "--delete",
                "s3://" + Site.s3Path(version) + "/*",
                home + "/"));
  }

  private CommandPeer rsync(String name, String... flags) throws IOException {
    Path home = home();
    return command(
        name, Proof.NOTHING, "rsync", home, version -> rsyncCommand(version, home, flags));
  }

  private List<String> rsyncCommand(Version version, Path home, String... flags) {
    List<String> command = new ArrayList<>(List.of("rsync", "--delete"));
    command.addAll(List.of(flags));
    command.add(site.published(version) + "/");
    command.add(home + "/");
    return command;
  }

  private CommandPeer rsyncThenSha256sum() throws IOException {
    Path home = home();
    return command(
        RSYNC_SHA256,
        Proof.EVERY_BYTE,
        "rsync",
        home,
        version -> thenSha256sum(rsyncCommand(version, home, "-a"), home));
  }

  /** The pull, and if it succeeds, coreutils' check of what it brought. */
  private static List<String> thenSha256sum(List<String> pull, Path home) {
    List<String> command = new ArrayList<>();
    command.addAll(
        List.of(
            "sh",
            "-c",
            "d=$1; shift; \"$@\" && cd \"$d\" && sha256sum -c --quiet SHA256SUMS",
            "then-sha256sum",
            home.toString()));
    command.addAll(pull);
    return command;
  }

  private CommandPeer command(
      String name, Proof proof, String tool, Path home, CommandPeer.Command command) {
    return new CommandPeer(name, proof, tool, home, home, environment(), site, command);
  }

  private Map<String, String> environment() {
    var environment = new HashMap<>(site.s3Environment(port));
    environment.put("RCLONE_CONFIG", "/dev/null");
    environment.put("RCLONE_CONFIG_BENCH_TYPE", "s3");
    environment.put("RCLONE_CONFIG_BENCH_PROVIDER", "Other");
    environment.put("RCLONE_CONFIG_BENCH_ENV_AUTH", "true");
    environment.put("RCLONE_CONFIG_BENCH_REGION", "us-east-1");
    environment.put("RCLONE_CONFIG_BENCH_FORCE_PATH_STYLE", "true");
    environment.put("RCLONE_CONFIG_BENCH_ENDPOINT", Site.endpoint(port));
    return environment;
  }

  private Path home() throws IOException {
    return Files.createDirectories(output.resolve(UUID.randomUUID().toString()));
  }
}
