package io.mgeosync.schedule;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/** One of crontab's five fields: its name, its bounds and how its values are spelled. */
enum CronField {
  MINUTE("minute", 0, 59, "0, 15-45 or */5", ""),
  HOUR("hour", 0, 23, "3, 8-18 or */2", ""),
  DAY_OF_MONTH("day of month", 1, 31, "1, 1-7 or */2", ""),
  MONTH("month", 1, 12, "1, jan-mar or */3", "jan feb mar apr may jun jul aug sep oct nov dec"),
  /** 7 is Sunday, too. */
  DAY_OF_WEEK("day of week", 0, 7, "0, mon-fri or sat,sun", "sun mon tue wed thu fri sat");

  private final String label;
  private final int least;
  private final int most;
  private final String example;
  private final String names;

  CronField(String label, int least, int most, String example, String names) {
    this.label = label;
    this.least = least;
    this.most = most;
    this.example = example;
    this.names = names;
  }

  /**
   * The values that a comma-separated list of ranges and steps names.
   *
   * @throws InvalidCronException when it is no such list
   */
  BitSet parse(String text) {
    var values = new BitSet();
    for (String item : text.split(",", -1)) {
      addItem(item, values);
    }
    if (this == DAY_OF_WEEK && values.get(7)) {
      values.clear(7);
      values.set(0);
    }
    return values;
  }

  private void addItem(String item, BitSet values) {
    String[] parts = item.split("/", -1);
    if (parts.length > 2) {
      throw refuse("\"" + item + "\" has two steps");
    }
    String range = parts[0];
    int from = range.equals("*") ? least : value(range.split("-", -1)[0]);
    int to = end(range, parts.length == 2);
    if (this == DAY_OF_WEEK && to == 0 && from > 0) {
      to = 7; // fri-sun
    }
    if (from > to) {
      throw refuse("\"" + range + "\" runs backwards");
    }
    int step = parts.length == 2 ? step(parts[1]) : 1;
    for (int value = from; value <= to; value += step) {
      values.set(value);
    }
  }

  /** A single value with a step runs to the field's end, as in {@code 5/15}. */
  private int end(String range, boolean stepped) {
    String[] ends = range.split("-", -1);
    if (ends.length > 2) {
      throw refuse("\"" + range + "\" is not a range");
    }
    if (ends.length == 2) {
      return value(ends[1]);
    }
    return range.equals("*") || stepped ? last() : value(range);
  }

  /** Steps over all days of the week begin with Sunday as 0 and never reach the other Sunday. */
  private int last() {
    return this == DAY_OF_WEEK ? 6 : most;
  }

  private int value(String text) {
    int named = List.of(names.split(" ")).indexOf(text.toLowerCase(Locale.ROOT));
    if (named >= 0 && !text.isEmpty()) {
      return named + least;
    }
    if (!text.matches("[0-9]{1,4}")) {
      throw refuse("\"" + text + "\" is not a value");
    }
    int value = Integer.parseInt(text);
    if (value < least || value > most) {
      throw refuse(value + " is not from " + least + " to " + most);
    }
    return value;
  }

  private int step(String text) {
    if (!text.matches("[1-9][0-9]{0,3}")) {
      throw refuse("\"/" + text + "\" is not a step");
    }
    return Integer.parseInt(text);
  }

  private InvalidCronException refuse(String problem) {
    return new InvalidCronException(label, problem, "write e.g. " + example);
  }
}
