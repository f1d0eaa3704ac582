@NullMarked
package io.mgeosync.director.route;

import org.jspecify.annotations.NullMarked;
