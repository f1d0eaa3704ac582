package io.mgeosync.drill;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/** A JSON document as its values, each under its pointer (RFC 6901). */
final class JsonValues {
  private static final BigDecimal ABSOLUTE = new BigDecimal("0.001");
  private static final BigDecimal RELATIVE = new BigDecimal("0.01");

  private JsonValues() {}

  static Map<String, JsonNode> of(JsonNode document) {
    var leaves = new TreeMap<String, JsonNode>();
    collect(JsonPointer.empty(), document, leaves);
    return leaves;
  }

  private static void collect(JsonPointer at, JsonNode node, Map<String, JsonNode> leaves) {
    if (node.isEmpty()) { // A value, or a container that holds none.
      leaves.put(at.toString(), node);
    } else if (node.isObject()) {
      node.propertyStream()
          .forEach(entry -> collect(at.appendProperty(entry.getKey()), entry.getValue(), leaves));
    } else {
      for (int i = 0; i < node.size(); i++) {
        collect(at.appendIndex(i), node.get(i), leaves);
      }
    }
  }

  /** Numbers within what golden cases allow by default: another GPU rounds otherwise. */
  static boolean same(JsonNode golden, JsonNode answer) {
    boolean numbers = golden.isNumber() && answer.isNumber();
    return numbers ? near(golden, answer) : golden.equals(answer);
  }

  private static boolean near(JsonNode golden, JsonNode answer) {
    if (!Double.isFinite(golden.doubleValue()) || !Double.isFinite(answer.doubleValue())) {
      return false;
    }
    BigDecimal expected = golden.decimalValue();
    BigDecimal tolerance = ABSOLUTE.add(RELATIVE.multiply(expected.abs()));
    return answer.decimalValue().subtract(expected).abs().compareTo(tolerance) <= 0;
  }
}
