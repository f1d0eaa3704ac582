package io.mgeosync.drill;

import io.mgeosync.director.client.DirectorClient;

/**
 * One director that takes part in a drill.
 *
 * @param plan what it said before
 */
public record DrillDirector(DirectorClient director, DrillPlan plan) {}
