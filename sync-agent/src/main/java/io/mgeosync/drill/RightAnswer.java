package io.mgeosync.drill;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Tells a right answer from a wrong one. */
@FunctionalInterface
public interface RightAnswer {
  /** What is wrong with it, one line; empty when it is right. */
  Optional<String> problem(JsonNode answer);
}
