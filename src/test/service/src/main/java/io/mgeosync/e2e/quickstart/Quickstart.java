package io.mgeosync.e2e.quickstart;

import com.fasterxml.jackson.databind.JsonNode;
import io.mgeosync.e2e.harness.Bundles;
import io.mgeosync.e2e.harness.Cli;
import io.mgeosync.e2e.harness.Node;
import io.mgeosync.e2e.harness.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/**
 * One node, one store in a directory, and the packaged program: publish, serve, switch, refuse,
 * repair. Ends with 0 only if each step showed what it should, and leaves nothing running.
 */
public final class Quickstart implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String PAIR =
      """
      {"text1": "浙江省杭州市西湖区文三路478号华星时代广场", "text2": "杭州西湖文三路478号华星时代广场"}\
      """;

  private final Path scratch;
  private final boolean keep;
  private final Narrator say = new Narrator(System.out);
  private final Cli cli;
  private final String store;
  private final Node node;

  private Quickstart(boolean keep) throws IOException {
    this.keep = keep;
    scratch = Scratch.create();
    cli = new Cli(Files.createDirectories(scratch.resolve("logs")), Map.of());
    store = Files.createDirectories(scratch.resolve("store")).toUri().toString();
    node = new Node(scratch.resolve("gpu-node-1"), cli, "{url: \"" + store + "\"}");
  }

  /** {@code [--keep]}: keep the scratch directory to look at. */
  public static void main(String[] args) throws IOException {
    boolean keep = args.length == 1 && args[0].equals("--keep");
    if (args.length > (keep ? 1 : 0)) {
      System.err.println("usage: quickstart [--keep]");
      System.exit(2);
    }
    var quickstart = new Quickstart(keep);
    // Also on Ctrl-C: all that was started ends with us.
    Runtime.getRuntime().addShutdownHook(new Thread(quickstart::close, "quickstart-stop"));
    System.exit(quickstart.run() ? 0 : 1);
  }

  private boolean run() {
    try {
      publish(Bundles.V1);
      startNode();
      publish(Bundles.V2);
      switchToSecond();
      breakWeights();
      repair();
      return true;
    } catch (IOException | RuntimeException e) {
      say.failed(String.valueOf(e.getMessage()));
      tellAgentLog();
      return false;
    }
  }

  private void publish(Bundles bundle) throws IOException {
    Path directory = bundle.writeTo(scratch.resolve("models-" + bundle.version()));
    String version = bundle.version();
    cli.succeed(
        "publish",
        directory.toString(),
        "--store",
        store,
        "--bundle",
        Bundles.NAME,
        "--version",
        version);
    say.ok(
        "published %s %s (%s of real weights)".formatted(Bundles.NAME, version, size(directory)));
    cli.succeed(
        "promote",
        "--store",
        store,
        "--channel",
        "production",
        "--create",
        "--bundle",
        Bundles.NAME,
        "--version",
        version);
    say.ok("promoted " + version + " to the channel production");
  }

  private void startNode() throws IOException {
    node.startAgent();
    node.startService();
    say.ok("agent fetched, verified and activated; service loaded " + node.served().body().strip());
    node.awaitReadyWith(Bundles.V1.version(), PATIENCE);
    say.ok("ready: /readyz answers 200, and the service proves v1");
    say.note("exact match of two spellings of one address: " + exactMatch());
  }

  private void switchToSecond() throws IOException {
    String before = exactMatch();
    node.syncNow();
    node.awaitReadyWith(Bundles.V2.version(), PATIENCE);
    expect(!exactMatch().equals(before), "v2 answers exactly as v1 did");
    say.ok("switched: the service loaded " + node.served().body().strip());
    say.note("exact match of two spellings of one address: " + exactMatch());
  }

  private void breakWeights() throws IOException {
    Scratch.flipByte(node.current().resolve("model.onnx"));
    String reason = node.awaitRefusal(PATIENCE);
    expect(reason.contains("model.onnx"), "the refusal does not name the file: " + reason);
    say.ok("flipped one byte of the active weights; refused: /readyz answers 503");
    say.note(reason);
  }

  private void repair() throws IOException {
    node.syncNow();
    node.awaitReadyWith(Bundles.V2.version(), PATIENCE);
    cli.succeed("verify", node.current().toRealPath().toString());
    say.ok("repaired: fetched again, verified, ready again");
  }

  private String exactMatch() throws IOException {
    JsonNode scores = node.predict(PAIR).path("scores");
    expect(scores.size() == 3, "the service did not answer with three scores");
    return String.format(Locale.ROOT, "%.6f", scores.get(0).asDouble());
  }

  private static void expect(boolean condition, String otherwise) {
    if (!condition) {
      throw new IllegalStateException(otherwise);
    }
  }

  private static String size(Path directory) throws IOException {
    return Files.size(directory.resolve("model.onnx")) / 1_000_000 + " MB";
  }

  private void tellAgentLog() {
    try {
      Files.readString(node.agentLog()).lines().toList().reversed().stream()
          .limit(5)
          .toList()
          .reversed()
          .forEach(say::note);
    } catch (IOException noLog) {
      // The agent was never started: its log has nothing to add.
    }
  }

  @Override
  public void close() {
    node.close();
    if (keep) {
      System.out.println("kept: " + scratch);
      return;
    }
    try {
      Scratch.delete(scratch);
    } catch (IOException e) {
      System.err.println("left behind: " + scratch + " (" + e.getMessage() + ")");
    }
  }
}
