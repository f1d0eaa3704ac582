package io.mgeosync.drill.report;

/** How the page looks, by day and by night, on paper and on a telephone. */
final class ReportStyle {
  static final String CSS =
      """
      :root { --page: #fbfbfa; --ink: #1c1f23; --dim: #5b6470; --line: #dcdfe3; --out: #e8ebf0;
        --right: #2a6fbb; --wrong: #8a3ffc; --failed: #c8281e; --good: #1d7a3e; }
      @media (prefers-color-scheme: dark) {
        :root { --page: #16191d; --ink: #e6e8eb; --dim: #9aa4b0; --line: #343b44; --out: #242b35;
          --right: #6aaef2; --wrong: #c39bff; --failed: #ff7a6e; --good: #5fcf88; } }
      body { margin: 0; background: var(--page); color: var(--ink);
        font: 15px/1.5 system-ui, "Noto Sans", "Noto Sans CJK SC", sans-serif; }
      main { max-width: 64rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; }
      h1 { font-size: 1.15rem; font-weight: 600; margin: 0; color: var(--dim); }
      h2 { font-size: 1rem; margin: 2rem 0 .4rem; }
      .verdict { font-size: 4rem; font-weight: 800; line-height: 1; letter-spacing: .02em;
        margin: .5rem 0 .25rem; }
      .pass { color: var(--good); } .fail { color: var(--failed); }
      td.pass, td.fail { font-weight: 700; }
      .sentence { margin: 0; overflow-wrap: anywhere; }
      .scroll { overflow-x: auto; }
      table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
      th, td { text-align: left; padding: .25rem 1.25rem .25rem 0; vertical-align: top;
        border-bottom: 1px solid var(--line); }
      th { color: var(--dim); font-weight: 600; white-space: nowrap; }
      .number { white-space: nowrap; }
      figure { margin: 2rem 0 0; }
      figcaption { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; }
      .legend { display: inline-flex; flex-wrap: wrap; gap: .25rem 1rem; color: var(--dim); }
      .legend span { display: inline-flex; align-items: center; gap: .3rem; }
      .legend i.out { width: 1rem; height: 1rem; background: var(--out);
        border: 1px solid var(--line); }
      svg { display: block; width: 100%; min-width: 40rem; height: auto; }
      svg.key { width: 1rem; min-width: 1rem; height: 1rem; }
      rect.out { fill: var(--out); }
      .grid { stroke: var(--line); }
      .tick, .label { font-size: 12px; fill: var(--dim); }
      .label { fill: var(--ink); stroke: var(--page); stroke-width: 3; paint-order: stroke; }
      .event { stroke: var(--dim); stroke-dasharray: 3 3; fill: none; }
      .right { stroke: var(--right); stroke-width: 4; stroke-linecap: round; fill: none; }
      .right.few { stroke-opacity: .6; }
      .wrong { fill: var(--wrong); }
      .failed { stroke: var(--failed); stroke-width: 2; fill: none; }
      @media print { .scroll { overflow: visible; } section { break-inside: avoid; } }
      """;

  private ReportStyle() {}
}
