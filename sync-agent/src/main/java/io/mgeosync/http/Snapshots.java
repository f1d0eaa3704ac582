package io.mgeosync.http;

import java.util.function.Supplier;
import org.slf4j.LoggerFactory;

/**
 * Reads the snapshots. When there is none to read, the answer is never a good one: a director must
 * not send traffic to a node that cannot say how it is.
 */
public final class Snapshots {
  public static final String UNKNOWN = "the agent cannot say how this node is";

  private static final FailureLog FAILURES =
      new FailureLog(LoggerFactory.getLogger(Snapshots.class));

  private Snapshots() {}

  public static Answer read(Supplier<Answer> answer, Supplier<Answer> otherwise) {
    try {
      return answer.get();
    } catch (BadQueryException e) {
      throw e;
    } catch (RuntimeException e) {
      FAILURES.tell("the status cannot be read, so this node answers: not ready", e);
      return otherwise.get();
    }
  }

  /**
   * The body that says so.
   *
   * @param word what is not known
   */
  public static Answer unknown(String word) {
    return Answer.json(503, "{\"%s\":false,\"reasons\":[\"%s\"]}".formatted(word, UNKNOWN));
  }
}
