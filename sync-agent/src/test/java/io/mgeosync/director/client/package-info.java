@NullMarked
package io.mgeosync.director.client;

import org.jspecify.annotations.NullMarked;
