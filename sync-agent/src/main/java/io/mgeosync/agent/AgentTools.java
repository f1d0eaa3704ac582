package io.mgeosync.agent;

import io.mgeosync.probe.node.RequirementsCheck;
import io.mgeosync.probe.smoke.SmokeMetrics;
import java.net.http.HttpClient;
import java.time.Clock;

/**
 * What all bundles of an agent share.
 *
 * @param clock the wall clock, for expiry and for what people read
 * @param steadyClock never jumps, for freshness
 * @param requirements compares what a bundle requires with what this node is
 */
record AgentTools(
    HttpClient client,
    Clock clock,
    Clock steadyClock,
    RequirementsCheck requirements,
    SmokeMetrics smokeMetrics) {}
