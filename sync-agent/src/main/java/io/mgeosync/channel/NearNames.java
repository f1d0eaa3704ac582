package io.mgeosync.channel;

import java.util.List;

/** Which of several names a mistyped one was probably meant to be. */
final class NearNames {
  private NearNames() {}

  /** Those that few wrong, missing, added or exchanged letters lead to, in their own order. */
  static List<String> of(String typed, List<String> names) {
    int mistakes = Math.max(1, Math.min(3, typed.length() / 3));
    return names.stream().filter(name -> distance(typed, name) <= mistakes).toList();
  }

  /** The optimal string alignment distance: an exchange of two neighbours is one mistake. */
  private static int distance(String a, String b) {
    int[][] steps = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        steps[i][j] = i == 0 || j == 0 ? i + j : cheapest(steps, a, b, i, j);
      }
    }
    return steps[a.length()][b.length()];
  }

  private static int cheapest(int[][] steps, String a, String b, int i, int j) {
    int replaced = steps[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
    int least = Math.min(replaced, 1 + Math.min(steps[i - 1][j], steps[i][j - 1]));
    boolean exchanged =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return exchanged ? Math.min(least, 1 + steps[i - 2][j - 2]) : least;
  }
}
