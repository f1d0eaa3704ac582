package io.mgeosync.director.switchover;

import java.time.Duration;

/**
 * What one director did.
 *
 * @param changed whether there was anything to do
 * @param took from the order until every load balancer followed
 * @param way where requests go now, in words
 */
public record Move(String director, boolean changed, Duration took, String way) {}
