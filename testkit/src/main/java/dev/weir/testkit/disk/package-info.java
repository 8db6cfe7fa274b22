/** A disk that fails as it is told to. */
package dev.weir.testkit.disk;
