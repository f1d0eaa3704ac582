package io.mgeosync.agent;

import io.mgeosync.probe.node.Environment;
import io.mgeosync.probe.smoke.SmokeMetrics;
import java.net.http.HttpClient;
import java.time.Clock;

/**
 * What all bundles of an agent share.
 *
 * @param clock the wall clock, for expiry and for what people read
 * @param steadyClock never jumps, for freshness
 * @param environment what this node gives its services, as far as a bundle may require it
 */
record AgentTools(
    HttpClient client,
    Clock clock,
    Clock steadyClock,
    Environment environment,
    SmokeMetrics smokeMetrics) {}
