/**
 * The basis of all features: ids, the database and its change feed, the caller, the
 * conventions and the transports of GraphQL. It depends on no feature.
 */
@NullMarked
@ApplicationModule(type = ApplicationModule.Type.OPEN)
package dev.plenum.platform;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
