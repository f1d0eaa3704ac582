package io.mgeosync.cli;

import java.time.Clock;
import java.util.Map;

/** What every verb gets from outside, so that a test can give it something else. */
record Context(Terminal terminal, Clock clock, Map<String, String> environment, Node node) {}
