package io.mgeosync.drill.report;

import io.mgeosync.drill.Sample.Outcome;

/**
 * How an outcome looks: another shape as well as another colour, for those who do not see colours.
 *
 * @param style of its marks
 * @param mark a path's relative commands, around the point
 */
record OutcomeMark(String style, String label, String mark) {
  private static final int MANY = 4;

  static OutcomeMark of(Outcome outcome) {
    return switch (outcome) {
      case RIGHT -> new OutcomeMark("right", "right answer", "h0");
      case WRONG -> new OutcomeMark("wrong", "wrong answer", "m0-5l5 5l-5 5l-5-5z");
      case FAILED -> new OutcomeMark("failed", "no answer", "m-4-4l8 8m0-8l-8 8");
    };
  }

  String draw(PointCloud marks) {
    return marks.isEmpty()
        ? ""
        : path("few", marks.path(mark, count -> count < MANY))
            + path("many", marks.path(mark, count -> count >= MANY));
  }

  private String path(String density, String data) {
    return data.isEmpty()
        ? ""
        : "<path class=\"%s %s\" d=\"%s\"/>\n".formatted(style, density, data);
  }

  /** One entry of the legend, a picture of its own. */
  String legend() {
    return """
    <span><svg class="key" viewBox="0 0 16 16" aria-hidden="true">\
    <path class="%s many" d="M8 8%s"/></svg>%s</span>
    """
        .formatted(style, mark, label);
  }
}
